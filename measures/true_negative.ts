import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { TRUE_NEGATIVE } from "./_rates.ts";

/**
 * A `trueNegative` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { trueNegativeWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(trueNegativeWith({ positive: "no" })(guess, truth), 2);
 * assert.deepEqual([...trueNegativeWith({ average: "none" })(guess, truth).values], [2, 1]);
 * ```
 */
export const trueNegativeWith: RateFactory = factoryOf(TRUE_NEGATIVE);

/**
 * How often the negative level was guessed where it was true, TN. The second of two levels is the positive one.
 * Folds add up. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { trueNegative } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(trueNegative(guess, truth), 1);
 * ```
 */
export const trueNegative: Measure<Categorical, Categorical> = trueNegativeWith({});
