import type { Measure } from "../core/measure.ts";
import { averaged, NUMBERS } from "./_define.ts";
import { type Numbers, overTargets } from "./_targets.ts";

const squaredError = overTargets((error) => error * error);

/**
 * The root of the mean squared error, in the unit of the target. Of tables: per row the root of the mean over the
 * targets, matched by name. Values of several folds are joined by the root of their mean square. A missing truth
 * (NaN) adds nothing and is counted; a guess of NaN for a known truth gives NaN.
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
export const rms: Measure<Numbers, Numbers> = averaged(
  {
    id: "rms",
    formula: "√ mean (ŷ − y)²",
    goal: "min",
    of: "point",
    aggregation: "rootMean",
    target: NUMBERS,
  },
  (guess, truth) => squaredError(guess, truth).map(Math.sqrt),
);
