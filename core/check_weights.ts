import { DataError } from "./errors.ts";

/** Refuses row weights that are not finite and ≥ 0, or all 0, by a DataError; `kind` is for whom rows are weighed. */
export function checkWeights(weights: Float64Array, kind: string): void {
  const odd = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (odd >= 0) {
    throw new DataError(
      `Cannot weigh row ${odd} for ${kind}: its weight is ${weights[odd]}; give finite numbers ≥ 0`,
      { column: "weights", found: String(weights[odd]), wanted: "finite numbers ≥ 0" },
    );
  }
  if (weights.some((weight) => weight > 0)) return;
  throw new DataError(`Cannot weigh rows for ${kind}: all weights are 0; give some that are not`, {
    column: "weights",
  });
}
