import { columnTile } from "./column_tile";
import { narrowColumnTile } from "./narrow_column_tile";

/**
 * `count` tiles of `rows` (1 to 4) × `width` (1 to 8), A by columns. From one tile to the next A advances by `da` bytes, B by
 * `db`, C by `dc`, `from` by `df` and `mask` by `dm`: along a strip of A or down a panel of B, without a call a tile.
 */
export function columnRun(rows: i32, count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  if (width > 4) {
    if (rows == 4) wide4(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    else if (rows == 3) wide3(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    else if (rows == 2) wide2(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    else wide1(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
  } else {
    if (rows == 4) narrow4(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    else if (rows == 3) narrow3(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    else if (rows == 2) narrow2(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    else narrow1(count, da, db, dc, df, dm, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
  }
}

function wide4(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    columnTile(4, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}

function wide3(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    columnTile(3, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}

function wide2(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    columnTile(2, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}

function wide1(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    columnTile(1, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}

function narrow4(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    narrowColumnTile(4, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}

function narrow3(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    narrowColumnTile(3, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}

function narrow2(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    narrowColumnTile(2, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}

function narrow1(count: i32, da: usize, db: usize, dc: usize, df: usize, dm: usize, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, width: i32, from: usize, ldFrom: usize, mask: usize, relu: bool): void {
  for (; count > 0; count--) {
    narrowColumnTile(1, k, a, lda, b, ldb, c, ldc, width, from, ldFrom, mask, relu);
    a += da;
    b += db;
    c += dc;
    from += df;
    mask += dm;
  }
}
