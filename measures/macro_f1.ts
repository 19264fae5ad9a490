import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { fScoreWith } from "./f_score.ts";

/**
 * The mean over all levels of F₁ = 2 TP / (2 TP + FN + FP), each level against the others. Missing values and
 * weights: as in counts of pairs.
 *
 * @example F₁ is 2/3 for "a" and 4/5 for "b".
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { macroF1 } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b", "b"]);
 * assert.equal(macroF1(categorical(["a", "b", "b", "b"]), truth), (2 / 3 + 4 / 5) / 2);
 * ```
 */
export const macroF1: Measure<Categorical, Categorical> = fScoreWith({ average: "macro" });
