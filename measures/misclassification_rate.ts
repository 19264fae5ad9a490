import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { averaged, OF_LABELS } from "./_define.ts";
import { perLabel } from "./_labels.ts";

/**
 * The share of labels that are wrong. With missing truths, which count as not wrong, it is less than 1 − accuracy.
 * Missing values and weights: as in means over rows.
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
    ...OF_LABELS,
    aggregation: "mean",
  },
  perLabel("misclassificationRate", (guess, truth) => guess !== truth),
);
