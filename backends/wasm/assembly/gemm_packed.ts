import { KC, MC, NC } from "./blocks";
import { B_STEP, packColumns, packRows, packStrips, packTransposed } from "./pack";
import { packedBlock } from "./packed_tile";
import { sweep } from "./sweep";

/**
 * C = A · B through packed blocks. A is packed into strips of five rows, each block once, for rows that are a power
 * of two apart would fall on the same lines of the cache; only a small one is read in place. B (k × n, or n × k if
 * `transposed`) is packed for each block of rows, or once if it is a single block. All distances are in bytes;
 * `bias`, `mask`, `sums` may be 0.
 */
export function gemmPacked(
  byColumns: bool,
  transposed: bool,
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
  mask: usize,
  sums: usize,
  scratch: usize,
): void {
  const strips = scratch + KC * NC * 4 + 128;
  const most = even(k, KC);
  const inPlace = !byColumns && (n < 32 || k < 64 || (n <= 128 && k <= 256 && m * k <= 65536));
  for (let p = 0; p < k; p += most) {
    const steps = min(most, k - p);
    const last = p + steps == k;
    const from = p > 0 ? c : bias;
    const ldFrom = p > 0 ? ldc : 0;
    for (let i = 0; i < m; i += MC) {
      const rows = min(MC, m - i);
      const ai = a + (byColumns ? p * lda + (<usize> i << 2) : i * lda + (<usize> p << 2));
      if (byColumns) packColumns(steps, rows, ai, lda, strips);
      else if (!inPlace) packStrips(steps, rows, ai, lda, strips);
      const down = i * ldc;
      for (let j = 0; j < n; j += NC) {
        const columns = min(NC, n - j);
        const along = <usize> j << 2;
        const sum = sums && i == 0 ? sums + along : 0;
        // a single block of B is still there from the rows before
        if (i == 0 || n > NC) {
          if (transposed) packTransposed(steps, columns, b + j * ldb + (<usize> p << 2), ldb, scratch);
          else packRows(steps, columns, b + p * ldb + along, ldb, scratch, sum, p > 0);
        }
        const ci = c + down + along;
        const fi = from ? from + i * ldFrom + along : 0;
        const mi = mask && last ? mask + down + along : 0;
        const ends = relu && last;
        if (inPlace) {
          const panel = <usize> steps * B_STEP;
          sweep(false, rows, columns, steps, ai, lda, 4 * lda, scratch, B_STEP, panel, ci, ldc, fi, ldFrom, mi, ends);
        } else packedBlock(rows, columns, steps, strips, scratch, ci, ldc, fi, ldFrom, mi, ends);
      }
    }
  }
}

/** The length of equal blocks, each at most `most`, in fours: a short last one would visit all of C for little. */
function even(k: i32, most: i32): i32 {
  const parts = (k + most - 1) / most;
  return ((k + parts - 1) / parts + 3) & ~3;
}
