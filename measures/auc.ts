import { DataError } from "../core/errors.ts";
import type { Measure } from "../core/measure.ts";
import { brief } from "../core/show.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { define, LABELS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";

/**
 * The area under the ROC curve: the probability that a random row of the second level is given more of it than a
 * random row of the first level, ties counted half. Exactly two levels; the second is the positive one. Rows
 * whose truth is missing are left out. NaN where a probability is NaN or one of the levels has no row.
 *
 * @example Three of the four pairs of a negative and a positive row are in order.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { auc } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes"]);
 * const guess = finite(["no", "yes"], new Float64Array([0.9, 0.1, 0.6, 0.4, 0.65, 0.35, 0.2, 0.8]));
 * assert.equal(auc(guess, truth), 0.75);
 * ```
 */
export const auc: Measure<Finite, Categorical> = define(
  {
    id: "auc",
    formula: "P(ŝ₊ > ŝ₋) + ½ P(ŝ₊ = ŝ₋)",
    goal: "max",
    of: "distribution",
    aggregation: "mean",
    target: LABELS,
  },
  (guess, truth) => {
    checkLevels(guess, truth, { id: "auc" });
    if (truth.levels.length !== 2) {
      const found = brief(truth.levels);
      throw new DataError(`Cannot judge guesses by auc: the levels are ${found}; it needs exactly two`, {
        found,
      });
    }
    return rankedAbove(scores(guess, truth, 0), scores(guess, truth, 1));
  },
);

/** Probabilities of the second level, in ascending order, for the rows whose truth has this code. */
function scores({ probs }: Finite, truth: Categorical, code: number): Float64Array {
  const found: number[] = [];
  for (let i = 0; i < truth.size; i++) {
    if (truth.codes[i] === code) found.push(probs[2 * i + 1]!);
  }
  return Float64Array.from(found).sort(); // NaN comes last
}

// Mann and Whitney 1947: U / (n₀ n₁), where U counts for each of `above` how many of `below` are less, ties half.
function rankedAbove(below: Float64Array, above: Float64Array): number {
  if (Number.isNaN(below.at(-1)) || Number.isNaN(above.at(-1))) return NaN;
  let less = 0;
  let notMore = 0;
  let wins = 0;
  for (const score of above) {
    while (less < below.length && below[less]! < score) less++;
    while (notMore < below.length && below[notMore]! <= score) notMore++;
    wins += (less + notMore) / 2;
  }
  return wins / (below.length * above.length);
}
