import type { Measure } from "../core/measure.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/**
 * The root of the mean squared error, in the unit of the target. Values of several folds are joined by the root of
 * their mean square. Missing values and weights: as in means over rows.
 *
 * @example Errors of 1 and 7.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { rms } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(rms(numeric([1, 7]), numeric([0, 0])), 5);
 * ```
 */
export const rms: Measure<Numbers, Numbers> = numberLoss(
  {
    id: "rms",
    aliases: ["rmse", "rootMeanSquaredError"],
    formula: "√ mean (ŷ − y)²",
    aggregation: "rootMean",
  },
  (guess, truth) => guess - truth,
);

/** The same measure as `rms`, under its other name. */
export const rmse: Measure<Numbers, Numbers> = rms;
