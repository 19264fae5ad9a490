import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { factoryOf, type RateFactory } from "./_by_average.ts";
import { RECALL } from "./_rates.ts";

/**
 * A `recall` with another positive label, or for more than two levels.
 *
 * @example The first of two levels is the positive one; each of them in its turn.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { recallWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(recallWith({ positive: "no" })(guess, truth), 1 / 2);
 * assert.deepEqual([...recallWith({ average: "none" })(guess, truth).values], [1 / 2, 2 / 3]);
 * ```
 */
export const recallWith: RateFactory = factoryOf(RECALL);

/**
 * Recall, or sensitivity: the share of the positives that were found, TP / (TP + FN). The second of two levels is
 * the positive one. NaN where there is nothing to divide by. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { recall } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes", "yes"]);
 * const guess = categorical(["no", "yes", "yes", "yes", "no"]);
 * assert.equal(recall(guess, truth), 2 / 3);
 * ```
 */
export const recall: Measure<Categorical, Categorical> = recallWith({});

/** The same measure as `recall`, under another name. */
export const sensitivity: Measure<Categorical, Categorical> = recall;

/** The same measure as `recall`, under another name. */
export const truePositiveRate: Measure<Categorical, Categorical> = recall;
