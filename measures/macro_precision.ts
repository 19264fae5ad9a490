import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { precisionWith } from "./precision.ts";

/**
 * The mean over all levels of precision, TP / (TP + FP), each level against the others. Missing values and weights:
 * as in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { macroPrecision } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b", "b"]);
 * assert.equal(macroPrecision(categorical(["a", "b", "b", "b"]), truth), (1 + 2 / 3) / 2);
 * ```
 */
export const macroPrecision: Measure<Categorical, Categorical> = precisionWith({
  average: "macro",
});
