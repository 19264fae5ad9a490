import { columnRun } from "./column_run";
import { finishPair } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";

/** Bytes of one step of k in a packed strip of A (four rows) and in a packed panel of B (eight columns). */
const A_STEP: usize = 16;
const B_STEP: usize = 32;

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
    if (width <= 4) {
      const dm = mask ? 4 * ldc : 0;
      const full = m >> 2;
      columnRun(4, full, strip, 0, 4 * ldc, 4 * ldFrom, dm, k, a, A_STEP, b, B_STEP, c, ldc, width, from, ldFrom, mask, relu);
      ai += full * strip;
      ci += full * 4 * ldc;
      fi += full * 4 * ldFrom;
      if (mask) mi += full * 4 * ldc;
      i = m & 3;
    }
    for (; i >= 4; i -= 4) {
      packedTile(k, ai, b, ci, ldc, width, fi, ldFrom, mi, relu);
      ai += strip;
      ci += 4 * ldc;
      fi += 4 * ldFrom;
      if (mi) mi += 4 * ldc;
    }
    if (i) columnRun(i, 1, 0, 0, 0, 0, 0, k, ai, A_STEP, b, B_STEP, ci, ldc, width, fi, ldFrom, mi, relu);
    b += <usize> k * B_STEP;
    c += 32;
    if (from) from += 32;
    if (mask) mask += 32;
  }
}

// 4 × 8 results; a call for each tile, so that nothing but the tile wants registers.
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
  for (; k >= 4; k -= 4) {
    let v = v128.load(a);
    let x = v128.load(b);
    let y = v128.load(b, 16);
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
    x = v128.load(b, 32);
    y = v128.load(b, 48);
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
    v = v128.load(a, 32);
    x = v128.load(b, 64);
    y = v128.load(b, 80);
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
    v = v128.load(a, 48);
    x = v128.load(b, 96);
    y = v128.load(b, 112);
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
    a += 4 * A_STEP;
    b += 4 * B_STEP;
  }
  for (; k > 0; k--) {
    let v = v128.load(a);
    let x = v128.load(b);
    let y = v128.load(b, 16);
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
    a += A_STEP;
    b += B_STEP;
  }
  finishPair(c00, c01, c, width, from, mask, relu);
  c += ldc;
  from += ldFrom;
  if (mask) mask += ldc;
  finishPair(c10, c11, c, width, from, mask, relu);
  c += ldc;
  from += ldFrom;
  if (mask) mask += ldc;
  finishPair(c20, c21, c, width, from, mask, relu);
  c += ldc;
  from += ldFrom;
  if (mask) mask += ldc;
  finishPair(c30, c31, c, width, from, mask, relu);
}
