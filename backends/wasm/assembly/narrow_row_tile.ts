import { finishOne } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";

/**
 * `rows` (1 to 4) × 4 results of A · B, A by rows, for the last one to four columns. Even and odd steps of k go to
 * sums of their own: four sums alone would wait for one another.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function narrowRowTile(
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
    b += ldb;
    c00 = madd(lane0(v0), x, c00);
    if (rows > 1) c10 = madd(lane0(v1), x, c10);
    if (rows > 2) c20 = madd(lane0(v2), x, c20);
    if (rows > 3) c30 = madd(lane0(v3), x, c30);
    x = v128.load(b);
    b += ldb;
    c01 = madd(lane1(v0), x, c01);
    if (rows > 1) c11 = madd(lane1(v1), x, c11);
    if (rows > 2) c21 = madd(lane1(v2), x, c21);
    if (rows > 3) c31 = madd(lane1(v3), x, c31);
    x = v128.load(b);
    b += ldb;
    c00 = madd(lane2(v0), x, c00);
    if (rows > 1) c10 = madd(lane2(v1), x, c10);
    if (rows > 2) c20 = madd(lane2(v2), x, c20);
    if (rows > 3) c30 = madd(lane2(v3), x, c30);
    x = v128.load(b);
    b += ldb;
    c01 = madd(lane3(v0), x, c01);
    if (rows > 1) c11 = madd(lane3(v1), x, c11);
    if (rows > 2) c21 = madd(lane3(v2), x, c21);
    if (rows > 3) c31 = madd(lane3(v3), x, c31);
  }
  for (; k > 0; k--) {
    const x = v128.load(b);
    b += ldb;
    c00 = madd(v128.load_splat<f32>(a + at), x, c00);
    if (rows > 1) c10 = madd(v128.load_splat<f32>(a1 + at), x, c10);
    if (rows > 2) c20 = madd(v128.load_splat<f32>(a2 + at), x, c20);
    if (rows > 3) c30 = madd(v128.load_splat<f32>(a3 + at), x, c30);
    at += 4;
  }
  finishOne(f32x4.add(c00, c01), c, width, from, mask, relu);
  if (rows > 1) {
    c += ldc;
    from += ldFrom;
    if (mask) mask += ldc;
    finishOne(f32x4.add(c10, c11), c, width, from, mask, relu);
  }
  if (rows > 2) {
    c += ldc;
    from += ldFrom;
    if (mask) mask += ldc;
    finishOne(f32x4.add(c20, c21), c, width, from, mask, relu);
  }
  if (rows > 3) {
    c += ldc;
    from += ldFrom;
    if (mask) mask += ldc;
    finishOne(f32x4.add(c30, c31), c, width, from, mask, relu);
  }
}
