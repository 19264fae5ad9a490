import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { NEGATIVE_PREDICTIVE_VALUE } from "./_rates.ts";

/**
 * A `negativePredictiveValue` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { negativePredictiveValueWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(negativePredictiveValueWith({ positive: "no" })(guess, truth), 2 / 3);
 * assert.deepEqual([...negativePredictiveValueWith({ average: "none" })(guess, truth).values], [2 / 3, 1 / 2]);
 * ```
 */
export const negativePredictiveValueWith: RateFactory = factoryOf(NEGATIVE_PREDICTIVE_VALUE);

/**
 * The share of those left alone that are negative, TN / (TN + FN). The second of two levels is the positive one. NaN
 * where there is nothing to divide by. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { negativePredictiveValue } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(negativePredictiveValue(guess, truth), 1 / 2);
 * ```
 */
export const negativePredictiveValue: Measure<Categorical, Categorical> = negativePredictiveValueWith({});
