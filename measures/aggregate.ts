import type { Aggregation } from "../core/measure.ts";

/** How `aggregate` treats its values. */
export interface AggregateOptions {
  /** How much each value counts; as many as the values. All ones if absent. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Whether a NaN adds nothing, yet is counted, instead of making the result NaN. False if absent. */
  readonly skipsNaN?: boolean;
  /** The power p of a root mean (Σ wᵢ vᵢᵖ / n)^(1/p), positive. 2 if absent. */
  readonly power?: number;
}

/**
 * Makes one number of many: the mean Σ wᵢ vᵢ / n, the sum Σ wᵢ vᵢ, or the root mean (Σ wᵢ vᵢ² / n)^½. Their divisor
 * is the number of values; for a mean by importance, Σ wᵢ vᵢ / Σ wᵢ, there is "weightedMean". Of no values the sum is
 * 0 and the means are NaN.
 *
 * @example A weight of 3 makes a value count three times, and leaves the divisor alone.
 * ```ts
 * import { aggregate } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(aggregate([1, 2], "mean"), 1.5);
 * assert.equal(aggregate([1, 2], "mean", { weights: [1, 3] }), 3.5);
 * assert.equal(aggregate([1, 2], "weightedMean", { weights: [1, 3] }), 1.75);
 * assert.equal(aggregate([3, 4], "rootMean"), Math.sqrt(12.5));
 * assert.equal(aggregate([3, 3], "rootMean", { power: 1 }), 3);
 * ```
 */
export function aggregate(
  values: ArrayLike<number>,
  aggregation: Aggregation,
  options: AggregateOptions = {},
): number {
  const { weights, skipsNaN = false, power = 2 } = options;
  if (weights && weights.length !== values.length) {
    throw new RangeError(
      `Cannot weight ${values.length} values: there are ${weights.length} weights; give one a value`,
    );
  }
  if (!(power > 0 && power < Infinity)) {
    throw new RangeError(`Cannot aggregate by a root mean: expected a positive power, got ${power}`);
  }
  const raised = aggregation === "rootMean" ? raiser(power) : (value: number) => value;
  let total = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    weight += weights ? weights[i]! : 1;
    if (skipsNaN && Number.isNaN(value)) continue;
    total += (weights ? weights[i]! : 1) * raised(value);
  }
  return finish(total, aggregation, { count: values.length, weight, power });
}

// Engines may round x ** 2 and x ** 0.5 unlike x · x and √x, which are exact to the last digit everywhere.
function raiser(power: number): (value: number) => number {
  return power === 2 ? (value) => value * value : (value) => value ** power;
}

function finish(
  total: number,
  aggregation: Aggregation,
  { count, weight, power }: { readonly count: number; readonly weight: number; readonly power: number },
): number {
  switch (aggregation) {
    case "weightedMean":
      return total / weight;
    case "sum":
      return total;
    case "mean":
      return total / count;
    case "rootMean":
      return power === 2 ? Math.sqrt(total / count) : (total / count) ** (1 / power);
    default: {
      const rest: never = aggregation; // a new aggregation fails to compile here
      throw new TypeError(`Cannot aggregate by ${rest}: mean, rootMean, sum and weightedMean are known`);
    }
  }
}
