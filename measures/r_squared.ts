import type { Measure } from "../core/measure.ts";
import type { Numeric } from "../data/numeric.ts";
import { define, NUMBERS } from "./_define.ts";

/**
 * The share of the variance that the guesses explain: 1 − Σ (ŷ − y)² / Σ (y − ȳ)², where ȳ is the mean of these
 * truths. 1 is perfect, 0 is as good as ȳ, and it has no lower bound. Rows whose truth is missing (NaN) are left
 * out; a guess of NaN for a known truth gives NaN. For truths that are all equal it is −∞, or NaN if no guess errs.
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
    formula: "1 − Σ (ŷ − y)² / Σ (y − ȳ)²",
    goal: "max",
    of: "point",
    aggregation: "mean",
    target: NUMBERS,
  },
  (guess, truth) => {
    const known = truth.values.filter((y) => !Number.isNaN(y));
    const mean = known.reduce((sum, y) => sum + y, 0) / known.length;
    let residual = 0;
    let total = 0;
    for (let i = 0; i < truth.size; i++) {
      const y = truth.values[i]!;
      if (Number.isNaN(y)) continue;
      residual += (guess.values[i]! - y) ** 2;
      total += (y - mean) ** 2;
    }
    return 1 - residual / total;
  },
);
