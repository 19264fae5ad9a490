import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { TRUE_POSITIVE } from "./_rates.ts";

/**
 * A `truePositive` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { truePositiveWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(truePositiveWith({ positive: "no" })(guess, truth), 1);
 * assert.deepEqual([...truePositiveWith({ average: "none" })(guess, truth).values], [1, 2]);
 * ```
 */
export const truePositiveWith: RateFactory = factoryOf(TRUE_POSITIVE);

/**
 * How often the positive level was guessed where it was true, TP. The second of two levels is the positive one.
 * Folds add up. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { truePositive } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(truePositive(guess, truth), 2);
 * ```
 */
export const truePositive: Measure<Categorical, Categorical> = truePositiveWith({});
