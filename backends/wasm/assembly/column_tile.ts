import { finishPair } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";

/**
 * `rows` (1 to 4) × 8 results of A · B, A by columns (transposed in place, or packed with `lda` of five floats): one
 * load of A gives one step of k of four rows. See rowTile for the shape.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function columnTile(
  rows: i32,
  k: i32,
  a: usize,
  lda: usize,
  b: usize,
  ldb: usize,
  c: usize,
  ldc: usize,
  width: i32,
  from: usize,
  ldFrom: usize,
  mask: usize,
  relu: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  for (; k >= 2; k -= 2) {
    let v = v128.load(a);
    let x = v128.load(b);
    let y = v128.load(b, 16);
    a += lda;
    b += ldb;
    let s = lane0(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = lane1(v);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = lane2(v);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = lane3(v);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
    v = v128.load(a);
    x = v128.load(b);
    y = v128.load(b, 16);
    a += lda;
    b += ldb;
    s = lane0(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = lane1(v);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = lane2(v);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = lane3(v);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
  }
  if (k > 0) {
    const v = v128.load(a);
    const x = v128.load(b);
    const y = v128.load(b, 16);
    let s = lane0(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = lane1(v);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = lane2(v);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = lane3(v);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
  }
  finishPair(c00, c01, c, width, from, mask, relu);
  if (rows > 1) {
    c += ldc;
    from += ldFrom;
    if (mask) mask += ldc;
    finishPair(c10, c11, c, width, from, mask, relu);
  }
  if (rows > 2) {
    c += ldc;
    from += ldFrom;
    if (mask) mask += ldc;
    finishPair(c20, c21, c, width, from, mask, relu);
  }
  if (rows > 3) {
    c += ldc;
    from += ldFrom;
    if (mask) mask += ldc;
    finishPair(c30, c31, c, width, from, mask, relu);
  }
}
