import { storeLanes } from "./finish";
import * as w from "./window";

/** The sum of each window, or its mean over the points that lie in the image. */
export function sumPool(window: usize, images: i32, x: usize, y: usize, mean: i32): void {
  eachPlace(false, window, images, x, y, mean != 0);
}

/** The way back: to each point of `y`, as large as the image, the sum of its places of `x`, of shares where it was a mean. */
export function spread(window: usize, images: i32, x: usize, y: usize, mean: i32): void {
  const image = w.inputHeight(window) * w.inputWidth(window) * w.inputsOf(window);
  memory.fill(y, 0, <usize> (images * image) << 2);
  eachPlace(true, window, images, y, x, mean != 0);
}

/** Between the points of images and their places: sums of points, or, if `back`, what places add to their points. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function eachPlace(back: bool, window: usize, images: i32, points: usize, place: usize, mean: bool): void {
  const channels = w.inputsOf(window);
  const pixel = <usize> channels << 2;
  const row = <usize> w.inputWidth(window) * pixel;
  const image = <usize> w.inputHeight(window) * row;
  for (; images > 0; images--, points += image) {
    for (let i = 0; i < w.outputHeight(window); i++) {
      const top = i * w.strideDown(window) - w.before(window);
      const first = max(0, -top);
      const last = min(w.windowHeight(window), w.inputHeight(window) - top);
      for (let j = 0; j < w.outputWidth(window); j++, place += pixel) {
        const left = j * w.strideAcross(window) - w.beforeAcross(window);
        const firstAcross = max(0, -left);
        const lastAcross = min(w.windowWidth(window), w.inputWidth(window) - left);
        const share = f32x4.splat(mean ? <f32> 1 / <f32> ((last - first) * (lastAcross - firstAcross)) : 1);
        for (let c = 0; c < channels; c += 4) {
          const width = min(channels - c, 4);
          const here = place + (<usize> c << 2);
          const at = points + <usize> ((top * w.inputWidth(window) + left) * channels + c) * 4;
          const given = back ? f32x4.mul(v128.load(here), share) : f32x4.splat(0);
          let sum = f32x4.splat(0);
          for (let k = first; k < last; k++) {
            for (let l = firstAcross; l < lastAcross; l++) {
              const point = at + k * row + l * pixel;
              if (back) storeLanes(point, f32x4.add(v128.load(point), given), width);
              else sum = f32x4.add(sum, v128.load(point));
            }
          }
          if (!back) storeLanes(here, f32x4.mul(sum, share), width);
        }
      }
    }
  }
}
