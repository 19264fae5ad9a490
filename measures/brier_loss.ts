import type { Floats } from "../core/array.ts";
import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { averaged, OF_DISTRIBUTIONS } from "./_define.ts";
import { perDistribution } from "./_labels.ts";

/**
 * The mean squared distance between the probabilities and certainty of the true level: Σ p² − 2 p_y + 1, from 0 to 2
 * (Brier 1950). For two levels that is twice the score that looks at one of them only. Missing values and weights:
 * as in means over rows.
 *
 * @example Even odds are half a unit from the truth.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { brierLoss } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b"]);
 * const guess = finite(["a", "b"], new Float64Array([0.5, 0.5, 0.5, 0.5]));
 * assert.equal(brierLoss(guess, truth), 0.5);
 * ```
 */
export const brierLoss: Measure<Finite, Categorical> = averaged(
  {
    id: "brierLoss",
    aliases: ["quadraticLoss"],
    formula: "mean (Σ p² − 2 p_y + 1)",
    goal: "min",
    ...OF_DISTRIBUTIONS,
    aggregation: "mean",
  },
  perDistribution("brierLoss", squaredDistance),
);

/**
 * Minus `brierLoss`, for whoever wants more to be better: 2 p_y − Σ p² − 1, from −2 to 0. Missing values and
 * weights: as in means over rows.
 *
 * @example Even odds are half a unit from the truth.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { brierScore } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b"]);
 * const guess = finite(["a", "b"], new Float64Array([0.5, 0.5, 0.5, 0.5]));
 * assert.equal(brierScore(guess, truth), -0.5);
 * ```
 */
export const brierScore: Measure<Finite, Categorical> = averaged(
  {
    id: "brierScore",
    aliases: ["quadraticScore"],
    formula: "mean (2 p_y − Σ p² − 1)",
    goal: "max",
    ...OF_DISTRIBUTIONS,
    aggregation: "mean",
  },
  perDistribution("brierScore", (probs, code) => -squaredDistance(probs, code)),
);

function squaredDistance(probs: Floats, code: number): number {
  let loss = 1 - 2 * probs[code]!;
  for (const p of probs) loss += p * p;
  return loss;
}
