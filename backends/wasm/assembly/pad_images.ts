import { storeLanes } from "./finish";
import { copy } from "./rows";
import * as w from "./window";

/** Bytes of images that are worked on at once: they stay in the first cache, or the near end of the second. */
const AT_ONCE: i32 = 32768;

/** How many images of so many bytes are padded and worked on at once. */
export function imagesAtOnce(image: i32, images: i32): i32 {
  return max(1, min(images, AT_ONCE / image));
}

/** Copies images with the zeros around them that a window reaches. */
export function padImages(window: usize, count: i32, x: usize, to: usize): void {
  const pixels = w.inputsOf(window);
  pad(
    count,
    w.inputHeight(window),
    <usize> (w.inputWidth(window) * pixels) << 2,
    x,
    w.before(window),
    <usize> (w.beforeAcross(window) * pixels) << 2,
    w.after(window),
    <usize> (w.afterAcross(window) * pixels) << 2,
    to,
  );
}

/** Copies `count` matrices of `rows` rows of so many bytes, `top`, `left`, `bottom` and `right` of zeros around each. */
export function pad(
  count: i32,
  rows: i32,
  row: usize,
  x: usize,
  top: i32,
  left: usize,
  bottom: i32,
  right: usize,
  to: usize,
): void {
  const wide = left + row + right;
  for (; count > 0; count--) {
    memory.fill(to, 0, <usize> top * wide + left);
    to += <usize> top * wide + left;
    for (let y = 0; y < rows; y++) {
      copy(x, to, row);
      x += row;
      to += row;
      // the end of this row and the start of the next
      const gap = y + 1 < rows ? right + left : right;
      memory.fill(to, 0, gap);
      to += gap;
    }
    memory.fill(to, 0, <usize> bottom * wide);
    to += <usize> bottom * wide;
  }
}

/** Copies the image out of what padImages made of one, kept where `mask` is positive if it is not 0. */
export function takePadding(window: usize, image: usize, x: usize, mask: usize): void {
  const pixel = <usize> w.inputsOf(window) << 2;
  const row = <usize> w.inputWidth(window) * pixel;
  const wide = <usize> w.paddedWidth(window) * pixel;
  image += <usize> w.before(window) * wide + <usize> w.beforeAcross(window) * pixel;
  for (let y = 0; y < w.inputHeight(window); y++) {
    for (let at: usize = 0; at < row; at += 16) {
      let v = v128.load(image + at);
      if (mask) v = v128.and(v, f32x4.gt(v128.load(mask + at), f32x4.splat(0)));
      storeLanes(x + at, v, min(<i32> (row - at) >> 2, 4));
    }
    image += wide;
    x += row;
    if (mask) mask += row;
  }
}
