import { convBlock, TILE } from "./conv_block";
import { depthwiseInput, isDepthwise } from "./depthwise";
import { packPanel, panelBytes } from "./pack";
import { imagesAtOnce, pad } from "./pad_images";
import { lastTap, placeStep, tapCount, tapStep } from "./phase";
import * as w from "./window";

/**
 * dx = the gradient behind a convolution, kept where `mask` is positive if it is not 0. Points of the image whose
 * distance is the stride see the same taps of the window: each such phase is a convolution of dy, zeros around it, by
 * those taps, last one first, transposed. `work` holds a tile, all phases' panels and padded images.
 */
export function conv2dInput(
  window: usize,
  images: i32,
  dy: usize,
  kernel: usize,
  dx: usize,
  mask: usize,
  work: usize,
): void {
  if (isDepthwise(window)) {
    depthwiseInput(window, images, dy, kernel, dx, mask, work);
    return;
  }
  const outputs = w.outputsOf(window);
  const places = w.outputHeight(window);
  const placesAcross = w.outputWidth(window);
  const top = before(w.windowHeight(window), w.dilationDown(window), w.before(window), w.strideDown(window));
  const left = before(w.windowWidth(window), w.dilationAcross(window), w.beforeAcross(window), w.strideAcross(window));
  const bottom = max(0, (w.inputHeight(window) - 1 + w.before(window)) / w.strideDown(window) - (places - 1));
  const right = max(0, (w.inputWidth(window) - 1 + w.beforeAcross(window)) / w.strideAcross(window) - (placesAcross - 1));
  const padded = (top | left | bottom | right) != 0;
  const panels = work + TILE;
  const gradients = panels + packPhases(window, kernel, panels);
  const wide = placesAcross + left + right;
  const pixel = outputs << 2;
  const image = (places + top + bottom) * wide * pixel;
  const most = padded ? imagesAtOnce(image, images) : images;
  const bytes = (w.inputHeight(window) * w.inputWidth(window) * w.inputsOf(window)) << 2;
  for (let i = 0; i < images; i += most) {
    const count = min(most, images - i);
    const from = dy + <usize> (i * places * placesAcross * pixel);
    if (padded) pad(count, places, placesAcross * pixel, from, top, left * pixel, bottom, right * pixel, gradients);
    const start = <i32> (padded ? gradients : from) + (top * wide + left) * pixel;
    phases(window, count, start, wide, image, panels, dx + <usize> (i * bytes), mask ? mask - dx : 0, work);
  }
}

/** Every phase of every group for `count` images, whose first place of dy is at `start`. */
function phases(
  window: usize,
  count: i32,
  start: i32,
  wide: i32,
  image: i32,
  panels: usize,
  dx: usize,
  mask: usize,
  tile: usize,
): void {
  const inputs = w.inputsOf(window);
  const into = inputs / w.groupsOf(window);
  const out = w.outputsOf(window) / w.groupsOf(window);
  const pixel = w.outputsOf(window) << 2;
  const height = w.inputHeight(window);
  const width = w.inputWidth(window);
  const down = w.strideDown(window);
  const across = w.strideAcross(window);
  const stepDown = placeStep(w.dilationDown(window), down);
  const stepAcross = placeStep(w.dilationAcross(window), across);
  const joined = w.groupsOf(window) == 1 && stepAcross == 1;
  let b = panels;
  for (let g = 0; g < w.groupsOf(window); g++) {
    for (let y = 0; y < down; y++) {
      const taps = tapCount(y + w.before(window), w.dilationDown(window), down, w.windowHeight(window));
      const rows = (height - y + down - 1) / down;
      for (let x = 0; x < across; x++) {
        const tapsAcross = tapCount(x + w.beforeAcross(window), w.dilationAcross(window), across, w.windowWidth(window));
        const columns = (width - x + across - 1) / across;
        const a = start + (firstPlace(window, y) * wide + firstPlaceAcross(window, x)) * pixel + ((g * out) << 2);
        const c = <i32> dx + (((y * width + x) * inputs + g * into) << 2);
        if (y < height && x < width) {
          convBlock(
            count, rows, columns,
            a, pixel, wide * pixel, image,
            c, (across * inputs) << 2, (down * width * inputs) << 2, (height * width * inputs) << 2,
            joined ? tapsAcross * out : out, joined ? 1 : tapsAcross, stepAcross * pixel,
            taps, stepDown * wide * pixel,
            b, into, 0, mask, false, tile,
          );
        }
        b += panelBytes(taps * tapsAcross * out, into);
      }
    }
  }
}

/** Packs the taps of every phase of every group, transposed, in the order in which `phases` takes them; gives bytes. */
function packPhases(window: usize, kernel: usize, to: usize): usize {
  const begin = to;
  const into = w.inputsOf(window) / w.groupsOf(window);
  const outputs = w.outputsOf(window);
  const out = outputs / w.groupsOf(window);
  const down = tapStep(w.dilationDown(window), w.strideDown(window));
  const across = tapStep(w.dilationAcross(window), w.strideAcross(window));
  for (let g = 0; g < w.groupsOf(window); g++) {
    for (let y = 0; y < w.strideDown(window); y++) {
      const originDown = y + w.before(window);
      const taps = tapCount(originDown, w.dilationDown(window), w.strideDown(window), w.windowHeight(window));
      const last = lastTap(originDown, w.dilationDown(window), w.strideDown(window), w.windowHeight(window));
      for (let x = 0; x < w.strideAcross(window); x++) {
        const origin = x + w.beforeAcross(window);
        const tapsAcross = tapCount(origin, w.dilationAcross(window), w.strideAcross(window), w.windowWidth(window));
        const lastAcross = lastTap(origin, w.dilationAcross(window), w.strideAcross(window), w.windowWidth(window));
        for (let n = 0; n < into; n += 8) {
          for (let i = 0; i < taps; i++) {
            for (let j = 0; j < tapsAcross; j++) {
              const tap = (last - i * down) * w.windowWidth(window) + lastAcross - j * across;
              const from = kernel + (<usize> ((tap * into + n) * outputs + g * out) << 2);
              packPanel(out, min(into - n, 8), from, <usize> outputs << 2, to);
              to += panelBytes(out, 8);
            }
          }
        }
      }
    }
  }
  return to - begin;
}

/** The place that sees row `y` by the last tap that does; it may lie in the zeros above. */
function firstPlace(window: usize, y: i32): i32 {
  const origin = y + w.before(window);
  const tap = lastTap(origin, w.dilationDown(window), w.strideDown(window), w.windowHeight(window));
  return (origin - tap * w.dilationDown(window)) / w.strideDown(window);
}

/** The same for column `x`. */
function firstPlaceAcross(window: usize, x: i32): i32 {
  const origin = x + w.beforeAcross(window);
  const tap = lastTap(origin, w.dilationAcross(window), w.strideAcross(window), w.windowWidth(window));
  return (origin - tap * w.dilationAcross(window)) / w.strideAcross(window);
}

/** Zeros before dy: how far the first point's last tap lies before the first place. */
function before(size: i32, dilation: i32, padding: i32, stride: i32): i32 {
  return max(0, ((size - 1) * dilation - padding + stride - 1) / stride);
}
