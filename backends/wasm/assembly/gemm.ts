import { columnRun } from "./column_run";
import { columnSums } from "./column_sums";
import { dotRow } from "./dot";
import { gemmDirect } from "./gemm_direct";
import { gemmPacked } from "./gemm_packed";
import { gemvRow } from "./gemv";
import { rowRun } from "./row_run";

/** Steps of k up to which a product of a single tile goes straight to it. */
const TINY: i32 = 128;

/** C = A · B (+ bias of each column) (then max(0, ·)); A is m × k, B is k × n. Leading dimensions count floats. */
export function gemmNN(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  c: usize,
  ldc: i32,
  bias: usize,
  relu: i32,
  scratch: usize,
): void {
  const la = <usize> lda << 2;
  const lb = <usize> ldb << 2;
  const lc = <usize> ldc << 2;
  if (m <= 4 && n <= 8 && k <= TINY) {
    rowRun(m, 1, 0, 0, 0, 0, 0, k, a, la, b, lb, c, lc, n, bias, 0, 0, relu != 0);
  } else if (m <= 2 && n >= 32) {
    for (let i = 0; i < m; i++) gemvRow(n, k, a + i * la, b, lb, c + i * lc, bias, relu != 0);
  } else if (paysToPack(m, n, k)) {
    gemmPacked(false, false, m, n, k, a, la, b, lb, c, lc, bias, relu != 0, 0, 0, scratch);
  } else gemmDirect(false, m, n, k, a, la, b, lb, c, lc, bias, relu != 0);
}

/** C = Aᵀ · B; A is k × m, B is k × n. If `sums` is not 0 it takes the sums of the columns of B. */
export function gemmTN(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  c: usize,
  ldc: i32,
  sums: usize,
  scratch: usize,
): void {
  const la = <usize> lda << 2;
  const lb = <usize> ldb << 2;
  const lc = <usize> ldc << 2;
  if (paysToPack(m, n, k)) {
    gemmPacked(true, false, m, n, k, a, la, b, lb, c, lc, 0, false, 0, sums, scratch);
    return;
  }
  if (sums) columnSums(k, n, b, lb, sums);
  if (m <= 4 && n <= 8 && k <= TINY) {
    columnRun(m, 1, 0, 0, 0, 0, 0, k, a, la, b, lb, c, lc, n, 0, 0, 0, false);
  } else gemmDirect(true, m, n, k, a, la, b, lb, c, lc, 0, false);
}

/** C = A · Bᵀ, kept where `mask` (m × n, by `ldc`) is positive if it is not 0; A is m × k, B is n × k. */
export function gemmNT(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  c: usize,
  ldc: i32,
  mask: usize,
  scratch: usize,
): void {
  const la = <usize> lda << 2;
  const lb = <usize> ldb << 2;
  const lc = <usize> ldc << 2;
  if (m <= 4) {
    for (let i = 0; i < m; i++) dotRow(n, k, a + i * la, b, lb, c + i * lc, mask ? mask + i * lc : 0);
  } else gemmPacked(false, true, m, n, k, a, la, b, lb, c, lc, 0, false, mask, 0, scratch);
}

/** Whether copying B into panels is repaid: found by bench/kernels/gemm.ts. */
function paysToPack(m: i32, n: i32, k: i32): bool {
  return m >= 32 && n >= 32 && k >= 64 && <i64> m * n * k >= 500000;
}
