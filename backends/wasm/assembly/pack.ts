/** Rows of a strip of A. */
export const ROWS: i32 = 5;
/** Bytes of one step of k in a strip of A (five rows) and in a panel of B (eight columns). */
export const A_STEP: usize = 20;
export const B_STEP: usize = 32;

/**
 * Copies k × n of B into panels of eight columns, each k × 8 and contiguous; columns that do not exist are whatever
 * lies there, for no tile stores them. If `sums` is not 0 the sum of each column is set there, or added if `add`.
 */
export function packRows(k: i32, n: i32, b: usize, ldb: usize, to: usize, sums: usize, add: bool): void {
  for (; n > 0; n -= 8) {
    let x = f32x4.splat(0);
    let y = f32x4.splat(0);
    let row = b;
    for (let q = 0; q < k; q++) {
      const u = v128.load(row);
      const v = v128.load(row, 16);
      row += ldb;
      x = f32x4.add(x, u);
      y = f32x4.add(y, v);
      v128.store(to, u);
      v128.store(to, v, 16);
      to += 32;
    }
    if (sums) {
      storeSums(sums, x, min(n, 4), add);
      if (n > 4) storeSums(sums + 16, y, min(n - 4, 4), add);
      sums += 32;
    }
    b += 32;
  }
}

/** As packRows for a B that is stored transposed: n rows of k. Four by four, by shuffles. */
export function packTransposed(k: i32, n: i32, b: usize, ldb: usize, to: usize): void {
  for (; n > 0; n -= 8) {
    packPanel(k, min(n, 8), b, ldb, to);
    b += 8 * ldb;
    to += <usize> k << 5;
  }
}

/** One panel of packTransposed: up to eight rows of k, k × 8 and contiguous. */
export function packPanel(k: i32, n: i32, b: usize, ldb: usize, to: usize): void {
  transposeFour(k, min(n, 4), b, ldb, to, 32);
  if (n > 4) transposeFour(k, min(n - 4, 4), b + 4 * ldb, ldb, to + 16, 32);
}

/** Copies m rows of A, stored m × k, into strips of five, each k × 5 and contiguous. */
export function packStrips(k: i32, m: i32, a: usize, lda: usize, to: usize): void {
  const end = <usize> k << 2;
  for (; m > 0; m -= ROWS) {
    transposeFour(k, min(m, 4), a, lda, to, A_STEP);
    let fifth = m > 4 ? a + 4 * lda : a;
    let at = to + 16;
    for (const last = fifth + end; fifth < last; fifth += 16, at += 4 * A_STEP) {
      const v = v128.load(fifth);
      v128.store_lane<f32>(at, v, 0);
      v128.store_lane<f32>(at, v, 1, 20);
      v128.store_lane<f32>(at, v, 2, 40);
      v128.store_lane<f32>(at, v, 3, 60);
    }
    a += ROWS * lda;
    to += <usize> k * A_STEP;
  }
}

/** Copies m columns of A, stored k × m, into strips of five, each k × 5 and contiguous. */
export function packColumns(k: i32, m: i32, a: usize, lda: usize, to: usize): void {
  const strip = <usize> k * A_STEP;
  // four strips at once, for a line of the cache holds three
  for (; m >= 20; m -= 20) {
    let row = a;
    for (let q = 0; q < k; q++) {
      copyFive(row, to);
      copyFive(row + 20, to + strip);
      copyFive(row + 40, to + 2 * strip);
      copyFive(row + 60, to + 3 * strip);
      row += lda;
      to += A_STEP;
    }
    to += 3 * strip;
    a += 80;
  }
  for (; m > 0; m -= ROWS) {
    let row = a;
    for (let q = 0; q < k; q++) {
      copyFive(row, to);
      row += lda;
      to += A_STEP;
    }
    a += 20;
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function copyFive(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  store<f32>(to, load<f32>(from, 16), 16);
}

/** Writes up to four sums of columns. */
export function storeSums(sums: usize, v: v128, width: i32, add: bool): void {
  if (add) v = f32x4.add(v, v128.load(sums));
  if (width == 4) v128.store(sums, v);
  else {
    v128.store_lane<f32>(sums, v, 0);
    if (width > 1) v128.store_lane<f32>(sums, v, 1, 4);
    if (width > 2) v128.store_lane<f32>(sums, v, 2, 8);
  }
}

/**
 * `rows` (1 to 4) rows of k into columns of four, `step` bytes from one to the next. Rows that do not exist repeat the last. Writes
 * up to three steps more than k, which whatever is packed next covers.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function transposeFour(k: i32, rows: i32, b: usize, ldb: usize, to: usize, step: usize): void {
  const b1 = rows > 1 ? b + ldb : b;
  const b2 = rows > 2 ? b1 + ldb : b1;
  const b3 = rows > 3 ? b2 + ldb : b2;
  const end = <usize> k << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const r0 = v128.load(b + at);
    const r1 = v128.load(b1 + at);
    const r2 = v128.load(b2 + at);
    const r3 = v128.load(b3 + at);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    to += 4 * step;
  }
}

/** Bytes of k steps of so many columns in panels. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function panelBytes(k: i32, n: i32): usize {
  return <usize> (k * ((n + 7) >> 3)) * B_STEP;
}
