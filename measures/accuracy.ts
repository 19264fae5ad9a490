import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { averaged, OF_LABELS } from "./_define.ts";
import { perLabel } from "./_labels.ts";

/**
 * The share of labels that are right. Missing values and weights: as in means over rows.
 *
 * @example Two of three are right.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { accuracy } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b", "b"]);
 * assert.equal(accuracy(categorical(["a", "b", "a"]), truth), 2 / 3);
 * ```
 */
export const accuracy: Measure<Categorical, Categorical> = averaged(
  { id: "accuracy", formula: "mean [ŷ = y]", goal: "max", aggregation: "mean", ...OF_LABELS },
  perLabel("accuracy", (guess, truth) => guess === truth),
);
