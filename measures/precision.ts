import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { PRECISION } from "./_rates.ts";

/**
 * A `precision` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { precisionWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(precisionWith({ positive: "no" })(guess, truth), 1 / 2);
 * assert.deepEqual([...precisionWith({ average: "none" })(guess, truth).values], [1 / 2, 2 / 3]);
 * ```
 */
export const precisionWith: RateFactory = factoryOf(PRECISION);

/**
 * Precision: the share of the finds that are right, TP / (TP + FP). The second of two levels is the positive one.
 * NaN where there is nothing to divide by. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { precision } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(precision(guess, truth), 2 / 3);
 * ```
 */
export const precision: Measure<Categorical, Categorical> = precisionWith({});

/** The same measure as `precision`, under another name. */
export const positivePredictiveValue: Measure<Categorical, Categorical> = precision;
