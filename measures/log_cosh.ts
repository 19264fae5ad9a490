import type { Measure } from "../core/measure.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/**
 * The mean of ln cosh(ŷ − y): half the square of small errors, the absolute value of large ones less ln 2. Missing
 * values and weights: as in means over rows.
 *
 * @example An error of 1000 does not overflow, as cosh would.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { logCosh } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(logCosh(numeric([1000]), numeric([0])), 1000 - Math.LN2);
 * ```
 */
export const logCosh: Measure<Numbers, Numbers> = numberLoss(
  { id: "logCosh", aliases: ["logCoshLoss"], formula: "mean ln cosh (ŷ − y)" },
  (guess, truth) => {
    const size = Math.abs(guess - truth);
    // cosh d = e^|d| (1 + e^(−2|d|)) / 2 for large errors, cosh d = 1 + 2 sinh²(d / 2) for small ones, where that cancels
    if (size > 1) return size + Math.log1p(Math.exp(-2 * size)) - Math.LN2;
    return Math.log1p(2 * Math.sinh(size / 2) ** 2);
  },
);
