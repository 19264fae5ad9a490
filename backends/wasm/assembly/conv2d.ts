import { convBlock, TILE } from "./conv_block";
import { depthwise, isDepthwise } from "./depthwise";
import { packRows, panelBytes } from "./pack";
import { imagesAtOnce, padImages } from "./pad_images";
import * as w from "./window";

/**
 * y = x ∗ kernel (+ bias of each channel) (then max(0, ·)), as a product of patches with the kernel: patches are read in
 * place, from images with zeros around them where windows reach beyond. `work` holds a tile, the kernel in panels and
 * some padded images, as conv_work.ts made room.
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
  if (isDepthwise(window)) {
    depthwise(window, images, x, kernel, bias, y, relu != 0, work);
    return;
  }
  const panels = work + TILE;
  const padded = panels + packGroups(window, kernel, panels);
  const image = (w.paddedHeight(window) * w.paddedWidth(window) * w.inputsOf(window)) << 2;
  const size = (w.inputHeight(window) * w.inputWidth(window) * w.inputsOf(window)) << 2;
  const places = (w.outputHeight(window) * w.outputWidth(window) * w.outputsOf(window)) << 2;
  const most = w.isPadded(window) ? imagesAtOnce(image, images) : images;
  for (let i = 0; i < images; i += most) {
    const count = min(most, images - i);
    let from = x + <usize> (i * size);
    if (w.isPadded(window)) {
      padImages(window, count, from, padded);
      from = padded;
    }
    patches(window, count, from, panels, bias, y + <usize> (i * places), relu != 0, work);
  }
}

/** All groups of the kernel in panels, one after the other; gives their bytes. */
function packGroups(window: usize, kernel: usize, to: usize): usize {
  const begin = to;
  const out = w.outputsOf(window) / w.groupsOf(window);
  const steps = w.windowHeight(window) * w.windowWidth(window) * (w.inputsOf(window) / w.groupsOf(window));
  for (let g = 0; g < w.groupsOf(window); g++) {
    packRows(steps, out, kernel + (<usize> (g * out) << 2), <usize> w.outputsOf(window) << 2, to, 0, false);
    to += panelBytes(steps, out);
  }
  return to - begin;
}

/** The product of all patches of `count` padded images at `x` with the panels, group by group. */
function patches(
  window: usize,
  count: i32,
  x: usize,
  panels: usize,
  bias: usize,
  y: usize,
  relu: bool,
  tile: usize,
): void {
  const groups = w.groupsOf(window);
  const inputs = w.inputsOf(window);
  const into = inputs / groups;
  const out = w.outputsOf(window) / groups;
  const pixel = inputs << 2;
  const row = w.paddedWidth(window) * pixel;
  const place = w.outputsOf(window) << 2;
  const places = w.outputWidth(window) * place;
  // points of a window that lie side by side are one run
  const joined = groups == 1 && w.dilationAcross(window) == 1;
  for (let g = 0; g < groups; g++) {
    convBlock(
      count, w.outputHeight(window), w.outputWidth(window),
      <i32> x + ((g * into) << 2), w.strideAcross(window) * pixel, w.strideDown(window) * row, w.paddedHeight(window) * row,
      <i32> y + ((g * out) << 2), place, places, w.outputHeight(window) * places,
      joined ? w.windowWidth(window) * inputs : into, joined ? 1 : w.windowWidth(window), w.dilationAcross(window) * pixel,
      w.windowHeight(window), w.dilationDown(window) * row,
      panels, out, bias ? bias + (<usize> (g * out) << 2) : 0, 0, relu, tile,
    );
    panels += panelBytes(w.windowHeight(window) * w.windowWidth(window) * into, out);
  }
}
