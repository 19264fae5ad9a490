import { convBlock, TILE } from "./conv_block";
import { B_STEP, packRows } from "./pack";
import { imagesAtOnce, padImages } from "./pad_images";
import * as w from "./window";

/**
 * y = x ∗ kernel (+ bias of each channel) (then max(0, ·)), as a product of patches with the kernel: patches are read in
 * place, from images with zeros around them where windows reach beyond. `work` holds a tile, the kernel in panels and
 * as many padded images as emit_window.ts made room for, or one.
 */
export function conv2d(
  window: usize,
  images: i32,
  x: usize,
  kernel: usize,
  bias: usize,
  y: usize,
  relu: i32,
  work: usize,
): void {
  const groups = w.groupsOf(window);
  const inputs = w.inputsOf(window);
  const outputs = w.outputsOf(window);
  const height = w.inputHeight(window);
  const width = w.inputWidth(window);
  const places = w.outputHeight(window);
  const placesAcross = w.outputWidth(window);
  const top = w.before(window);
  const left = w.beforeAcross(window);
  const bottom = w.after(window);
  const right = w.afterAcross(window);
  const padded = (top | left | bottom | right) != 0;
  const into = inputs / groups;
  const out = outputs / groups;
  const taps = w.windowHeight(window) * w.windowWidth(window);
  const group = panelBytes(taps * into, out);
  const panels = work + TILE;
  for (let g = 0; g < groups; g++) {
    packRows(taps * into, out, kernel + (<usize> (g * out) << 2), <usize> outputs << 2, panels + g * group, 0, false);
  }
  const images0 = panels + <usize> groups * group;
  const wide = width + left + right;
  const high = height + top + bottom;
  const pixel = inputs << 2;
  const image = high * wide * pixel;
  const most = imagesAtOnce(image, padded, images);
  // points of a window that lie side by side are one run
  const joined = groups == 1 && w.dilationAcross(window) == 1;
  const run = joined ? w.windowWidth(window) * inputs : into;
  const across = joined ? 1 : w.windowWidth(window);
  for (let i = 0; i < images; i += most) {
    const count = min(most, images - i);
    const from = x + <usize> (i * height * width * pixel);
    if (padded) padImages(count, height, width, inputs, from, top, left, bottom, right, images0);
    for (let g = 0; g < groups; g++) {
      convBlock(
        count,
        places,
        placesAcross,
        <i32> (padded ? images0 : from) + ((g * into) << 2),
        w.strideAcross(window) * pixel,
        w.strideDown(window) * wide * pixel,
        image,
        <i32> y + ((i * places * placesAcross * outputs + g * out) << 2),
        outputs << 2,
        (placesAcross * outputs) << 2,
        (places * placesAcross * outputs) << 2,
        run,
        across,
        w.dilationAcross(window) * pixel,
        w.windowHeight(window),
        w.dilationDown(window) * wide * pixel,
        panels + g * group,
        out,
        bias ? bias + (<usize> (g * out) << 2) : 0,
        0,
        relu != 0,
        work,
      );
    }
  }
}

/** Bytes of a matrix in panels of eight columns. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function panelBytes(steps: i32, columns: i32): usize {
  return <usize> (steps * ((columns + 7) >> 3)) * B_STEP;
}
