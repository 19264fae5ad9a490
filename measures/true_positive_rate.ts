import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { type RateFactory, rateFactory } from "./_by_average.ts";
import { TRUE_POSITIVE_RATE } from "./_rates.ts";

/**
 * A `truePositiveRate` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { truePositiveRateWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(truePositiveRateWith({ positive: "no" })(guess, truth), 1 / 2);
 * assert.deepEqual([...truePositiveRateWith({ average: "none" })(guess, truth).values], [1 / 2, 2 / 3]);
 * ```
 */
export const truePositiveRateWith: RateFactory = rateFactory(() => TRUE_POSITIVE_RATE);

/**
 * Recall, or sensitivity: the share of the positives that were found, TP / (TP + FN). The second of two levels is
 * the positive one. Pairs with a missing label are left out; NaN where there is nothing to divide by. With
 * weights, pairs count as much as their rows.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { truePositiveRate } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(truePositiveRate(guess, truth), 2 / 3);
 * ```
 */
export const truePositiveRate: Measure<Categorical, Categorical> = truePositiveRateWith({});

/** The same measure as `truePositiveRate`, under another name. */
export const recall: Measure<Categorical, Categorical> = truePositiveRate;

/** The same measure as `truePositiveRate`, under another name. */
export const sensitivity: Measure<Categorical, Categorical> = truePositiveRate;
