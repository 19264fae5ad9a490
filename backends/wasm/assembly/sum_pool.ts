import { storeLanes } from "./finish";
import * as w from "./window";

/** The sum of each window, or its mean over the points that lie in the image. */
export function sumPool(window: usize, images: i32, x: usize, y: usize, mean: i32): void {
  const channels = w.inputsOf(window);
  const pixel = <usize> channels << 2;
  const row = <usize> w.inputWidth(window) * pixel;
  const image = <usize> w.inputHeight(window) * row;
  for (; images > 0; images--, x += image) {
    for (let i = 0; i < w.outputHeight(window); i++) {
      const top = i * w.strideDown(window) - w.before(window);
      const first = max(0, -top);
      const last = min(w.windowHeight(window), w.inputHeight(window) - top);
      for (let j = 0; j < w.outputWidth(window); j++, y += pixel) {
        const left = j * w.strideAcross(window) - w.beforeAcross(window);
        const firstAcross = max(0, -left);
        const lastAcross = min(w.windowWidth(window), w.inputWidth(window) - left);
        const share: f32 = mean ? <f32> 1 / <f32> ((last - first) * (lastAcross - firstAcross)) : 1;
        for (let c = 0; c < channels; c += 4) {
          let sum = f32x4.splat(0);
          const at = x + <usize> ((top * w.inputWidth(window) + left) * channels + c) * 4;
          for (let k = first; k < last; k++) {
            for (let l = firstAcross; l < lastAcross; l++) {
              sum = f32x4.add(sum, v128.load(at + k * row + l * pixel));
            }
          }
          storeLanes(y + (<usize> c << 2), f32x4.mul(sum, f32x4.splat(share)), min(channels - c, 4));
        }
      }
    }
  }
}

/** The way back: to each point of `y`, as large as the image, the sum of its places of `x`, of shares where it was a mean. */
export function spread(window: usize, images: i32, x: usize, y: usize, mean: i32): void {
  const channels = w.inputsOf(window);
  const pixel = <usize> channels << 2;
  const row = <usize> w.inputWidth(window) * pixel;
  const image = <usize> w.inputHeight(window) * row;
  memory.fill(y, 0, <usize> images * image);
  for (; images > 0; images--, y += image) {
    for (let i = 0; i < w.outputHeight(window); i++) {
      const top = i * w.strideDown(window) - w.before(window);
      const first = max(0, -top);
      const last = min(w.windowHeight(window), w.inputHeight(window) - top);
      for (let j = 0; j < w.outputWidth(window); j++, x += pixel) {
        const left = j * w.strideAcross(window) - w.beforeAcross(window);
        const firstAcross = max(0, -left);
        const lastAcross = min(w.windowWidth(window), w.inputWidth(window) - left);
        const share: f32 = mean ? <f32> 1 / <f32> ((last - first) * (lastAcross - firstAcross)) : 1;
        for (let c = 0; c < channels; c += 4) {
          const v = f32x4.mul(v128.load(x + (<usize> c << 2)), f32x4.splat(share));
          const at = y + <usize> ((top * w.inputWidth(window) + left) * channels + c) * 4;
          for (let k = first; k < last; k++) {
            for (let l = firstAcross; l < lastAcross; l++) {
              const to = at + k * row + l * pixel;
              storeLanes(to, f32x4.add(v128.load(to), v), min(channels - c, 4));
            }
          }
        }
      }
    }
  }
}
