import type { Measure } from "../core/measure.ts";
import { real } from "../core/schema.ts";
import { chosen } from "./_chosen.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/** What can be chosen of Huber's loss. */
export interface HuberOptions {
  /** Where the square turns into a line, positive. 1 if absent. */
  readonly delta?: number;
}

/**
 * A `huber` whose square turns into a line elsewhere: at outliers, in the unit of the target.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { huberWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(huberWith({ delta: 2 })(numeric([10]), numeric([0])), 2 * (10 - 1));
 * ```
 */
export function huberWith(options: HuberOptions): Measure<Numbers, Numbers> {
  const { delta, names } = chosen(
    { name: "huber", schema: { delta: real(1, { min: 0, above: true }) }, aliases: ["huberLoss"] },
    options,
  );
  return numberLoss(
    {
      ...names,
      formula: "mean of (ŷ − y)² / 2 where |ŷ − y| < delta, else of delta (|ŷ − y| − delta / 2)",
    },
    (guess, truth) => {
      const size = Math.abs(guess - truth);
      return size < delta ? 0.5 * size * size : delta * (size - delta / 2);
    },
  );
}

/**
 * Huber's loss (1964): half the square of errors less than 1, and beyond that a line, so that outliers count less
 * than in `mse`. Missing values and weights: as in means over rows.
 *
 * @example Errors of 0.5 and 3.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { huber } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(huber(numeric([0.5, 3]), numeric([0, 0])), (0.125 + 2.5) / 2);
 * ```
 */
export const huber: Measure<Numbers, Numbers> = huberWith({});
