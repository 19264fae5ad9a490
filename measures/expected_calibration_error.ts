import type { Measure } from "../core/measure.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { binned, BINS, calibrationError, confidencesOf } from "./_calibration.ts";
import { chosen } from "./_chosen.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";

/** What can be chosen of an expected calibration error. */
export interface ExpectedCalibrationErrorOptions {
  /** How many bins. 15 if absent. */
  readonly bins?: number;
  /** Bins of one width, or between quantiles of the confidences. `"uniform"` if absent. */
  readonly strategy?: "uniform" | "quantile";
}

/**
 * An expected calibration error with other bins.
 *
 * @example In one bin only the means count: three quarters sure, and right in half of the rows.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { expectedCalibrationErrorWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["a", "b"], [[0.5, 0.5], [1, 0]]);
 * assert.equal(expectedCalibrationErrorWith({ bins: 1 })(guess, categorical(["a", "b"])), 0.25);
 * ```
 */
export function expectedCalibrationErrorWith(
  options: ExpectedCalibrationErrorOptions,
): Measure<Finite, Categorical> {
  const { names, ...how } = chosen(
    { name: "expectedCalibrationError", schema: BINS, aliases: ["ece"] },
    options,
  );
  return define(
    {
      ...names,
      formula: "Σ n_b/n |right in b − mean max p in b|",
      goal: "min",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }) => {
      checkLevels(guess, truth, { id: names.id });
      return calibrationError(binned(confidencesOf(guess, truth, { weights }), how));
    },
  );
}

/**
 * How far the confidence in the most probable level is from the share of rows in which that level is true (Guo et
 * al. 2017): the mean of the distance over 15 bins of one width, each by its share of the rows. The most probable
 * level is the first of those that tie, bins are closed above, and empty ones add nothing. Two or more levels. It
 * does not change if all weights are doubled. Missing values and weights: as in measures of all rows.
 *
 * @example Sure of 0.75 in both rows, and right in one.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { expectedCalibrationError } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["a", "b"], [[0.75, 0.25], [0.75, 0.25]]);
 * assert.equal(expectedCalibrationError(guess, categorical(["a", "b"])), 0.25);
 * ```
 */
export const expectedCalibrationError: Measure<Finite, Categorical> = expectedCalibrationErrorWith({});
