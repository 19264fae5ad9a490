import type { Measure } from "../core/measure.ts";
import { flag } from "../core/schema.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { binned, BINS, type Bins, calibrationError, confidencesOf } from "./_calibration.ts";
import { chosen } from "./_chosen.ts";
import { checkPoints, type CurveJson, curveOf } from "./_curve.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";
import { POSITIVE, positiveCode, sayPositive } from "./_positive.ts";

const SCHEMA = Object.freeze({ ...BINS, positive: POSITIVE, mostProbable: flag(false) });

/** What can be chosen of a reliability curve. */
export interface ReliabilityCurveOptions {
  /** How many bins. 15 if absent. */
  readonly bins?: number;
  /** Bins of one width, or between quantiles of the confidences. `"uniform"` if absent. */
  readonly strategy?: "uniform" | "quantile";
  /** The level whose probabilities are judged; the second of two if absent. */
  readonly positive?: Label;
  /** Whether the most probable level of each row is judged instead, whichever it is. False if absent. */
  readonly mostProbable?: boolean;
}

/** Of each bin with rows, in ascending order: what was promised, and what came. */
export interface ReliabilityCurve {
  /** What it is, in JSON. */
  readonly kind: "reliabilityCurve";
  /** The mean probability in the bin. */
  readonly confidences: Float64Array;
  /** The share of the rows in the bin in which the judged level is true. */
  readonly frequencies: Float64Array;
  /** How many rows are in the bin, or the sum of their weights. */
  readonly counts: Float64Array;
  /** The curve in plain JSON, from which `valueFromJson` makes it again. */
  toJSON(): CurveJson;
}

/**
 * A reliability curve with other bins, of another level, or of the most probable one.
 *
 * @example Of three levels, the most probable of each row: twice half sure, and right once.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { reliabilityCurveWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b", "c"]);
 * const guess = finite(["a", "b", "c"], [[0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [0, 0.25, 0.75]]);
 * const curve = reliabilityCurveWith({ mostProbable: true })(guess, truth);
 * assert.deepEqual([...curve.confidences], [0.5, 0.75]);
 * assert.deepEqual([...curve.frequencies], [0.5, 1]);
 * ```
 */
export function reliabilityCurveWith(
  options: ReliabilityCurveOptions,
): Measure<Finite, Categorical, ReliabilityCurve> {
  const { positive, mostProbable, names, ...how } = chosen(
    { name: "reliabilityCurve", schema: SCHEMA },
    options,
  );
  const { id } = names;
  if (mostProbable && positive !== undefined) {
    throw new TypeError(
      'Cannot set "positive" of reliabilityCurve: the most probable levels are judged; leave one out',
    );
  }
  return define(
    {
      ...names,
      formula: "P(+ | ŝ in bin) against mean ŝ in bin",
      goal: "none",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }): ReliabilityCurve => {
      checkLevels(guess, truth, { id });
      const code = mostProbable ? undefined : positiveCode(truth.levels, { id, positive, remedy: REMEDY });
      const rows = confidencesOf(guess, truth, { code, weights });
      return reliabilityCurveOf(binned(rows, how));
    },
  );
}

const REMEDY = `${sayPositive("reliabilityCurve")}, or judge the most probable, { mostProbable: true }`;

/**
 * Whether probabilities mean what they say: of the rows in each of 15 bins of one width, the mean probability of the
 * second of two levels, and the share in which that level is true. On the diagonal, guesses are calibrated. Bins are
 * closed above, and those without rows are left out. A NaN probability gives one bin of NaN. Missing values and
 * weights: as in measures of all rows.
 *
 * @example Half of the rows that were given a quarter are "yes".
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { reliabilityCurve } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0.25, 0.25, 1], { augment: true });
 * const curve = reliabilityCurve(guess, categorical(["no", "yes", "yes"]));
 * assert.deepEqual([...curve.confidences], [0.25, 1]);
 * assert.deepEqual([...curve.frequencies], [0.5, 1]);
 * assert.deepEqual([...curve.counts], [2, 1]);
 * ```
 */
export const reliabilityCurve: Measure<Finite, Categorical, ReliabilityCurve> = reliabilityCurveWith({});

/** The curve with these bins. */
export function reliabilityCurveOf({ confidences, frequencies, counts }: Bins): ReliabilityCurve {
  const lists = { confidences, frequencies, counts };
  checkPoints("reliabilityCurve", lists);
  const error = calibrationError(lists);
  return curveOf({ kind: "reliabilityCurve", facts: {}, lists }, { "calibration error": error });
}
