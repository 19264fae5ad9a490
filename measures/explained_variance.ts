import type { Measure } from "../core/measure.ts";
import type { Numeric } from "../data/numeric.ts";
import { define, OF_NUMBERS } from "./_define.ts";
import { knownRows, meanOver, sumOver } from "./_known.ts";

/**
 * The share of the variance that the guesses explain, whatever they are off by on average: 1 − var(y − ŷ) / var(y).
 * Like `rSquared`, but forgiving a constant error. For truths that are all equal it is −∞, or NaN if all errors are.
 * Missing values and weights: as in measures of all rows.
 *
 * @example One too many, always.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { explainedVariance } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(explainedVariance(numeric([2, 3, 4]), numeric([1, 2, 3])), 1);
 * ```
 */
export const explainedVariance: Measure<Numeric, Numeric> = define(
  {
    id: "explainedVariance",
    formula: "1 − var (y − ŷ) / var y",
    goal: "max",
    ...OF_NUMBERS,
    aggregation: "mean",
    weighted: true,
  },
  (guess, truth, options) => {
    const rows = knownRows(guess, truth, options);
    const mean = meanOver(rows, (row) => row.truth);
    const error = meanOver(rows, (row) => row.truth - row.guess);
    const residual = sumOver(rows, (row) => (row.truth - row.guess - error) ** 2);
    return 1 - residual / sumOver(rows, (row) => (row.truth - mean) ** 2);
  },
);
