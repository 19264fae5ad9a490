import { meanOf } from "../data/mean_of.ts";
import { peakOf } from "./_peak_of.ts";

/** The curve of power transformations, of a logarithm `t`: (e^(λt) − 1) / λ, and `t` itself where λ is 0. */
export function power(t: number, lambda: number): number {
  return lambda === 0 ? t : expm1(lambda * t) / lambda;
}

/** 1 / 10! to 1 / 1!: the terms that e^x − 1 has down to the numbers' precision, for x in [−0.1, 0.1]. */
const TERMS = [1 / 3628800, 1 / 362880, 1 / 40320, 1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1];

// For numbers near 0, which most are where λ is, V8's Math.expm1 takes six times as long as the series.
function expm1(x: number): number {
  if (Math.abs(x) > 0.1) return Math.expm1(x);
  let sum = 0;
  for (let i = 0; i < TERMS.length; i++) sum = sum * x + TERMS[i]!;
  return sum * x;
}

/** The logarithm that `power` made `z` of; NaN where it makes no such number. */
export function unpower(z: number, lambda: number): number {
  return lambda === 0 ? z : Math.log1p(lambda * z) / lambda;
}

/**
 * The λ that makes powers of numbers, given by their logarithms, most probably normal, if they were so for some λ. The
 * logarithms are taken from their mean: that leaves λ as it is, since scale does, and keeps digits. The likelihood is
 * concave (Marchand and others 2022, "SecureFedYJ").
 */
export function likeliestPower(logarithms: Float64Array): number {
  const mean = meanOf(logarithms);
  const centred = logarithms.map((t) => t - mean);
  const images = new Float64Array(centred.length);
  return peakOf((lambda) => {
    for (let i = 0; i < images.length; i++) images[i] = power(centred[i]!, lambda);
    return -logVariance(images) / 2;
  });
}

/** The logarithm of the variance, divisor n. */
export function logVariance(values: Float64Array): number {
  const mean = meanOf(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return Math.log(squares / values.length);
}
