import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { averaged, LABELS } from "./_define.ts";
import { perLabel } from "./_labels.ts";

/**
 * The share of labels that are wrong. A missing truth adds nothing and is counted as a row, so that with missing
 * truths this is less than 1 − accuracy; a missing guess for a known truth gives NaN.
 *
 * @example One of three is wrong.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { misclassificationRate } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b", "b"]);
 * assert.equal(misclassificationRate(categorical(["a", "b", "a"]), truth), 1 / 3);
 * ```
 */
export const misclassificationRate: Measure<Categorical, Categorical> = averaged(
  {
    id: "misclassificationRate",
    aliases: ["mcr"],
    formula: "mean [ŷ ≠ y]",
    goal: "min",
    of: "point",
    aggregation: "mean",
    target: LABELS,
  },
  perLabel("misclassificationRate", (guess, truth) => guess !== truth),
);
