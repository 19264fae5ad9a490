import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import { countPairs, type Counts, sidesOf } from "./_counts.ts";
import { define, LABELS } from "./_define.ts";

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
    of: "point",
    aggregation: "mean",
    target: LABELS,
    weighted: true,
  },
  (guess, truth, { weights }) =>
    correlation(countPairs(guess, truth, { id: "matthewsCorrelation", weights })),
);

/** The same measure as `matthewsCorrelation`, under its other name. */
export const mcc: Measure<Categorical, Categorical> = matthewsCorrelation;

function correlation({ k, total, counts }: Counts): number {
  if (total === 0) return NaN;
  const sides = sidesOf({ k, counts });
  const guessed = sides.guessed.map((count) => count / total);
  const truths = sides.truths.map((count) => count / total);
  const hits = counts.reduce((sum, count, cell) => cell % (k + 1) === 0 ? sum + count : sum, 0) / total;
  // asked of the counts, since the variance of a single level may round to something else than 0
  const constant = [guessed, truths].some((shares) => shares.filter((share) => share > 0).length < 2);
  if (constant) return 0;
  const both = guessed.reduce((sum, share, j) => sum + share * truths[j]!, 0);
  return (hits - both) / Math.sqrt(variance(guessed) * variance(truths));
}

function variance(shares: Float64Array): number {
  return 1 - shares.reduce((sum, share) => sum + share * share, 0);
}
