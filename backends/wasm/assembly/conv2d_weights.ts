import { columnSums } from "./column_sums";
import { TILE } from "./conv_block";
import { convWeightsTile } from "./conv_weights_tile";
import { depthwiseWeights, isDepthwise } from "./depthwise";
import { imagesAtOnce, padImages } from "./pad_images";
import * as w from "./window";

/**
 * The gradients of a kernel and, if `dbias` is not 0, of the bias of each channel: patches, transposed, times dy. Images
 * are worked on a few at a time, while both lie in cache; each adds its share, in their order.
 */
export function conv2dWeights(
  window: usize,
  images: i32,
  x: usize,
  dy: usize,
  dkernel: usize,
  dbias: usize,
  work: usize,
): void {
  const outputs = w.outputsOf(window) << 2;
  const places = w.outputHeight(window) * w.outputWidth(window);
  if (dbias) columnSums(images * places, w.outputsOf(window), dy, outputs, dbias);
  if (isDepthwise(window)) {
    depthwiseWeights(window, images, x, dy, dkernel, work);
    return;
  }
  const size = (w.inputHeight(window) * w.inputWidth(window) * w.inputsOf(window)) << 2;
  const image = (w.paddedHeight(window) * w.paddedWidth(window) * w.inputsOf(window)) << 2;
  const most = imagesAtOnce(image + places * outputs, images);
  for (let i = 0; i < images; i += most) {
    const count = min(most, images - i);
    let from = x + <usize> (i * size);
    if (w.isPadded(window)) {
      padImages(window, count, from, work + TILE);
      from = work + TILE;
    }
    taps(window, count, from, dy + <usize> (i * places * outputs), dkernel, i > 0);
  }
}

/** The part of `count` images in the gradient of every tap, or of rows of taps where these lie side by side. */
function taps(
  window: usize,
  count: i32,
  x: usize,
  dy: usize,
  dkernel: usize,
  add: bool,
): void {
  const groups = w.groupsOf(window);
  const inputs = w.inputsOf(window);
  const outputs = w.outputsOf(window);
  const into = inputs / groups;
  const out = outputs / groups;
  const pixel = inputs << 2;
  const joined = groups == 1 && w.dilationAcross(window) == 1;
  const run = joined ? w.windowWidth(window) * inputs : into;
  const across = joined ? 1 : w.windowWidth(window);
  const row = w.paddedWidth(window) * pixel;
  const step = w.strideAcross(window) * pixel;
  const turn = w.strideDown(window) * row - w.outputWidth(window) * step;
  const next = (w.paddedHeight(window) - w.outputHeight(window) * w.strideDown(window)) * row;
  const ldc = <usize> outputs << 2;
  for (let g = 0; g < groups; g++) {
    for (let n = 0; n < out; n += 8) {
      const b = dy + <usize> ((g * out + n) << 2);
      let c = dkernel + <usize> ((g * out + n) << 2);
      for (let i = 0; i < w.windowHeight(window); i++) {
        for (let j = 0; j < across; j++) {
          const point = i * w.dilationDown(window) * row + j * w.dilationAcross(window) * pixel;
          let a = x + <usize> (point + ((g * into) << 2));
          for (let m = run; m > 0; m -= 4) {
            convWeightsTile(
              min(m, 4), count, w.outputHeight(window), w.outputWidth(window),
              a, step, turn, next, b, ldc, c, ldc, min(out - n, 8), add,
            );
            a += 16;
            c += <usize> min(m, 4) * ldc;
          }
        }
      }
    }
  }
}
