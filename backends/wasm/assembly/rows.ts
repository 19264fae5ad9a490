/** Row r of `out` becomes row `order[r]` of `x`; rows have `width` floats, row numbers are u32. */
export function gather(x: usize, order: usize, m: i32, width: i32, out: usize): void {
  const bytes = <usize> width << 2;
  const end = order + (<usize> m << 2);
  if (width == 1) {
    for (; order < end; order += 4, out += 4) store<f32>(out, load<f32>(x + (<usize> load<u32>(order) << 2)));
    return;
  }
  // four rows side by side: they lie apart, and memory answers several questions at once
  const wide = end - 16;
  for (; order <= wide; order += 16, out += 4 * bytes) {
    copyFour(
      x + <usize> load<u32>(order) * bytes,
      x + <usize> load<u32>(order, 4) * bytes,
      x + <usize> load<u32>(order, 8) * bytes,
      x + <usize> load<u32>(order, 12) * bytes,
      out,
      bytes,
    );
  }
  for (; order < end; order += 4, out += bytes) copy(x + <usize> load<u32>(order) * bytes, out, bytes);
}

function copyFour(a: usize, b: usize, c: usize, d: usize, to: usize, bytes: usize): void {
  const whole = bytes & ~15;
  let i: usize = 0;
  for (; i < whole; i += 16) {
    v128.store(to + i, v128.load(a + i));
    v128.store(to + bytes + i, v128.load(b + i));
    v128.store(to + 2 * bytes + i, v128.load(c + i));
    v128.store(to + 3 * bytes + i, v128.load(d + i));
  }
  for (; i < bytes; i += 4) {
    store<f32>(to + i, load<f32>(a + i));
    store<f32>(to + bytes + i, load<f32>(b + i));
    store<f32>(to + 2 * bytes + i, load<f32>(c + i));
    store<f32>(to + 3 * bytes + i, load<f32>(d + i));
  }
}

/** Copies a row: shorter than a call of memory.copy for the few numbers that most rows have. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function copy(from: usize, to: usize, bytes: usize): void {
  const whole = bytes & ~15;
  let i: usize = 0;
  for (; i < whole; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i));
}

/** Σ w_r Σ e[r, j] in float64; weights 0 means ones. */
export function total(e: usize, m: i32, n: i32, weights: usize): f64 {
  let sum: f64 = 0;
  if (weights == 0) return sumOf(e, m * n);
  for (let r = 0; r < m; r++) {
    sum += <f64> load<f32>(weights + (<usize> r << 2)) * sumOf(e, n);
    e += <usize> n << 2;
  }
  return sum;
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function sumOf(e: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const v = v128.load(e + (<usize> i << 2));
    low = f64x2.add(low, f64x2.promote_low_f32x4(v));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3)));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < count; i++) sum += <f64> load<f32>(e + (<usize> i << 2));
  return sum;
}

/** g[r, j] becomes g[r, j] · factor · w_r; weights 0 means ones. */
export function scaleRows(g: usize, m: i32, n: i32, weights: usize, factor: f32): void {
  if (weights == 0) {
    const f = f32x4.splat(factor);
    const end = g + (<usize> (m * n) << 2);
    for (; g < end; g += 16) v128.store(g, f32x4.mul(v128.load(g), f));
    return;
  }
  for (let r = 0; r < m; r++) {
    const w = factor * load<f32>(weights + (<usize> r << 2));
    for (let j = 0; j < n; j++, g += 4) store<f32>(g, load<f32>(g) * w);
  }
}

/** a becomes a + b. */
export function addTo(a: usize, b: usize, count: i32): void {
  const end = a + (<usize> count << 2);
  for (; a < end; a += 16, b += 16) v128.store(a, f32x4.add(v128.load(a), v128.load(b)));
}

/** Copies, or adds, a block of m × width between matrices whose rows have `ldFrom` and `ldTo` floats. */
export function copyColumns(
  from: usize,
  ldFrom: i32,
  to: usize,
  ldTo: i32,
  m: i32,
  width: i32,
  accumulate: i32,
): void {
  const bytes = <usize> width << 2;
  for (let r = 0; r < m; r++) {
    if (accumulate) addRow(from, to, bytes);
    else copy(from, to, bytes);
    from += <usize> ldFrom << 2;
    to += <usize> ldTo << 2;
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function addRow(from: usize, to: usize, bytes: usize): void {
  const whole = bytes & ~15;
  let i: usize = 0;
  for (; i < whole; i += 16) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(from + i)));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(to + i) + load<f32>(from + i));
}

/** Σ |g|^p in float64; the largest |g| if p is infinite. */
export function powerSum(g: usize, count: i32, p: f64): f64 {
  let sum: f64 = 0;
  const end = g + (<usize> count << 2);
  for (; g < end; g += 4) {
    const size = Math.abs(<f64> load<f32>(g));
    if (p == 2) sum += size * size;
    else if (p == 1) sum += size;
    else if (p == Infinity) sum = max(sum, size);
    else sum += NativeMath.pow(size, p);
  }
  return sum;
}

/** y = x · factor, feature by feature. */
export function scaleForward(x: usize, m: i32, c: i32, factor: usize, y: usize): void {
  for (let r = 0; r < m; r++) {
    for (let j: usize = 0; j < <usize> c << 2; j += 4) {
      store<f32>(y, load<f32>(x) * load<f32>(factor + j));
      x += 4;
      y += 4;
    }
  }
}

/** dx = dy · factor, and dfactor = Σ dy · x over rows; dx may be dy. */
export function scaleBack(
  dy: usize,
  x: usize,
  factor: usize,
  m: i32,
  c: i32,
  dfactor: usize,
  dx: usize,
): void {
  for (let j: usize = 0; j < <usize> c << 2; j += 4) {
    const f = load<f32>(factor + j);
    let sum: f64 = 0;
    let at = j;
    for (let r = 0; r < m; r++, at += <usize> c << 2) {
      const d = load<f32>(dy + at);
      sum += <f64> d * load<f32>(x + at);
      store<f32>(dx + at, d * f);
    }
    store<f32>(dfactor + j, <f32> sum);
  }
}
