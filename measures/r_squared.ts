import type { Measure } from "../core/measure.ts";
import type { Numeric } from "../data/numeric.ts";
import { define, OF_NUMBERS } from "./_define.ts";
import { knownRows, meanOver, sumOver } from "./_known.ts";

/**
 * The share of the variance that the guesses explain: 1 − Σ (ŷ − y)² / Σ (y − ȳ)², where ȳ is the mean of these
 * truths. 1 is perfect, 0 is as good as ȳ, and it has no lower bound. For truths that are all equal it is −∞, or NaN
 * if no guess errs. Missing values and weights: as in measures of all rows.
 *
 * @example The mean explains nothing.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { rSquared } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(rSquared(numeric([2, 2, 2]), numeric([1, 2, 3])), 0);
 * ```
 */
export const rSquared: Measure<Numeric, Numeric> = define(
  {
    id: "rSquared",
    aliases: ["rsq", "r2"],
    formula: "1 − Σ (ŷ − y)² / Σ (y − ȳ)²",
    goal: "max",
    ...OF_NUMBERS,
    aggregation: "mean",
    weighted: true,
  },
  (guess, truth, options) => {
    const rows = knownRows(guess, truth, options);
    const mean = meanOver(rows, (row) => row.truth);
    const residual = sumOver(rows, (row) => (row.guess - row.truth) ** 2);
    const total = sumOver(rows, (row) => (row.truth - mean) ** 2);
    return 1 - residual / total;
  },
);
