import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { recallWith } from "./recall.ts";

/**
 * The mean over all levels of recall, TP / (TP + FN), each level against the others: `balancedAccuracy`, with
 * weights of classes as well. A level that is never true adds nothing and is counted. Pairs with a missing label
 * are left out; if none is left the result is NaN. With weights, of rows the counts are weighted, of classes
 * their values: Σ wₖ vₖ / k.
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
