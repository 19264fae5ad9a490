import { configured, type Made } from "../../core/configured.ts";
import { nested } from "../../core/schema.ts";
import { weightedLoss } from "./_weighted_loss.ts";
import { leastOf } from "./_least_of.ts";
import type { Selection } from "../selection.ts";

/** Hyperparameters of {@linkcode leastLoss}. */
export interface LeastLossParams {
  /** How much each measure counts, in their order. Default: the first counts, the others are only told. */
  readonly weights: readonly number[] | undefined;
}

/** A selection by the least loss. */
export type LeastLoss = Made<LeastLossParams, Pick<Selection, "lossOf" | "choose">>;

const WEIGHTS = nested<readonly number[] | undefined>(undefined, {
  expected: "a list of finite numbers, one for each measure",
  is: (value) => Array.isArray(value) && value.length > 0 && value.every(Number.isFinite),
  doc: "how much each measure counts",
});

const make = configured<LeastLossParams, Pick<Selection, "lossOf" | "choose">>(
  "LeastLoss",
  { weights: WEIGHTS },
  ({ weights }) => ({
    lossOf: (measurements, goals) => weightedLoss(weights, { measurements, goals }),
    choose: leastOf,
  }),
);

/**
 * Chooses the candidate of the least loss, and of several the first. The loss is Σ wᵢ sᵢ mᵢ over what the measures gave, mᵢ:
 * sᵢ is 1 where less is better, −1 where more is, and 0 for a measure that does not say.
 *
 * @example Half of the loss is one measure, half another.
 * ```ts
 * import { leastLoss } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * assert.equal(leastLoss({ weights: [1, 2] }).lossOf([0.3, 0.9], ["min", "max"]), 0.3 - 2 * 0.9);
 * ```
 */
export function leastLoss(options: Partial<LeastLossParams> = {}): LeastLoss {
  return make(options);
}
