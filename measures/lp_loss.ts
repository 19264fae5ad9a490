import type { Measure } from "../core/measure.ts";
import { real, resolve } from "../core/schema.ts";
import { idWith } from "./_id.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";

/** What can be chosen of a loss by powers of errors. */
export interface LpOptions {
  /** The power of the absolute errors, positive. 2 if absent. */
  readonly p?: number;
}

/**
 * The mean of |ŷ − y|ᵖ: `mae` for p = 1, `mse` for p = 2, and less sure of outliers the smaller p. Missing values
 * and weights: as in means over rows.
 *
 * @example Errors of 1 and 4 count by their roots.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { lpLossWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(lpLossWith({ p: 0.5 })(numeric([1, 4]), numeric([0, 0])), 1.5);
 * ```
 */
export function lpLossWith(options: LpOptions): Measure<Numbers, Numbers> {
  const { p } = resolve<Required<LpOptions>>(
    { kind: "lpLoss", schema: { p: real(2, { min: 0, above: true }) } },
    options,
  );
  return numberLoss(
    { id: idWith("lpLoss", { p }), formula: "mean |ŷ − y|ᵖ" },
    (guess, truth) => Math.abs(guess - truth) ** p,
  );
}
