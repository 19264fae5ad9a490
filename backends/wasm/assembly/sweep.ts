import { columnRun } from "./column_run";
import { rowRun } from "./row_run";

/** The distance of panels of a B that is read in place. */
const IN_PLACE: usize = 32;

/**
 * All tiles of one block of C. `strip` is the distance in bytes from four rows of A to the next four, `panel` that from
 * eight columns of B to the next eight, so that matrices in place and packed ones are walked alike.
 *
 * Packed panels are finished one by one, each from the first cache; a B that is read in place is small, so that there
 * the rows of C are written in their order.
 */
export function sweep(byColumns: bool, m: i32, n: i32, k: i32, a: usize, lda: usize, strip: usize, b: usize, ldb: usize, panel: usize, c: usize, ldc: usize, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  // a B of one panel is one either way, and its strips are then one run
  if (panel == IN_PLACE && n > 8) alongStrips(byColumns, m, n, k, a, lda, strip, b, ldb, panel, c, ldc, from, ldFrom, mask, relu);
  else downPanels(byColumns, m, n, k, a, lda, strip, b, ldb, panel, c, ldc, from, ldFrom, mask, relu);
}

function alongStrips(byColumns: bool, m: i32, n: i32, k: i32, a: usize, lda: usize, strip: usize, b: usize, ldb: usize, panel: usize, c: usize, ldc: usize, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  const df: usize = from ? 32 : 0;
  const dm: usize = mask ? 32 : 0;
  const full = n >> 3;
  const rest = n & 7;
  for (; m > 0; m -= 4) {
    const rows = min(m, 4);
    if (full) run(byColumns, rows, full, 0, panel, 32, df, dm, k, a, lda, b, ldb, c, ldc, 8, from, ldFrom, mask, relu);
    if (rest) {
      const at = <usize> full << 5;
      const fromRest = from ? from + at : 0;
      const maskRest = mask ? mask + at : 0;
      const bRest = b + full * panel;
      run(byColumns, rows, 1, 0, 0, 0, 0, 0, k, a, lda, bRest, ldb, c + at, ldc, rest, fromRest, ldFrom, maskRest, relu);
    }
    a += strip;
    c += 4 * ldc;
    from += 4 * ldFrom;
    if (mask) mask += 4 * ldc;
  }
}

function downPanels(byColumns: bool, m: i32, n: i32, k: i32, a: usize, lda: usize, strip: usize, b: usize, ldb: usize, panel: usize, c: usize, ldc: usize, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  const dc = 4 * ldc;
  const df = 4 * ldFrom;
  const dm = mask ? dc : 0;
  const full = m >> 2;
  const rest = m & 3;
  for (; n > 0; n -= 8) {
    const width = min(n, 8);
    if (full) run(byColumns, 4, full, strip, 0, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    if (rest) {
      const aRest = a + full * strip;
      const cRest = c + full * dc;
      const fromRest = from + full * df;
      const maskRest = mask + full * dm;
      run(byColumns, rest, 1, 0, 0, 0, 0, 0, k, aRest, lda, b, ldb, cRest, ldc, width, fromRest, ldFrom, maskRest, relu);
    }
    b += panel;
    c += 32;
    if (from) from += 32;
    if (mask) mask += 32;
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function run(byColumns: bool, rows: i32, count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  if (byColumns) columnRun(rows, count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
  else rowRun(rows, count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
}
