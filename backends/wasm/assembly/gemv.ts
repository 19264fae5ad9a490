import { finishPair } from "./finish";
import { madd } from "./madd";
import { sweep } from "./sweep";

/** Steps of k for which a pass goes over all columns: more would touch more pages than a first table of them holds. */
const STEPS: i32 = 64;

/**
 * One row of C = A · B, a vector times a matrix, as fast as B can be read: 32 columns at once are whole cache lines,
 * and eight sums that need not wait for one another. The last columns are left to the tiles. `ldb` is in bytes.
 */
export function gemvRow(
  n: i32,
  k: i32,
  a: usize,
  b: usize,
  ldb: usize,
  c: usize,
  bias: usize,
  relu: bool,
): void {
  const wide = n & ~31;
  const shift = <usize> wide << 2;
  for (let p = 0; p < k; p += STEPS) {
    const steps = min(STEPS, k - p);
    const from = p == 0 ? bias : c;
    const ends = relu && p + steps == k;
    for (let at: usize = 0; at < shift; at += 128) {
      wideTile(steps, a, b + at, ldb, c + at, from ? from + at : 0, ends);
    }
    if (wide < n) {
      const rest = from ? from + shift : 0;
      sweep(false, 1, n - wide, steps, a, 0, 0, b + shift, ldb, 32, c + shift, 0, rest, 0, 0, ends);
    }
    a += STEPS * 4;
    b += STEPS * ldb;
  }
}

function wideTile(k: i32, a: usize, b: usize, ldb: usize, c: usize, from: usize, relu: bool): void {
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let c2 = f32x4.splat(0);
  let c3 = f32x4.splat(0);
  let c4 = f32x4.splat(0);
  let c5 = f32x4.splat(0);
  let c6 = f32x4.splat(0);
  let c7 = f32x4.splat(0);
  for (; k > 0; k--) {
    const s = v128.load_splat<f32>(a);
    a += 4;
    c0 = madd(s, v128.load(b), c0);
    c1 = madd(s, v128.load(b, 16), c1);
    c2 = madd(s, v128.load(b, 32), c2);
    c3 = madd(s, v128.load(b, 48), c3);
    c4 = madd(s, v128.load(b, 64), c4);
    c5 = madd(s, v128.load(b, 80), c5);
    c6 = madd(s, v128.load(b, 96), c6);
    c7 = madd(s, v128.load(b, 112), c7);
    b += ldb;
  }
  finishPair(c0, c1, c, 8, from, 0, relu);
  finishPair(c2, c3, c + 32, 8, from ? from + 32 : 0, 0, relu);
  finishPair(c4, c5, c + 64, 8, from ? from + 64 : 0, 0, relu);
  finishPair(c6, c7, c + 96, 8, from ? from + 96 : 0, 0, relu);
}
