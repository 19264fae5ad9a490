import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { SPECIFICITY } from "./_rates.ts";

/**
 * A `specificity` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { specificityWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(specificityWith({ positive: "no" })(guess, truth), 2 / 3);
 * assert.deepEqual([...specificityWith({ average: "none" })(guess, truth).values], [2 / 3, 1 / 2]);
 * ```
 */
export const specificityWith: RateFactory = factoryOf(SPECIFICITY);

/**
 * Specificity: the share of the negatives that were left alone, TN / (TN + FP). The second of two levels is the
 * positive one. NaN where there is nothing to divide by. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { specificity } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(specificity(guess, truth), 1 / 2);
 * ```
 */
export const specificity: Measure<Categorical, Categorical> = specificityWith({});

/** The same measure as `specificity`, under another name. */
export const trueNegativeRate: Measure<Categorical, Categorical> = specificity;
