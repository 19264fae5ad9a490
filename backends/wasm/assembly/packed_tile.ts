import { columnRun } from "./column_run";
import { finishOne, finishPair } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";
import { A_STEP, B_STEP, ROWS } from "./pack";

/** All tiles of one block of C from packed strips and panels of k steps each: panel by panel, each from the first cache. */
export function packedBlock(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  b: usize,
  c: usize,
  ldc: usize,
  from: usize,
  ldFrom: usize,
  mask: usize,
  relu: bool,
): void {
  const strip = <usize> k * A_STEP;
  for (; n > 0; n -= 8) {
    const width = min(n, 8);
    let ai = a;
    let ci = c;
    let fi = from;
    let mi = mask;
    let i = m;
    for (; i >= ROWS; i -= ROWS) {
      packedTile(k, ai, b, ci, ldc, width, fi, ldFrom, mi, relu);
      ai += strip;
      ci += ROWS * ldc;
      fi += ROWS * ldFrom;
      if (mi) mi += ROWS * ldc;
    }
    if (i) columnRun(i, 1, 0, 0, 0, 0, 0, k, ai, A_STEP, b, B_STEP, ci, ldc, width, fi, ldFrom, mi, relu);
    b += <usize> k * B_STEP;
    c += 32;
    if (from) from += 32;
    if (mask) mask += 32;
  }
}

/**
 * 5 × 8 results: ten sums, more than two units of four cycles need, with two vectors of B and one lane of A in
 * the fifteen registers there are; eight steps at once are ten whole vectors of A. A call for each tile, so that
 * nothing but the tile wants registers.
 */
function packedTile(
  k: i32,
  a: usize,
  b: usize,
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
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  for (; k >= 8; k -= 8) {
    let x = v128.load(b);
    let y = v128.load(b, 16);
    let v = v128.load(a);
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
    v = v128.load(a, 16);
    s = lane0(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    x = v128.load(b, 32);
    y = v128.load(b, 48);
    s = lane1(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    s = lane2(v);
    c10 = madd(s, x, c10);
    c11 = madd(s, y, c11);
    s = lane3(v);
    c20 = madd(s, x, c20);
    c21 = madd(s, y, c21);
    v = v128.load(a, 32);
    s = lane0(v);
    c30 = madd(s, x, c30);
    c31 = madd(s, y, c31);
    s = lane1(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    x = v128.load(b, 64);
    y = v128.load(b, 80);
    s = lane2(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    s = lane3(v);
    c10 = madd(s, x, c10);
    c11 = madd(s, y, c11);
    v = v128.load(a, 48);
    s = lane0(v);
    c20 = madd(s, x, c20);
    c21 = madd(s, y, c21);
    s = lane1(v);
    c30 = madd(s, x, c30);
    c31 = madd(s, y, c31);
    s = lane2(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    x = v128.load(b, 96);
    y = v128.load(b, 112);
    s = lane3(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    v = v128.load(a, 64);
    s = lane0(v);
    c10 = madd(s, x, c10);
    c11 = madd(s, y, c11);
    s = lane1(v);
    c20 = madd(s, x, c20);
    c21 = madd(s, y, c21);
    s = lane2(v);
    c30 = madd(s, x, c30);
    c31 = madd(s, y, c31);
    s = lane3(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    x = v128.load(b, 128);
    y = v128.load(b, 144);
    v = v128.load(a, 80);
    s = lane0(v);
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
    v = v128.load(a, 96);
    s = lane0(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    x = v128.load(b, 160);
    y = v128.load(b, 176);
    s = lane1(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    s = lane2(v);
    c10 = madd(s, x, c10);
    c11 = madd(s, y, c11);
    s = lane3(v);
    c20 = madd(s, x, c20);
    c21 = madd(s, y, c21);
    v = v128.load(a, 112);
    s = lane0(v);
    c30 = madd(s, x, c30);
    c31 = madd(s, y, c31);
    s = lane1(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    x = v128.load(b, 192);
    y = v128.load(b, 208);
    s = lane2(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    s = lane3(v);
    c10 = madd(s, x, c10);
    c11 = madd(s, y, c11);
    v = v128.load(a, 128);
    s = lane0(v);
    c20 = madd(s, x, c20);
    c21 = madd(s, y, c21);
    s = lane1(v);
    c30 = madd(s, x, c30);
    c31 = madd(s, y, c31);
    s = lane2(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    x = v128.load(b, 224);
    y = v128.load(b, 240);
    s = lane3(v);
    c00 = madd(s, x, c00);
    c01 = madd(s, y, c01);
    v = v128.load(a, 144);
    s = lane0(v);
    c10 = madd(s, x, c10);
    c11 = madd(s, y, c11);
    s = lane1(v);
    c20 = madd(s, x, c20);
    c21 = madd(s, y, c21);
    s = lane2(v);
    c30 = madd(s, x, c30);
    c31 = madd(s, y, c31);
    s = lane3(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    a += 8 * A_STEP;
    b += 8 * B_STEP;
  }
  for (; k > 0; k--) {
    let x = v128.load(b);
    let y = v128.load(b, 16);
    let v = v128.load(a);
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
    v = v128.load(a, 16);
    s = lane0(v);
    c40 = madd(s, x, c40);
    c41 = madd(s, y, c41);
    a += A_STEP;
    b += B_STEP;
  }
  finishRow(c00, c01, c, width, from, mask, relu);
  c += ldc;
  from += ldFrom;
  if (mask) mask += ldc;
  finishRow(c10, c11, c, width, from, mask, relu);
  c += ldc;
  from += ldFrom;
  if (mask) mask += ldc;
  finishRow(c20, c21, c, width, from, mask, relu);
  c += ldc;
  from += ldFrom;
  if (mask) mask += ldc;
  finishRow(c30, c31, c, width, from, mask, relu);
  c += ldc;
  from += ldFrom;
  if (mask) mask += ldc;
  finishRow(c40, c41, c, width, from, mask, relu);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function finishRow(x: v128, y: v128, c: usize, width: i32, from: usize, mask: usize, relu: bool): void {
  if (width > 4) finishPair(x, y, c, width, from, mask, relu);
  else finishOne(x, c, width, from, mask, relu);
}
