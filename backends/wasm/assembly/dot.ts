import { finishOne, finishPair } from "./finish";
import { madd } from "./madd";

/**
 * One row of C = A · Bᵀ: the products of one vector with the n rows of B, eight at once and each read in its order, so
 * that nothing is packed for a product that would use it once. `ldb` is in bytes.
 */
export function dotRow(n: i32, k: i32, a: usize, b: usize, ldb: usize, c: usize, mask: usize): void {
  for (; n > 0; n -= 8) {
    dotTile(min(n, 8), k, a, b, ldb, c, mask);
    b += 8 * ldb;
    c += 32;
    if (mask) mask += 32;
  }
}

/** `rows` (1 to 8) of B; those that do not exist repeat the last, and are not written. */
function dotTile(rows: i32, k: i32, a: usize, b: usize, ldb: usize, c: usize, mask: usize): void {
  const b1 = rows > 1 ? b + ldb : b;
  const b2 = rows > 2 ? b1 + ldb : b1;
  const b3 = rows > 3 ? b2 + ldb : b2;
  const b4 = rows > 4 ? b3 + ldb : b3;
  const b5 = rows > 5 ? b4 + ldb : b4;
  const b6 = rows > 6 ? b5 + ldb : b5;
  const b7 = rows > 7 ? b6 + ldb : b6;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  let s5 = f32x4.splat(0);
  let s6 = f32x4.splat(0);
  let s7 = f32x4.splat(0);
  const whole = <usize> (k & ~3) << 2;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const v = v128.load(a + at);
    s0 = madd(v, v128.load(b + at), s0);
    s1 = madd(v, v128.load(b1 + at), s1);
    s2 = madd(v, v128.load(b2 + at), s2);
    s3 = madd(v, v128.load(b3 + at), s3);
    s4 = madd(v, v128.load(b4 + at), s4);
    s5 = madd(v, v128.load(b5 + at), s5);
    s6 = madd(v, v128.load(b6 + at), s6);
    s7 = madd(v, v128.load(b7 + at), s7);
  }
  if (k & 3) {
    // both are masked, for what lies behind a row may be NaN
    const real = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(k & 3));
    const v = v128.and(v128.load(a + at), real);
    s0 = madd(v, v128.and(v128.load(b + at), real), s0);
    s1 = madd(v, v128.and(v128.load(b1 + at), real), s1);
    s2 = madd(v, v128.and(v128.load(b2 + at), real), s2);
    s3 = madd(v, v128.and(v128.load(b3 + at), real), s3);
    s4 = madd(v, v128.and(v128.load(b4 + at), real), s4);
    s5 = madd(v, v128.and(v128.load(b5 + at), real), s5);
    s6 = madd(v, v128.and(v128.load(b6 + at), real), s6);
    s7 = madd(v, v128.and(v128.load(b7 + at), real), s7);
  }
  const x = sumsOfFour(s0, s1, s2, s3);
  if (rows > 4) finishPair(x, sumsOfFour(s4, s5, s6, s7), c, rows, 0, mask, false);
  else finishOne(x, c, rows, 0, mask, false);
}

/** The sums of the lanes of each of four vectors. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function sumsOfFour(s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  const x = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
  const y = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(x, y, 0, 1, 4, 5), v128.shuffle<f32>(x, y, 2, 3, 6, 7));
}
