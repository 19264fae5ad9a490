import { TILE } from "./conv_block";
import { storeLanes } from "./finish";
import { madd } from "./madd";
import { padImages, takePadding } from "./pad_images";
import * as w from "./window";

// Convolutions in which each channel sees itself alone: no product of matrices, but sums of four channels at once.

/** Whether a window is one. */
export function isDepthwise(window: usize): bool {
  const groups = w.groupsOf(window);
  return groups > 1 && groups == w.inputsOf(window) && groups == w.outputsOf(window);
}

/** As conv2d. */
export function depthwise(
  window: usize,
  images: i32,
  x: usize,
  kernel: usize,
  bias: usize,
  y: usize,
  relu: bool,
  work: usize,
): void {
  const pixel = <usize> w.inputsOf(window) << 2;
  const wide = w.paddedWidth(window);
  const size = <usize> (w.inputHeight(window) * w.inputWidth(window)) * pixel;
  for (let i = 0; i < images; i++) {
    const image = paddedImage(window, x + i * size, work);
    for (let p = 0; p < w.outputHeight(window); p++) {
      for (let q = 0; q < w.outputWidth(window); q++, y += pixel) {
        const at = image + <usize> (p * w.strideDown(window) * wide + q * w.strideAcross(window)) * pixel;
        for (let c: usize = 0; c < pixel; c += 16) {
          let sum = bias ? v128.load(bias + c) : f32x4.splat(0);
          let weight = kernel + c;
          for (let k = 0; k < w.windowHeight(window); k++) {
            let point = at + c + <usize> (k * w.dilationDown(window) * wide) * pixel;
            for (let l = 0; l < w.windowWidth(window); l++) {
              sum = madd(v128.load(point), v128.load(weight), sum);
              point += <usize> w.dilationAcross(window) * pixel;
              weight += pixel;
            }
          }
          if (relu) sum = f32x4.pmax(sum, f32x4.splat(0));
          storeLanes(y + c, sum, min(<i32> (pixel - c) >> 2, 4));
        }
      }
    }
  }
}

/** As conv2dInput: places give to the points that they saw, in their order. */
export function depthwiseInput(
  window: usize,
  images: i32,
  dy: usize,
  kernel: usize,
  dx: usize,
  mask: usize,
  work: usize,
): void {
  const pixel = <usize> w.inputsOf(window) << 2;
  const wide = w.paddedWidth(window);
  const size = <usize> (w.inputHeight(window) * w.inputWidth(window)) * pixel;
  const image = work + TILE;
  for (let i = 0; i < images; i++, dx += size) {
    memory.fill(image, 0, <usize> (w.paddedHeight(window) * wide) * pixel + 16);
    for (let p = 0; p < w.outputHeight(window); p++) {
      for (let q = 0; q < w.outputWidth(window); q++, dy += pixel) {
        const at = image + <usize> (p * w.strideDown(window) * wide + q * w.strideAcross(window)) * pixel;
        for (let c: usize = 0; c < pixel; c += 16) {
          const width = min(<i32> (pixel - c) >> 2, 4);
          const d = v128.load(dy + c);
          let weight = kernel + c;
          for (let k = 0; k < w.windowHeight(window); k++) {
            let point = at + c + <usize> (k * w.dilationDown(window) * wide) * pixel;
            for (let l = 0; l < w.windowWidth(window); l++) {
              storeLanes(point, madd(d, v128.load(weight), v128.load(point)), width);
              point += <usize> w.dilationAcross(window) * pixel;
              weight += pixel;
            }
          }
        }
      }
    }
    takePadding(window, image, dx, mask);
    if (mask) mask += size;
  }
}

/** As conv2dWeights, without the bias. */
export function depthwiseWeights(
  window: usize,
  images: i32,
  x: usize,
  dy: usize,
  dkernel: usize,
  work: usize,
): void {
  const pixel = <usize> w.inputsOf(window) << 2;
  const wide = w.paddedWidth(window);
  const size = <usize> (w.inputHeight(window) * w.inputWidth(window)) * pixel;
  const places = <usize> (w.outputHeight(window) * w.outputWidth(window)) * pixel;
  for (let i = 0; i < images; i++, dy += places) {
    const image = paddedImage(window, x + i * size, work);
    let to = dkernel;
    for (let k = 0; k < w.windowHeight(window); k++) {
      for (let l = 0; l < w.windowWidth(window); l++, to += pixel) {
        const tap = <usize> (k * w.dilationDown(window) * wide + l * w.dilationAcross(window)) * pixel;
        for (let c: usize = 0; c < pixel; c += 16) {
          let sum = tapGradient(window, image + tap + c, dy + c, pixel, wide);
          if (i > 0) sum = f32x4.add(sum, v128.load(to + c));
          storeLanes(to + c, sum, min(<i32> (pixel - c) >> 2, 4));
        }
      }
    }
  }
}

/** Σ x · dy over the places of an image, four channels of one tap. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function tapGradient(window: usize, x: usize, dy: usize, pixel: usize, wide: i32): v128 {
  let sum = f32x4.splat(0);
  const step = <usize> w.strideAcross(window) * pixel;
  for (let p = 0; p < w.outputHeight(window); p++) {
    let at = x + <usize> (p * w.strideDown(window) * wide) * pixel;
    for (let q = 0; q < w.outputWidth(window); q++) {
      sum = madd(v128.load(at), v128.load(dy), sum);
      at += step;
      dy += pixel;
    }
  }
  return sum;
}

/** The image itself, or a copy with zeros around it where windows reach beyond. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function paddedImage(window: usize, x: usize, work: usize): usize {
  if (!w.isPadded(window)) return x;
  padImages(window, 1, x, work + TILE);
  return work + TILE;
}
