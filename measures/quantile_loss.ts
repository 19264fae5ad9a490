import type { Measure } from "../core/measure.ts";
import { real } from "../core/schema.ts";
import { chosen } from "./_chosen.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/** What can be chosen of a quantile loss. */
export interface QuantileLossOptions {
  /** The share of truths that should lie below the guesses, in (0, 1). ½ if absent. */
  readonly quantile?: number;
}

/**
 * A `quantileLoss` of another quantile: least for guesses that this share of the truths lies below.
 *
 * @example For the 0.75-quantile, guessing too little is three times as bad as guessing too much.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { quantileLossWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const loss = quantileLossWith({ quantile: 0.75 });
 * assert.deepEqual([...loss.each!(numeric([1, 1]), numeric([2, 0]))], [0.75, 0.25]);
 * ```
 */
export function quantileLossWith(options: QuantileLossOptions): Measure<Numbers, Numbers> {
  const { quantile, names } = chosen(
    {
      name: "quantileLoss",
      schema: { quantile: real(0.5, { min: 0, above: true, max: 1, below: true }) },
      aliases: ["pinballLoss"],
    },
    options,
  );
  return numberLoss(
    {
      ...names,
      formula: "mean of quantile (y − ŷ) where y ≥ ŷ, else of (1 − quantile) (ŷ − y)",
    },
    (guess, truth) => truth >= guess ? quantile * (truth - guess) : (1 - quantile) * (guess - truth),
  );
}

/**
 * The pinball loss of the median: half the mean absolute error. `quantileLossWith` judges guesses of other
 * quantiles. Missing values and weights: as in means over rows.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { quantileLoss } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(quantileLoss(numeric([1, 2]), numeric([2, 5])), (0.5 + 1.5) / 2);
 * ```
 */
export const quantileLoss: Measure<Numbers, Numbers> = quantileLossWith({});
