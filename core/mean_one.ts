import { checkWeights } from "./check_weights.ts";

/**
 * Row weights scaled to mean one, so that weights that are all alike are as good as none. Throws a DataError for weights
 * that are not finite and ≥ 0, or all 0; `kind` is for whom rows are weighed.
 */
export function meanOne(weights: Float64Array, kind: string): Float64Array {
  checkWeights(weights, kind);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight * weights.length / total);
}
