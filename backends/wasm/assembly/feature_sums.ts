/** Features whose sums are made in one go. */
export const WIDTH: i32 = 1024;

/** Numbers of rows that are gone over feature by feature while they lie in the first cache. */
const AT_ONCE: i32 = 4096;
/** The most rows that are summed in 32 bits: a longer column would lose digits. */
const ROWS: i32 = 128;

/**
 * Sums of up to WIDTH features over m rows `row` bytes apart, in float64 at `sums`. What is summed is said by `kind`: 0 the
 * distance from the first row, 1 its square once `means` is taken off, 2 the numbers themselves, 3 their products with z.
 */
export function sumsOf(
  kind: i32,
  x: usize,
  z: usize,
  m: i32,
  row: usize,
  width: i32,
  means: usize,
  sums: usize,
): void {
  memory.fill(sums, 0, <usize> (width + 3 & ~3) << 3);
  const most = max(4, min(ROWS, AT_ONCE / width));
  const first = x;
  for (let r = 0; r < m; r += most) {
    const rows = min(most, m - r);
    for (let k = 0; k < width; k += 4) {
      const at = <usize> k << 2;
      let v = f32x4.splat(0);
      if (kind == 0) v = distances(rows, x + at, row, v128.load(first + at));
      else if (kind == 1) v = squares(rows, x + at, row, v128.load(first + at), v128.load(means + at));
      else if (kind == 2) v = plain(rows, x + at, row);
      else v = products(rows, x + at, z + at, row);
      const to = sums + (<usize> k << 3);
      const high = v128.shuffle<f32>(v, v, 2, 3, 2, 3);
      v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(v)));
      v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
    }
    x += rows * row;
    z += rows * row;
  }
}

function plain(rows: i32, x: usize, row: usize): v128 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (; rows >= 2; rows -= 2, x += 2 * row) {
    a = f32x4.add(a, v128.load(x));
    b = f32x4.add(b, v128.load(x + row));
  }
  if (rows) a = f32x4.add(a, v128.load(x));
  return f32x4.add(a, b);
}

function distances(rows: i32, x: usize, row: usize, first: v128): v128 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  for (; rows >= 2; rows -= 2, x += 2 * row) {
    a = f32x4.add(a, f32x4.sub(v128.load(x), first));
    b = f32x4.add(b, f32x4.sub(v128.load(x + row), first));
  }
  if (rows) a = f32x4.add(a, f32x4.sub(v128.load(x), first));
  return f32x4.add(a, b);
}

function squares(rows: i32, x: usize, row: usize, first: v128, mean: v128): v128 {
  let sum = f32x4.splat(0);
  for (; rows > 0; rows--, x += row) {
    const d = f32x4.sub(f32x4.sub(v128.load(x), first), mean);
    sum = f32x4.add(sum, f32x4.mul(d, d));
  }
  return sum;
}

function products(rows: i32, x: usize, z: usize, row: usize): v128 {
  let sum = f32x4.splat(0);
  for (; rows > 0; rows--, x += row, z += row) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(x), v128.load(z)));
  }
  return sum;
}
