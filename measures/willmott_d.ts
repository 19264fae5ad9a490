import type { Measure } from "../core/measure.ts";
import type { Numeric } from "../data/numeric.ts";
import { define, OF_NUMBERS } from "./_define.ts";
import { knownRows, meanOver, sumOver } from "./_known.ts";

/**
 * Willmott's index of agreement (1981): 1 − Σ (ŷ − y)² / Σ (|ŷ − ȳ| + |y − ȳ|)², where ȳ is the mean of these
 * truths. It lies between 0 and 1, and is 1 where guesses and truths are all the same number. Missing values and
 * weights: as in measures of all rows.
 *
 * @example Guesses of the mean agree in nothing.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { willmottD } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(willmottD(numeric([2, 2, 2]), numeric([1, 2, 3])), 0);
 * ```
 */
export const willmottD: Measure<Numeric, Numeric> = define(
  {
    id: "willmottD",
    formula: "1 − Σ (ŷ − y)² / Σ (|ŷ − ȳ| + |y − ȳ|)²",
    goal: "max",
    ...OF_NUMBERS,
    aggregation: "mean",
    weighted: true,
  },
  (guess, truth, options) => {
    const rows = knownRows(guess, truth, options);
    const mean = meanOver(rows, (row) => row.truth);
    if (rows.length > 0 && rows.every((row) => row.guess === mean && row.truth === mean)) return 1;
    const residual = sumOver(rows, (row) => (row.guess - row.truth) ** 2);
    const potential = sumOver(rows, (row) => (Math.abs(row.guess - mean) + Math.abs(row.truth - mean)) ** 2);
    return 1 - residual / potential;
  },
);
