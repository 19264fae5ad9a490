import type { Measure } from "../core/measure.ts";
import { chosen } from "./_chosen.ts";
import { numberLoss } from "./_number_loss.ts";
import { PROPORTIONAL, type ProportionalOptions, shareOf } from "./_proportional.ts";
import type { Numbers } from "./_targets.ts";

export type { ProportionalOptions } from "./_proportional.ts";

/**
 * A `mape` with another tolerance.
 *
 * @example A truth of 0.1 is taken for 0.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { mapeWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(mapeWith({ tolerance: 0.1 })(numeric([9, 4]), numeric([0.1, 2])), 0.5);
 * ```
 */
export function mapeWith(options: ProportionalOptions): Measure<Numbers, Numbers> {
  const { tolerance, names } = chosen(
    {
      name: "mape",
      schema: PROPORTIONAL,
      aliases: ["meanAbsoluteProportionalError", "meanAbsolutePercentageError"],
    },
    options,
  );
  const share = shareOf(tolerance);
  return numberLoss(
    {
      ...names,
      formula: "mean |(ŷ − y) / y|",
    },
    (guess, truth) => Math.abs(share(guess, truth)),
  );
}

/**
 * The mean absolute error as a share of the truth: 0.1 for ten per cent. Rows whose truth is 0, up to a tolerance of
 * 2⁻⁵², add nothing and are counted. Missing values and weights: as in means over rows.
 *
 * @example A quarter off, and half off.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { mape } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(mape(numeric([3, 15]), numeric([4, 10])), 0.375);
 * ```
 */
export const mape: Measure<Numbers, Numbers> = mapeWith({});
