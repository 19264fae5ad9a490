import type { Measure } from "../core/measure.ts";
import { real, resolve } from "../core/schema.ts";
import { idWith } from "./_id.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/** What can be chosen of a root mean squared error of logarithms. */
export interface RmslpOptions {
  /** Added to guesses and truths before the logarithm, not negative. 1 if absent. */
  readonly offset?: number;
}

/**
 * An `rmslp1` with another offset. The larger it is, the less small numbers matter.
 *
 * @example Without an offset it is `rmsl`.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { rmsl, rmslpWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const [guess, truth] = [numeric([1, 3]), numeric([2, 5])];
 * assert.equal(rmslpWith({ offset: 0 })(guess, truth), rmsl(guess, truth));
 * ```
 */
export function rmslpWith(options: RmslpOptions): Measure<Numbers, Numbers> {
  const { offset } = resolve<Required<RmslpOptions>>(
    { kind: "rmslp", schema: { offset: real(1, { min: 0 }) } },
    options,
  );
  const own = offset === 1
    ? { id: "rmslp1", aliases: ["rootMeanSquaredLogProportionalError"] }
    : { id: idWith("rmslp", { offset }) };
  return numberLoss(
    { ...own, formula: `√ mean (ln (ŷ + ${offset}) − ln (y + ${offset}))²`, aggregation: "rootMean" },
    (guess, truth) => Math.log(guess + offset) - Math.log(truth + offset),
  );
}

/**
 * The root of the mean of (ln (ŷ + 1) − ln (y + 1))², for numbers that are not negative: counts, prices. NaN where
 * one is less than −1. Missing values and weights: as in means over rows.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { rmslp1 } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(rmslp1(numeric([1]), numeric([0])), Math.LN2);
 * ```
 */
export const rmslp1: Measure<Numbers, Numbers> = rmslpWith({});
