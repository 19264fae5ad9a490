import { finishOne } from "./finish";
import { lane0, lane1, lane2, lane3 } from "./lanes";
import { madd } from "./madd";

/** `rows` (1 to 4) × 4 results of A · B, A by columns, for the last one to four columns; see narrowRowTile. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function narrowColumnTile(
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
    a += lda;
    b += ldb;
    c00 = madd(lane0(v), x, c00);
    if (rows > 1) c10 = madd(lane1(v), x, c10);
    if (rows > 2) c20 = madd(lane2(v), x, c20);
    if (rows > 3) c30 = madd(lane3(v), x, c30);
    v = v128.load(a);
    x = v128.load(b);
    a += lda;
    b += ldb;
    c01 = madd(lane0(v), x, c01);
    if (rows > 1) c11 = madd(lane1(v), x, c11);
    if (rows > 2) c21 = madd(lane2(v), x, c21);
    if (rows > 3) c31 = madd(lane3(v), x, c31);
  }
  if (k > 0) {
    const v = v128.load(a);
    const x = v128.load(b);
    c00 = madd(lane0(v), x, c00);
    if (rows > 1) c10 = madd(lane1(v), x, c10);
    if (rows > 2) c20 = madd(lane2(v), x, c20);
    if (rows > 3) c30 = madd(lane3(v), x, c30);
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
