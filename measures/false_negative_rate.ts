import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { FALSE_NEGATIVE_RATE } from "./_rates.ts";

/**
 * A `falseNegativeRate` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falseNegativeRateWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falseNegativeRateWith({ positive: "no" })(guess, truth), 1 / 2);
 * assert.deepEqual([...falseNegativeRateWith({ average: "none" })(guess, truth).values], [1 / 2, 1 / 3]);
 * ```
 */
export const falseNegativeRateWith: RateFactory = factoryOf(FALSE_NEGATIVE_RATE);

/**
 * The share of the positives that were missed, FN / (FN + TP). The second of two levels is the positive one. NaN
 * where there is nothing to divide by. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falseNegativeRate } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falseNegativeRate(guess, truth), 1 / 3);
 * ```
 */
export const falseNegativeRate: Measure<Categorical, Categorical> = falseNegativeRateWith({});
