import { KC, MC, NC } from "./blocks";
import { packColumns, packRows, packStrips, packTransposed } from "./pack";
import { packedBlock } from "./packed_tile";
import { sweep } from "./sweep";

/**
 * C = A · B through packed blocks. A is packed into strips of four rows, for rows that are a power of two apart would
 * fall on the same lines of the cache; only a small one (m × k) is read in place. B (k × n, or n × k if `transposed`) is packed
 * once. All distances are in bytes; `bias`, `mask`, `sums` may be 0.
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
  for (let j = 0; j < n; j += NC) {
    const columns = min(NC, n - j);
    const shift = <usize> j << 2;
    for (let p = 0; p < k; p += KC) {
      const steps = min(KC, k - p);
      if (transposed) packTransposed(steps, columns, b + j * ldb + (<usize> p << 2), ldb, scratch);
      else packRows(steps, columns, b + p * ldb + shift, ldb, scratch, sums ? sums + shift : 0, p > 0);
      const last = p + steps == k;
      const from = p > 0 ? c + shift : bias ? bias + shift : 0;
      const ends = last && mask ? mask + shift : 0;
      const ap = a + (byColumns ? p * lda : <usize> p << 2);
      rowBlocks(
        byColumns,
        m,
        columns,
        steps,
        ap,
        lda,
        scratch,
        c + shift,
        ldc,
        from,
        p > 0 ? ldc : 0,
        ends,
        relu && last,
      );
    }
  }
}

function rowBlocks(
  byColumns: bool,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  lda: usize,
  b: usize,
  c: usize,
  ldc: usize,
  from: usize,
  ldFrom: usize,
  mask: usize,
  relu: bool,
): void {
  const packed = b + KC * NC * 4 + 128;
  for (; m > 0; m -= MC) {
    const rows = min(MC, m);
    if (!byColumns && (n < 32 || k < 64)) {
      sweep(false, rows, n, k, a, lda, 4 * lda, b, 32, <usize> k << 5, c, ldc, from, ldFrom, mask, relu);
    } else {
      if (byColumns) packColumns(k, rows, a, lda, packed);
      else packStrips(k, rows, a, lda, packed);
      packedBlock(rows, n, k, packed, b, c, ldc, from, ldFrom, mask, relu);
    }
    a += byColumns ? MC * 4 : MC * lda;
    c += MC * ldc;
    from += MC * ldFrom;
    if (mask) mask += MC * ldc;
  }
}
