import { meanOf } from "../data/mean_of.ts";
import { normalQuantile } from "../core/normal_quantile.ts";
import { power } from "./_power.ts";

/** The exponents tried lie between. */
const [LOW, HIGH] = [-0.4, 3];

/**
 * The λ, of as many as `tries` evenly apart, that makes powers of numbers, given by their logarithms, most like normal
 * ones: as MLJ's UnivariateBoxCoxTransformer, by the correlation of the middles between neighbours with normal quantiles.
 */
export function normalestPower(logarithms: Float64Array, tries: number): number {
  const sorted = logarithms.slice().sort();
  const n = sorted.length;
  const quantiles = Float64Array.from({ length: n - 1 }, (_, i) => normalQuantile((i + 1) / n));
  let [best, most] = [LOW, -Infinity];
  for (let k = 0; k < tries; k++) {
    const lambda = LOW + ((HIGH - LOW) * k) / (tries - 1);
    const powers = sorted.map((t) => power(t, lambda));
    const likeness = correlation(quantiles.map((_, i) => (powers[i]! + powers[i + 1]!) / 2), quantiles);
    if (likeness > most) [best, most] = [lambda, likeness];
  }
  return best;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [a[i]! - meanA, b[i]! - meanB];
    both += u * v;
    squaresA += u * u;
    squaresB += v * v;
  }
  return both / Math.sqrt(squaresA * squaresB);
}
