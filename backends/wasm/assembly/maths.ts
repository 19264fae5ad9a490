// Elementary functions of four float32 at once: polynomials of Cephes (Moshier 1992, expf.c, logf.c, tanhf.c),
// without multiply-add, so that both builds give the same bits. The rest goes lane by lane through float64.

/** e^x: error below 2 ulp, right at ±infinity and for results below the normal numbers. */
export function exp4(x: v128): v128 {
  return expInline(x);
}

/** exp4, written out where it is called: kernels whose time it is. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function expInline(given: v128): v128 {
  // beyond these the result is 0 or infinite; NaN stays
  const x = f32x4.min(f32x4.max(given, f32x4.splat(-104)), f32x4.splat(89));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let p = f32x4.add(f32x4.mul(f32x4.splat(1.9875691500e-4), r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  // 2ⁿ in two factors: each is a normal number
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** The natural logarithm: error below 2 ulp; −infinity at 0, NaN below. */
export function log4(x: v128): v128 {
  const small = f32x4.lt(x, f32x4.splat(1.17549435e-38));
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(33554432)), x, small); // by 2²⁵
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(scaled, 23), i32x4.splat(126)));
  e = f32x4.sub(e, v128.and(small, f32x4.splat(25)));
  const bits = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
  const low = f32x4.lt(bits, f32x4.splat(0.70710678118654752));
  e = f32x4.sub(e, v128.and(low, f32x4.splat(1)));
  const m = f32x4.sub(f32x4.add(bits, v128.and(low, bits)), f32x4.splat(1));
  const z = f32x4.mul(m, m);
  let y = f32x4.add(f32x4.mul(f32x4.splat(7.0376836292e-2), m), f32x4.splat(-1.1514610310e-1));
  y = f32x4.add(f32x4.mul(y, m), f32x4.splat(1.1676998740e-1));
  y = f32x4.add(f32x4.mul(y, m), f32x4.splat(-1.2420140846e-1));
  y = f32x4.add(f32x4.mul(y, m), f32x4.splat(1.4249322787e-1));
  y = f32x4.add(f32x4.mul(y, m), f32x4.splat(-1.6668057665e-1));
  y = f32x4.add(f32x4.mul(y, m), f32x4.splat(2.0000714765e-1));
  y = f32x4.add(f32x4.mul(y, m), f32x4.splat(-2.4999993993e-1));
  y = f32x4.add(f32x4.mul(y, m), f32x4.splat(3.3333331174e-1));
  y = f32x4.mul(f32x4.mul(y, m), z);
  y = f32x4.add(y, f32x4.mul(e, f32x4.splat(-2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(z, f32x4.splat(0.5)));
  const result = f32x4.add(f32x4.add(m, y), f32x4.mul(e, f32x4.splat(0.693359375)));
  const infinite = f32x4.eq(x, f32x4.splat(f32.MAX_VALUE * 2));
  const zero = f32x4.eq(x, f32x4.splat(0));
  const finite = v128.bitselect(x, result, infinite);
  const atZero = v128.bitselect(f32x4.splat(-f32.MAX_VALUE * 2), finite, zero);
  // all ones is a NaN: below 0, and where x is one
  return v128.or(atZero, v128.not(f32x4.ge(x, f32x4.splat(0))));
}

/** The hyperbolic tangent: error below 2 ulp. */
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(f32x4.splat(-5.70498872745e-3), z), f32x4.splat(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-3.33332819422e-1));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x);
  const one = f32x4.splat(1);
  const e = expInline(f32x4.add(size, size));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  const signed = v128.or(far, v128.and(x, i32x4.splat(i32.MIN_VALUE)));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/** a to the power of b, as Math.pow gives it, rounded to float32. */
export function pow4(a: v128, b: v128): v128 {
  const p0 = power(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0));
  const p1 = power(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1));
  const p2 = power(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2));
  const p3 = power(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3));
  return four(p0, p1, p2, p3);
}

function power(a: f32, b: f32): f32 {
  return <f32> NativeMath.pow(a, b);
}

/** The cosine. */
export function cos4(x: v128): v128 {
  return four(
    <f32> NativeMath.cos(f32x4.extract_lane(x, 0)),
    <f32> NativeMath.cos(f32x4.extract_lane(x, 1)),
    <f32> NativeMath.cos(f32x4.extract_lane(x, 2)),
    <f32> NativeMath.cos(f32x4.extract_lane(x, 3)),
  );
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function four(p0: f32, p1: f32, p2: f32, p3: f32): v128 {
  const start = f32x4.replace_lane(f32x4.splat(p0), 1, p1);
  return f32x4.replace_lane(f32x4.replace_lane(start, 2, p2), 3, p3);
}

/** e^x in float64. */
export function exp64(x: f64): f64 {
  return NativeMath.exp(x);
}

/** The natural logarithm in float64. */
export function log64(x: f64): f64 {
  return NativeMath.log(x);
}

/** The hyperbolic tangent in float64. */
export function tanh64(x: f64): f64 {
  return NativeMath.tanh(x);
}

/** The cosine in float64. */
export function cos64(x: f64): f64 {
  return NativeMath.cos(x);
}

/** a to the power of b in float64. */
export function pow64(a: f64, b: f64): f64 {
  return NativeMath.pow(a, b);
}
