import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { FALSE_POSITIVE_RATE } from "./_rates.ts";

/**
 * A `falsePositiveRate` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falsePositiveRateWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falsePositiveRateWith({ positive: "no" })(guess, truth), 1 / 3);
 * assert.deepEqual([...falsePositiveRateWith({ average: "none" })(guess, truth).values], [1 / 3, 1 / 2]);
 * ```
 */
export const falsePositiveRateWith: RateFactory = factoryOf(FALSE_POSITIVE_RATE);

/**
 * The share of the negatives that were taken for positives, FP / (FP + TN). The second of two levels is the positive
 * one. NaN where there is nothing to divide by. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falsePositiveRate } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falsePositiveRate(guess, truth), 1 / 2);
 * ```
 */
export const falsePositiveRate: Measure<Categorical, Categorical> = falsePositiveRateWith({});
