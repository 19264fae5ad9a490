import { finishPair } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";

/**
 * `rows` (1 to 4) × 8 results of A · B, A by rows: one load of A gives four steps of k of a row, and its lanes are
 * splatted by shuffles, because V8 checks the bounds of every load and shuffles are free beside the multiply-adds.
 * Eight sums, four vectors of A, two of B and a splat just fit the sixteen registers of x64; more would spill.
 * `rows` is a constant wherever this is inlined, so that the compiler keeps only the rows that exist. The text is
 * long because a function cannot give back eight sums.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function rowTile(
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
  const a1 = a + lda;
  const a2 = a1 + lda;
  const a3 = a2 + lda;
  let at: usize = 0;
  let v1 = f32x4.splat(0);
  let v2 = f32x4.splat(0);
  let v3 = f32x4.splat(0);
  for (; k >= 4; k -= 4) {
    const v0 = v128.load(a + at);
    if (rows > 1) v1 = v128.load(a1 + at);
    if (rows > 2) v2 = v128.load(a2 + at);
    if (rows > 3) v3 = v128.load(a3 + at);
    at += 16;
    let x = v128.load(b);
    let y = v128.load(b, 16);
    b += ldb;
    let s = lane0(v0);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = lane0(v1);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = lane0(v2);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = lane0(v3);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
    x = v128.load(b);
    y = v128.load(b, 16);
    b += ldb;
    s = lane1(v0);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = lane1(v1);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = lane1(v2);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = lane1(v3);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
    x = v128.load(b);
    y = v128.load(b, 16);
    b += ldb;
    s = lane2(v0);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = lane2(v1);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = lane2(v2);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = lane2(v3);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
    x = v128.load(b);
    y = v128.load(b, 16);
    b += ldb;
    s = lane3(v0);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = lane3(v1);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = lane3(v2);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = lane3(v3);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
  }
  for (; k > 0; k--) {
    const x = v128.load(b);
    const y = v128.load(b, 16);
    b += ldb;
    let s = v128.load_splat<f32>(a + at);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    if (rows > 1) {
      s = v128.load_splat<f32>(a1 + at);
      c10 = madd(s, x, c10);
      c11 = madd(s, y, c11);
    }
    if (rows > 2) {
      s = v128.load_splat<f32>(a2 + at);
      c20 = madd(s, x, c20);
      c21 = madd(s, y, c21);
    }
    if (rows > 3) {
      s = v128.load_splat<f32>(a3 + at);
      c30 = madd(s, x, c30);
      c31 = madd(s, y, c31);
    }
    at += 4;
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
