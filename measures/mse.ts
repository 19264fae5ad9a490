import type { Measure } from "../core/measure.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/**
 * The mean squared error. Missing values and weights: as in means over rows.
 *
 * @example Errors of 0, 1 and 2.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { mse } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(mse(numeric([1, 3, 1]), numeric([1, 2, 3])), 5 / 3);
 * ```
 */
export const mse: Measure<Numbers, Numbers> = numberLoss(
  { id: "mse", aliases: ["l2", "meanSquaredError"], formula: "mean (ŷ − y)²" },
  (guess, truth) => {
    const error = guess - truth;
    return error * error;
  },
);

/** The same measure as `mse`, under its other name. */
export const l2: Measure<Numbers, Numbers> = mse;
