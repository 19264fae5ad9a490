import type { Measure } from "../core/measure.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/**
 * The root of the mean squared error of logarithms, for positive numbers whose ratio to the truth matters. NaN where
 * a number is negative; `rmslp1` does for zeros. Missing values and weights: as in means over rows.
 *
 * @example Twice too much costs as much as half too little.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { rmsl } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const loss = rmsl(numeric([2, 2]), numeric([1, 4]));
 * assert.ok(Math.abs(loss - Math.LN2) < 1e-15);
 * ```
 */
export const rmsl: Measure<Numbers, Numbers> = numberLoss(
  {
    id: "rmsl",
    aliases: ["rmsle", "rootMeanSquaredLogError"],
    formula: "√ mean (ln ŷ − ln y)²",
    aggregation: "rootMean",
  },
  (guess, truth) => Math.log(guess) - Math.log(truth),
);
