import type { Measure } from "../core/measure.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/**
 * The mean absolute error. Missing values and weights: as in means over rows.
 *
 * @example Errors of 0, 1 and 2.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { mae } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(mae(numeric([1, 3, 1]), numeric([1, 2, 3])), 1);
 * ```
 */
export const mae: Measure<Numbers, Numbers> = numberLoss(
  { id: "mae", aliases: ["l1", "meanAbsoluteError"], formula: "mean |ŷ − y|" },
  (guess, truth) => Math.abs(guess - truth),
);

/** The same measure as `mae`, under its other name. */
export const l1: Measure<Numbers, Numbers> = mae;
