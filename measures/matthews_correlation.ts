import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { countPairs, type Counts, sidesOf } from "./_counts.ts";
import { define, OF_LABELS } from "./_define.ts";

/**
 * The correlation of guessed and true labels: Matthews (1975) for two levels, Gorodkin's R_K (2004) for more. 1 is
 * perfect, 0 chance, and 0 as well where only one level is guessed or only one true. Missing values and weights: as
 * in counts of pairs.
 *
 * @example
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { matthewsCorrelation } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b", "b"]);
 * assert.equal(matthewsCorrelation(truth, truth), 1);
 * assert.equal(matthewsCorrelation(categorical(["b", "b", "a", "a"]), truth), -1);
 * ```
 */
export const matthewsCorrelation: Measure<Categorical, Categorical> = define(
  {
    id: "matthewsCorrelation",
    aliases: ["mcc"],
    formula: "cov (ŷ, y) / √(cov (ŷ, ŷ) cov (y, y))",
    goal: "max",
    ...OF_LABELS,
    aggregation: "mean",
    weighted: true,
  },
  (guess, truth, { weights }) =>
    correlation(countPairs(guess, truth, { id: "matthewsCorrelation", weights })),
);

/** The same measure as `matthewsCorrelation`, under its other name. */
export const mcc: Measure<Categorical, Categorical> = matthewsCorrelation;

// (p₀ − pₑ) over variances, all by the pairs that differ: sums without cancellation, which leave exactly 0 of a side of
// one level, and of perfect guesses three times the same, however uneven the weights are.
function correlation({ k, total, counts }: Counts): number {
  if (total === 0) return NaN;
  const { guessed, truths } = sidesOf({ k, counts });
  const wrong = counts.reduce((sum, count, cell) => cell % (k + 1) === 0 ? sum : sum + count, 0);
  const apart = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, x, i) => b.reduce((inner, y, j) => i === j ? inner : inner + x / total * y, sum), 0);
  const [ofGuesses, ofTruths] = [apart(guessed, guessed), apart(truths, truths)];
  if (ofGuesses === 0 || ofTruths === 0) return 0;
  return (apart(guessed, truths) - wrong) / ofGuesses * Math.sqrt(ofGuesses / ofTruths);
}
