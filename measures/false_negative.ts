import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { FALSE_NEGATIVE } from "./_rates.ts";

/**
 * A `falseNegative` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falseNegativeWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falseNegativeWith({ positive: "no" })(guess, truth), 1);
 * assert.deepEqual([...falseNegativeWith({ average: "none" })(guess, truth).values], [1, 1]);
 * ```
 */
export const falseNegativeWith: RateFactory = factoryOf(FALSE_NEGATIVE);

/**
 * How often the negative level was guessed where it was not true, FN. The second of two levels is the positive one.
 * Folds add up. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { falseNegative } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(falseNegative(guess, truth), 1);
 * ```
 */
export const falseNegative: Measure<Categorical, Categorical> = falseNegativeWith({});
