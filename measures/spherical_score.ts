import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { averaged, OF_DISTRIBUTIONS } from "./_define.ts";
import { perDistribution } from "./_labels.ts";

/**
 * The mean of p_y / ‖p‖₂: the cosine of the angle between the probabilities and certainty of the true level, from 0
 * to 1. It is proper, as the log score and the Brier score are. Missing values and weights: as in means over rows.
 *
 * @example Even odds of two lie half a right angle from certainty.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { sphericalScore } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const even = finite(["a", "b"], [[0.5, 0.5]]);
 * assert.ok(Math.abs(sphericalScore(even, categorical(["a"], { levels: ["a", "b"] })) - Math.SQRT1_2) < 1e-15);
 * ```
 */
export const sphericalScore: Measure<Finite, Categorical> = averaged(
  {
    id: "sphericalScore",
    formula: "mean p_y / √Σ p²",
    goal: "max",
    ...OF_DISTRIBUTIONS,
    aggregation: "mean",
  },
  perDistribution("sphericalScore", (probs, code) => {
    let squares = 0;
    for (const p of probs) squares += p * p;
    return probs[code]! / Math.sqrt(squares);
  }),
);
