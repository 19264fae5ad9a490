import type { Measure } from "../core/measure.ts";
import { real, resolve } from "../core/schema.ts";
import { idWith } from "./_id.ts";
import { numberLoss } from "./_number_loss.ts";
import type { Numbers } from "./_targets.ts";
import type { LpOptions } from "./lp_loss.ts";

const USUAL: ReadonlyMap<number, { readonly id: string; readonly formula: string }> = new Map([
  [1, { id: "l1Sum", formula: "Σ |ŷ − y|" }],
  [2, { id: "l2Sum", formula: "Σ (ŷ − y)²" }],
]);

/**
 * The sum of |ŷ − y|ᵖ over the rows, and over the targets of tables, matched by name. Folds add up. Missing values
 * and weights: as in means over rows.
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
  const own = USUAL.get(p) ?? { id: idWith("lpSumLoss", { p }), formula: "Σ |ŷ − y|ᵖ" };
  return numberLoss(
    { ...own, aggregation: "sum" },
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
