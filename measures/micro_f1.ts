import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { fScoreWith } from "./f_score.ts";

/**
 * F₁ = 2 TP / (2 TP + FN + FP) of the counts of all levels together, which is the share of labels that are right
 * among the pairs that have both. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { microF1 } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b", "b"]);
 * assert.equal(microF1(categorical(["a", "b", "b", "b"]), truth), 3 / 4);
 * ```
 */
export const microF1: Measure<Categorical, Categorical> = fScoreWith({ average: "micro" });
