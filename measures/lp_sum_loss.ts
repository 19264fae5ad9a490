import type { Measure } from "../core/measure.ts";
import { real, resolve } from "../core/schema.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";
import type { LpOptions } from "./lp_loss.ts";

/**
 * The sum of |ŷ − y|ᵖ over the rows, and over the targets of tables, matched by name. Folds add up. A missing truth
 * (NaN) adds nothing; a guess of NaN for a known truth gives NaN. With weights: the weighted sum.
 *
 * @example Errors of 1 and 2, cubed.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { lpSumLossWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(lpSumLossWith({ p: 3 })(numeric([1, 2]), numeric([0, 0])), 9);
 * ```
 */
export function lpSumLossWith(options: LpOptions): Measure<Numbers, Numbers> {
  const { p } = resolve<Required<LpOptions>>(
    { kind: "lpSumLoss", schema: { p: real(2, { min: 0, above: true }) } },
    options,
  );
  const id = p === 1 ? "l1Sum" : p === 2 ? "l2Sum" : `lpSumLoss(p = ${p})`;
  return numberLoss(
    { id, formula: "Σ |ŷ − y|ᵖ", aggregation: "sum" },
    (guess, truth) => Math.abs(guess - truth) ** p,
  );
}

/**
 * The sum of the absolute errors; see `lpSumLossWith`.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { l1Sum } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(l1Sum(numeric([1, -2]), numeric([0, 0])), 3);
 * ```
 */
export const l1Sum: Measure<Numbers, Numbers> = lpSumLossWith({ p: 1 });

/**
 * The sum of the squared errors; see `lpSumLossWith`.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { l2Sum } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(l2Sum(numeric([1, -2]), numeric([0, 0])), 5);
 * ```
 */
export const l2Sum: Measure<Numbers, Numbers> = lpSumLossWith({ p: 2 });
