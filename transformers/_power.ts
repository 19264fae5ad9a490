import { meanOf } from "../data/mean_of.ts";

/** The curve of power transformations, of a logarithm `t`: (e^(λt) − 1) / λ, and `t` itself where λ is 0. */
export function power(t: number, lambda: number): number {
  return lambda === 0 ? t : Math.expm1(lambda * t) / lambda;
}

/** The logarithm that `power` made `z` of; NaN where it makes no such number. */
export function unpower(z: number, lambda: number): number {
  return lambda === 0 ? z : Math.log1p(lambda * z) / lambda;
}

/**
 * The λ that makes powers of numbers, given by their logarithms, most probably normal, if they were so for some λ. The
 * logarithms are taken from their mean: that leaves λ as it is, since scale does, and keeps digits.
 */
export function likeliestPower(logarithms: Float64Array): number {
  const mean = meanOf(logarithms);
  const centred = logarithms.map((t) => t - mean);
  return peakOf((lambda) => -logVariance(centred.map((t) => power(t, lambda))) / 2);
}

/** The logarithm of the variance, divisor n. */
export function logVariance(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.log(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

/** The golden section cuts off this share. */
const SHARE = (3 - Math.sqrt(5)) / 2;
/** Nearer than the square root of the numbers' precision, differences of a smooth function at its peak are noise. */
const PRECISION = 1e-8;

/**
 * Where a concave function is greatest, by golden sections of a bracket that grows from [−2, 2] as it must. The
 * likelihoods of power transformations are concave (Marchand and others 2022, "SecureFedYJ").
 */
export function peakOf(f: (x: number) => number): number {
  let [low, middle, high] = [-2, 0, 2];
  while (f(high) > f(middle)) [low, middle, high] = [middle, high, high + 2 * (high - middle)];
  while (f(low) > f(middle)) [low, middle, high] = [low - 2 * (middle - low), low, middle];
  let most = f(middle);
  while (high - low > PRECISION * (1 + Math.abs(middle))) {
    const upwards = high - middle > middle - low;
    const x = middle + SHARE * (upwards ? high - middle : low - middle);
    const value = f(x);
    if (value > most) {
      [low, high] = upwards ? [middle, high] : [low, middle];
      [middle, most] = [x, value];
    } else if (upwards) high = x;
    else low = x;
  }
  return middle;
}
