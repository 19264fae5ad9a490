import type { Measure } from "../core/measure.ts";
import { chosen } from "./_chosen.ts";
import { numberLoss } from "./_number_loss.ts";
import { PROPORTIONAL, type ProportionalOptions, shareOf } from "./_proportional.ts";
import type { Numbers } from "./_targets.ts";

/**
 * An `rmsp` with another tolerance.
 *
 * @example A truth of 0.1 is taken for 0.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { rmspWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(rmspWith({ tolerance: 0.1 })(numeric([9, 4]), numeric([0.1, 2])), Math.SQRT1_2);
 * ```
 */
export function rmspWith(options: ProportionalOptions): Measure<Numbers, Numbers> {
  const { tolerance, names } = chosen(
    { name: "rmsp", schema: PROPORTIONAL, aliases: ["rootMeanSquaredProportionalError"] },
    options,
  );
  return numberLoss(
    {
      ...names,
      formula: "√ mean ((ŷ − y) / y)²",
      aggregation: "rootMean",
    },
    shareOf(tolerance),
  );
}

/**
 * The root of the mean squared error as a share of the truth. Rows whose truth is 0, up to a tolerance of 2⁻⁵², add
 * nothing and are counted. Missing values and weights: as in means over rows.
 *
 * @example Twice the truth, each time.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { rmsp } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(rmsp(numeric([2, 20]), numeric([1, 10])), 1);
 * ```
 */
export const rmsp: Measure<Numbers, Numbers> = rmspWith({});
