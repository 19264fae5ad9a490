import { sweep } from "./sweep";

/** Rows of C whose block is finished over all of k before the next: they stay in cache meanwhile. */
const ROWS: i32 = 64;
/** Floats of B, half of a first cache of 32 KiB, and the fewest steps of k that are worth a visit to C. */
const FLOATS: i32 = 4096;
const STEPS: i32 = 128;

/** C = A · B with both read in place; A by rows (m × k) or by columns (k × m). All distances are in bytes. */
export function gemmDirect(
  byColumns: bool,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: usize,
  b: usize,
  ldb: usize,
  c: usize,
  ldc: usize,
  bias: usize,
  relu: bool,
): void {
  const strip: usize = byColumns ? 16 : 4 * lda;
  const steps = k <= STEPS ? k : max(STEPS, FLOATS / n) & ~3;
  if (k <= steps) {
    sweep(byColumns, m, n, k, a, lda, strip, b, ldb, 32, c, ldc, bias, 0, 0, relu);
    return;
  }
  for (let i = 0; i < m; i += ROWS) {
    const rows = min(ROWS, m - i);
    const ai = a + (byColumns ? <usize> i << 2 : i * lda);
    const ci = c + i * ldc;
    for (let p = 0; p < k; p += steps) {
      const ap = ai + (byColumns ? p * lda : <usize> p << 2);
      const from = p == 0 ? bias : ci;
      const ldFrom = p == 0 ? 0 : ldc;
      const last = p + steps >= k;
      const taken = min(steps, k - p);
      sweep(
        byColumns,
        rows,
        n,
        taken,
        ap,
        lda,
        strip,
        b + p * ldb,
        ldb,
        32,
        ci,
        ldc,
        from,
        ldFrom,
        0,
        relu && last,
      );
    }
  }
}
