import type { Measure } from "../core/measure.ts";
import type { Numeric } from "../data/numeric.ts";
import { define, OF_NUMBERS } from "./_define.ts";
import { knownRows } from "./_known.ts";

/**
 * The largest absolute error. Of several folds: the mean of their largest errors. It takes no weights. Missing
 * values: as in measures of all rows.
 *
 * @example
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { maxError } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * assert.equal(maxError(numeric([1, 2, 9]), numeric([1, 3, 4])), 5);
 * ```
 */
export const maxError: Measure<Numeric, Numeric> = define(
  {
    id: "maxError",
    formula: "max |ŷ − y|",
    goal: "min",
    ...OF_NUMBERS,
    aggregation: "mean",
  },
  (guess, truth) => {
    const rows = knownRows(guess, truth, {});
    if (rows.length === 0) return NaN;
    return rows.reduce((worst, row) => Math.max(worst, Math.abs(row.guess - row.truth)), 0);
  },
);
