import type { Aggregation } from "../core/measure.ts";

/** How `aggregate` treats its values. */
export interface AggregateOptions {
  /** How much each value counts; as many as the values. All ones if absent. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Whether a NaN adds nothing, yet is counted, instead of making the result NaN. False if absent. */
  readonly skipsNaN?: boolean;
}

/**
 * Makes one number of many: the mean Σ wᵢ vᵢ / n, the sum Σ wᵢ vᵢ, or the root mean (Σ wᵢ vᵢ² / n)^½. The divisor
 * is the number of values, not the sum of the weights: for a weighted average, scale the weights to a mean of 1.
 * Of no values the sum is 0 and the means are NaN.
 *
 * @example A weight of 3 makes a value count three times, and leaves the divisor alone.
 * ```ts
 * import { aggregate } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(aggregate([1, 2], "mean"), 1.5);
 * assert.equal(aggregate([1, 2], "mean", { weights: [1, 3] }), 3.5);
 * assert.equal(aggregate([3, 4], "rootMean"), Math.sqrt(12.5));
 * ```
 */
export function aggregate(
  values: ArrayLike<number>,
  aggregation: Aggregation,
  options: AggregateOptions = {},
): number {
  const { weights, skipsNaN = false } = options;
  if (weights && weights.length !== values.length) {
    throw new RangeError(
      `Cannot weight ${values.length} values: there are ${weights.length} weights; give one a value`,
    );
  }
  let total = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    weight += weights ? weights[i]! : 1;
    if (skipsNaN && Number.isNaN(value)) continue;
    total += (weights ? weights[i]! : 1) * (aggregation === "rootMean" ? value * value : value);
  }
  return finish(total, aggregation, { count: values.length, weight });
}

function finish(
  total: number,
  aggregation: Aggregation,
  { count, weight }: { readonly count: number; readonly weight: number },
): number {
  switch (aggregation) {
    case "weightedMean":
      return total / weight;
    case "sum":
      return total;
    case "mean":
      return total / count;
    case "rootMean":
      return Math.sqrt(total / count);
    default: {
      const rest: never = aggregation; // a new aggregation fails to compile here
      throw new TypeError(`Cannot aggregate by ${rest}: mean, rootMean, sum and weightedMean are known`);
    }
  }
}
