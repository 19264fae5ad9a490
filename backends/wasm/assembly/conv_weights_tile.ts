import { finishOne, finishPair } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";

/**
 * Four taps × 8 channels of the gradient of a kernel: a sum over `images` × `height` × `width` places. A place's taps
 * are four floats at `a`, which goes `step` bytes on to the next place, `turn` more at the end of a row and `next` more
 * at the end of an image; its channels are at `b`. Of C the first `rows` × `width8` are set, or added to if `add`.
 */
export function convWeightsTile(
  rows: i32,
  images: i32,
  height: i32,
  width: i32,
  a: usize,
  step: i32,
  turn: i32,
  next: i32,
  b: usize,
  ldb: usize,
  c: usize,
  ldc: usize,
  width8: i32,
  add: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  for (; images > 0; images--) {
    for (let i = height; i > 0; i--) {
      for (let j = width; j > 0; j--) {
        const v = v128.load(a);
        const x = v128.load(b);
        const y = v128.load(b, 16);
        a += step;
        b += ldb;
        let s = lane0(v);
        c00 = madd(s, x, c00);
        c01 = madd(s, y, c01);
        s = lane1(v);
        c10 = madd(s, x, c10);
        c11 = madd(s, y, c11);
        s = lane2(v);
        c20 = madd(s, x, c20);
        c21 = madd(s, y, c21);
        s = lane3(v);
        c30 = madd(s, x, c30);
        c31 = madd(s, y, c31);
      }
      a += turn;
    }
    a += next;
  }
  finishRow(c00, c01, c, width8, add);
  if (rows > 1) finishRow(c10, c11, c + ldc, width8, add);
  if (rows > 2) finishRow(c20, c21, c + 2 * ldc, width8, add);
  if (rows > 3) finishRow(c30, c31, c + 3 * ldc, width8, add);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function finishRow(x: v128, y: v128, c: usize, width: i32, add: bool): void {
  const from = add ? c : 0;
  if (width > 4) finishPair(x, y, c, width, from, 0, false);
  else finishOne(x, c, width, from, 0, false);
}
