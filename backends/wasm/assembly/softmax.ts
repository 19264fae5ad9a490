import { expInline, log4 } from "./maths";

// Rows are short: four numbers at a time, the last ones through a vector whose other lanes are set aside.

/** Lanes below `count` from `v`, the others from `other`. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function first(v: v128, count: i32, other: v128): v128 {
  const mask = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
  return v128.bitselect(v, other, mask);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function sumLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) +
    f32x4.extract_lane(v, 3);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function maxLanes(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function storeFirst(at: usize, v: v128, count: i32): void {
  if (count >= 4) return v128.store(at, v);
  store<f32>(at, f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(v, 2), 8);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function largest(z: usize, n: i32): f32 {
  const low = f32x4.splat(-f32.MAX_VALUE * 2);
  let top = low;
  for (let j = 0; j < n; j += 4) top = f32x4.max(top, first(v128.load(z + (<usize> j << 2)), n - j, low));
  return maxLanes(top);
}

// log Σ e^(z − top)
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function logSum(z: usize, n: i32, top: f32): f32 {
  const t = f32x4.splat(top);
  const none = f32x4.splat(0);
  let sum = none;
  for (let j = 0; j < n; j += 4) {
    const e = expInline(f32x4.sub(v128.load(z + (<usize> j << 2)), t));
    sum = f32x4.add(sum, first(e, n - j, none));
  }
  return f32x4.extract_lane(log4(f32x4.splat(sumLanes(sum))), 0);
}

/** out = z − top − log Σ e^(z − top), row by row. */
export function logSoftmax(z: usize, m: i32, n: i32, out: usize): void {
  for (let r = 0; r < m; r++) {
    const top = largest(z, n);
    const shift = f32x4.splat(top + logSum(z, n, top));
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      storeFirst(out + at, f32x4.sub(v128.load(z + at), shift), n - j);
    }
    z += <usize> n << 2;
    out += <usize> n << 2;
  }
}

/** out = e^(z − top) / Σ e^(z − top), row by row. */
export function softmax(z: usize, m: i32, n: i32, out: usize): void {
  for (let r = 0; r < m; r++) {
    const top = f32x4.splat(largest(z, n));
    const none = f32x4.splat(0);
    let sum = none;
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      const e = first(expInline(f32x4.sub(v128.load(z + at), top)), n - j, none);
      sum = f32x4.add(sum, e);
      storeFirst(out + at, e, n - j);
    }
    const all = f32x4.splat(sumLanes(sum));
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      storeFirst(out + at, f32x4.div(v128.load(out + at), all), n - j);
    }
    z += <usize> n << 2;
    out += <usize> n << 2;
  }
}

/** g_j becomes g_j − e^(logp_j) Σ g, row by row: the gradient in front of the logarithm of softmax. */
export function backLogSoftmax(g: usize, logp: usize, m: i32, n: i32): void {
  const none = f32x4.splat(0);
  for (let r = 0; r < m; r++) {
    let sum = none;
    for (let j = 0; j < n; j += 4) sum = f32x4.add(sum, first(v128.load(g + (<usize> j << 2)), n - j, none));
    const all = f32x4.splat(sumLanes(sum));
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      const p = expInline(v128.load(logp + at));
      storeFirst(g + at, f32x4.sub(v128.load(g + at), f32x4.mul(p, all)), n - j);
    }
    g += <usize> n << 2;
    logp += <usize> n << 2;
  }
}

/** g_j becomes p_j (g_j − Σ g p), row by row: the gradient in front of softmax. */
export function backSoftmax(g: usize, p: usize, m: i32, n: i32): void {
  const none = f32x4.splat(0);
  for (let r = 0; r < m; r++) {
    let sum = none;
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      sum = f32x4.add(sum, first(f32x4.mul(v128.load(g + at), v128.load(p + at)), n - j, none));
    }
    const all = f32x4.splat(sumLanes(sum));
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      storeFirst(g + at, f32x4.mul(v128.load(p + at), f32x4.sub(v128.load(g + at), all)), n - j);
    }
    g += <usize> n << 2;
    p += <usize> n << 2;
  }
}

/**
 * Cross-entropy behind softmax, loss and gradient at once: factor · Σ_r w_r Σ_j −y_j log p_j, and
 * g_j = factor · w_r (p_j Σ y − y_j). Weights 0 means ones.
 */
export function softmaxCrossEntropy(
  z: usize,
  y: usize,
  m: i32,
  n: i32,
  weights: usize,
  factor: f32,
  g: usize,
): f64 {
  const none = f32x4.splat(0);
  let loss: f64 = 0;
  for (let r = 0; r < m; r++) {
    const w = weights == 0 ? <f32> 1 : load<f32>(weights + (<usize> r << 2));
    const top = f32x4.splat(largest(z, n));
    let sums = none;
    let ys = none;
    let yz = none;
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      const shifted = f32x4.sub(v128.load(z + at), top);
      const e = first(expInline(shifted), n - j, none);
      const target = first(v128.load(y + at), n - j, none);
      sums = f32x4.add(sums, e);
      ys = f32x4.add(ys, target);
      // where y is 0 nothing is added, however far below the top z is
      yz = f32x4.add(yz, v128.andnot(f32x4.mul(target, shifted), f32x4.eq(target, none)));
      storeFirst(g + at, e, n - j);
    }
    const sum = sumLanes(sums);
    const all = sumLanes(ys);
    const logOfSum = f32x4.extract_lane(log4(f32x4.splat(sum)), 0);
    loss += <f64> w * (<f64> all * logOfSum - sumLanes(yz));
    const share = f32x4.splat(factor * w * all / sum);
    const each = f32x4.splat(factor * w);
    for (let j = 0; j < n; j += 4) {
      const at = <usize> j << 2;
      const slope = f32x4.sub(f32x4.mul(v128.load(g + at), share), f32x4.mul(v128.load(y + at), each));
      storeFirst(g + at, slope, n - j);
    }
    z += <usize> n << 2;
    y += <usize> n << 2;
    g += <usize> n << 2;
  }
  return loss * factor;
}
