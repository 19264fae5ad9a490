import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { FALSE_POSITIVE } from "./_rates.ts";

/**
 * A `falsePositive` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falsePositiveWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falsePositiveWith({ positive: "no" })(guess, truth), 1);
 * assert.deepEqual([...falsePositiveWith({ average: "none" })(guess, truth).values], [1, 1]);
 * ```
 */
export const falsePositiveWith: RateFactory = factoryOf(FALSE_POSITIVE);

/**
 * How often the positive level was guessed where it was not true, FP. The second of two levels is the positive one.
 * Folds add up. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falsePositive } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falsePositive(guess, truth), 1);
 * ```
 */
export const falsePositive: Measure<Categorical, Categorical> = falsePositiveWith({});
