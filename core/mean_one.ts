import { DataError } from "./errors.ts";

/**
 * Row weights scaled to mean one, so that weights that are all alike are as good as none. Throws a DataError for weights
 * that are not finite and ≥ 0, or all 0; `kind` is for whom rows are weighed.
 */
export function meanOne(weights: Float64Array, kind: string): Float64Array {
  const odd = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (odd >= 0) {
    throw new DataError(
      `Cannot weigh row ${odd} for ${kind}: its weight is ${weights[odd]}; give finite numbers ≥ 0`,
      { column: "weights", found: String(weights[odd]), wanted: "finite numbers ≥ 0" },
    );
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total > 0) return weights.map((weight) => weight * weights.length / total);
  throw new DataError(`Cannot weigh rows for ${kind}: all weights are 0; give some that are not`, {
    column: "weights",
  });
}
