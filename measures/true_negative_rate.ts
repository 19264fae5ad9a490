import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { type RateFactory, rateFactory } from "./_by_average.ts";
import { TRUE_NEGATIVE_RATE } from "./_rates.ts";

/**
 * A `trueNegativeRate` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { trueNegativeRateWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(trueNegativeRateWith({ positive: "no" })(guess, truth), 2 / 3);
 * assert.deepEqual([...trueNegativeRateWith({ average: "none" })(guess, truth).values], [2 / 3, 1 / 2]);
 * ```
 */
export const trueNegativeRateWith: RateFactory = rateFactory(() => TRUE_NEGATIVE_RATE);

/**
 * Specificity: the share of the negatives that were left alone, TN / (TN + FP). The second of two levels is the
 * positive one. Pairs with a missing label are left out; NaN where there is nothing to divide by. With weights,
 * pairs count as much as their rows.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { trueNegativeRate } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(trueNegativeRate(guess, truth), 1 / 2);
 * ```
 */
export const trueNegativeRate: Measure<Categorical, Categorical> = trueNegativeRateWith({});

/** The same measure as `trueNegativeRate`, under another name. */
export const specificity: Measure<Categorical, Categorical> = trueNegativeRate;
