import type { Measure } from "../core/measure.ts";
import type { Numeric } from "../data/numeric.ts";
import { define, OF_NUMBERS } from "./_define.ts";
import { knownRows } from "./_known.ts";
import { ROUNDING } from "./_weights.ts";

/**
 * The median of the absolute errors, which outliers do not move. Of an even number of rows the mean of the middle
 * two; with weights, of the errors at which half of the weight is reached and passed, where a difference of 10⁻¹² of
 * the total counts as none, since sums of weights round. Missing values and weights: as in measures of all rows.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { medianAbsoluteError } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(medianAbsoluteError(numeric([1, 2, 900]), numeric([1, 3, 4])), 1);
 * ```
 */
export const medianAbsoluteError: Measure<Numeric, Numeric> = define(
  {
    id: "medianAbsoluteError",
    formula: "median |ŷ − y|",
    goal: "min",
    ...OF_NUMBERS,
    aggregation: "mean",
    weighted: true,
  },
  (guess, truth, options) => {
    const rows = knownRows(guess, truth, options);
    const errors = rows.map((row) => ({ size: Math.abs(row.guess - row.truth), weight: row.weight }));
    if (errors.some(({ size }) => Number.isNaN(size))) return NaN;
    errors.sort((a, b) => a.size - b.size);
    let total = 0;
    const reached = errors.map(({ weight }) => total += weight);
    const lower = errors[reached.findIndex((sum) => sum >= total * (0.5 - ROUNDING))];
    const upper = errors[reached.findIndex((sum) => sum > total * (0.5 + ROUNDING))];
    return lower && upper ? (lower.size + upper.size) / 2 : NaN;
  },
);
