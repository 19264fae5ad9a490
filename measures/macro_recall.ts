import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { recallWith } from "./recall.ts";

/**
 * The mean over all levels of recall, TP / (TP + FN), each level against the others: `balancedAccuracy`, with
 * weights of classes as well. Missing values and weights: as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { macroRecall } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b", "b"]);
 * assert.equal(macroRecall(categorical(["a", "b", "b", "b"]), truth), (1 / 2 + 1) / 2);
 * ```
 */
export const macroRecall: Measure<Categorical, Categorical> = recallWith({ average: "macro" });
