import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { averaged, OF_DISTRIBUTIONS } from "./_define.ts";
import { perDistribution } from "./_labels.ts";

const perRow = perDistribution("rankedProbabilityScore", (probs, code) => {
  let sum = 0;
  let below = 0;
  for (let j = 0; j < probs.length - 1; j++) {
    below += probs[j]!;
    sum += (below - Number(code <= j)) ** 2;
  }
  return probs.includes(NaN) ? NaN : sum; // the last probability is in no sum
});

/**
 * The mean squared distance between the cumulative probabilities and those of certainty, Σ (F_k − [y ≤ k])² over all
 * levels but the last, from 0 to one less than their number (Epstein 1969): the continuous ranked probability score
 * for steps of one. Unlike `brierLoss` it forgives guesses near the truth, so it means something for ordered levels
 * only, and refuses others. Missing values and weights: as in means over rows.
 *
 * @example To be sure of the level next to the truth costs 1, of the one after it 2.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { rankedProbabilityScore } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const levels = ["low", "middle", "high"];
 * const truth = categorical(["low"], { levels, ordered: true });
 * assert.equal(rankedProbabilityScore(finite(levels, [[0, 1, 0]], { ordered: true }), truth), 1);
 * assert.equal(rankedProbabilityScore(finite(levels, [[0, 0, 1]], { ordered: true }), truth), 2);
 * ```
 */
export const rankedProbabilityScore: Measure<Finite, Categorical> = averaged(
  {
    id: "rankedProbabilityScore",
    aliases: ["rps"],
    formula: "mean Σ (F_k − [y ≤ k])²",
    goal: "min",
    ...OF_DISTRIBUTIONS,
    aggregation: "mean",
    target: ["OrderedFactor"],
  },
  (guess, truth) => {
    if (truth.scitype !== "OrderedFactor") {
      throw new DataError(
        "Cannot judge guesses by rankedProbabilityScore: the levels of the truth have no order; " +
          "give them one, categorical(labels, { levels, ordered: true })",
        { found: truth.scitype, wanted: "OrderedFactor" },
      );
    }
    return perRow(guess, truth);
  },
);
