import { fraction, gammaTails } from "./_gamma_tails.ts";

const HALF = gammaTails(0.5);

/** The probability that a standard normal number is below z, to as many digits however small: Abramowitz and Stegun 1964, 26.2.30. */
export function normalBelow(z: number): number {
  const tail = HALF.above(z * z / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** The density of standard normal numbers at z. */
export function normalDensity(z: number): number {
  return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

/** The probability of a standard normal number above z ≥ 0, over the density at z. */
export function millsRatio(z: number): number {
  const half = z * z / 2;
  return half < 1.5 ? HALF.above(half) / 2 / normalDensity(z) : z / 2 * fraction(0.5, half);
}
