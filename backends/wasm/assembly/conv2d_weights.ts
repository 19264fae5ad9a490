import { columnSums } from "./column_sums";
import { TILE } from "./conv_block";
import { convWeightsTile } from "./conv_weights_tile";
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
  const inputs = w.inputsOf(window);
  const outputs = w.outputsOf(window);
  const height = w.inputHeight(window);
  const width = w.inputWidth(window);
  const places = w.outputHeight(window) * w.outputWidth(window);
  const top = w.before(window);
  const left = w.beforeAcross(window);
  const bottom = w.after(window);
  const right = w.afterAcross(window);
  const padded = (top | left | bottom | right) != 0;
  if (dbias) columnSums(images * places, outputs, dy, <usize> outputs << 2, dbias);
  const wide = width + left + right;
  const image = (height + top + bottom) * wide * (inputs << 2);
  const most = min(images, imagesAtOnce(image + ((places * outputs) << 2), true, images));
  for (let i = 0; i < images; i += most) {
    const count = min(most, images - i);
    const from = x + <usize> ((i * height * width * inputs) << 2);
    if (padded) padImages(count, height, width, inputs, from, top, left, bottom, right, work + TILE);
    const gradient = dy + <usize> ((i * places * outputs) << 2);
    taps(window, count, padded ? work + TILE : from, wide, image, gradient, dkernel, i > 0);
  }
}

/** The part of `count` images in the gradient of every tap, or of rows of taps where these lie side by side. */
function taps(
  window: usize,
  count: i32,
  x: usize,
  wide: i32,
  image: i32,
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
  const step = w.strideAcross(window) * pixel;
  const turn = w.strideDown(window) * wide * pixel - w.outputWidth(window) * step;
  const next = image - w.outputHeight(window) * w.strideDown(window) * wide * pixel;
  const ldc = <usize> outputs << 2;
  for (let g = 0; g < groups; g++) {
    for (let n = 0; n < out; n += 8) {
      const b = dy + <usize> ((g * out + n) << 2);
      let c = dkernel + <usize> ((g * out + n) << 2);
      for (let i = 0; i < w.windowHeight(window); i++) {
        for (let j = 0; j < across; j++) {
          const point = (i * w.dilationDown(window) * wide + j * w.dilationAcross(window)) * pixel;
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
