import { KC } from "./blocks";
import { storeSums } from "./pack";

/**
 * sums[n] = the sums of the columns of k × n of B, in blocks of KC rows, so that a long column loses fewer digits than
 * one chain of additions would.
 */
export function columnSums(k: i32, n: i32, b: usize, ldb: usize, sums: usize): void {
  let add = false;
  do {
    const rows = min(k, KC);
    sumBlock(rows, n, b, ldb, sums, add);
    b += rows * ldb;
    k -= rows;
    add = true;
  } while (k > 0);
}

function sumBlock(k: i32, n: i32, b: usize, ldb: usize, sums: usize, add: bool): void {
  for (; n >= 16; n -= 16) {
    let v = f32x4.splat(0);
    let x = f32x4.splat(0);
    let y = f32x4.splat(0);
    let z = f32x4.splat(0);
    let row = b;
    for (let q = 0; q < k; q++) {
      v = f32x4.add(v, v128.load(row));
      x = f32x4.add(x, v128.load(row, 16));
      y = f32x4.add(y, v128.load(row, 32));
      z = f32x4.add(z, v128.load(row, 48));
      row += ldb;
    }
    storeSums(sums, v, 4, add);
    storeSums(sums + 16, x, 4, add);
    storeSums(sums + 32, y, 4, add);
    storeSums(sums + 48, z, 4, add);
    b += 64;
    sums += 64;
  }
  for (; n > 0; n -= 4) {
    storeSums(sums, sumFour(k, b, ldb), min(n, 4), add);
    b += 16;
    sums += 16;
  }
}

/** Sums of four columns, in four chains, for one would wait for its own additions. */
function sumFour(k: i32, b: usize, ldb: usize): v128 {
  let v = f32x4.splat(0);
  let x = f32x4.splat(0);
  let y = f32x4.splat(0);
  let z = f32x4.splat(0);
  for (; k >= 4; k -= 4) {
    v = f32x4.add(v, v128.load(b));
    x = f32x4.add(x, v128.load(b + ldb));
    y = f32x4.add(y, v128.load(b + 2 * ldb));
    z = f32x4.add(z, v128.load(b + 3 * ldb));
    b += 4 * ldb;
  }
  for (; k > 0; k--) {
    v = f32x4.add(v, v128.load(b));
    b += ldb;
  }
  return f32x4.add(f32x4.add(v, x), f32x4.add(y, z));
}
