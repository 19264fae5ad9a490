import type { Measure } from "../core/measure.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { checkPoints, type CurveJson, curveOf, stepsBelow } from "./_curve.ts";
import { cutsOf, precisions, recalls } from "./_cuts.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";
import { POSITIVE, positiveCode, sayPositive } from "./_positive.ts";

/** What can be chosen of a precision-recall curve. */
export interface PrecisionRecallCurveOptions {
  /** The positive level, against the rest; the second of two if absent. */
  readonly positive?: Label;
}

/** Precision and recall at each threshold: one more point than thresholds, from recall 0 and precision 1 on. */
export interface PrecisionRecallCurve {
  /** What it is, in JSON. */
  readonly kind: "precisionRecallCurve";
  /** The share of the positive rows that have at least the threshold. */
  readonly recalls: Float64Array;
  /** The share of the rows with at least the threshold that are positive. */
  readonly precisions: Float64Array;
  /** The different probabilities of the positive level, descending; the first belongs to the second point. */
  readonly thresholds: Float64Array;
  /** How many rows are positive, or the sum of their weights. */
  readonly positives: number;
  /** How many rows are negative, or the sum of their weights. */
  readonly negatives: number;
  /** The curve in plain JSON, from which `valueFromJson` makes it again. */
  toJSON(): CurveJson;
}

/**
 * A precision-recall curve with another positive level, which more than two levels need.
 *
 * @example Of three levels, one against the rest.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { precisionRecallCurveWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b", "c"]);
 * const guess = finite(["a", "b", "c"], [[0.5, 0.4, 0.1], [0.3, 0.5, 0.2], [0.1, 0.2, 0.7]]);
 * const curve = precisionRecallCurveWith({ positive: "b" })(guess, truth);
 * assert.deepEqual([...curve.precisions], [1, 1, 1 / 2, 1 / 3]);
 * ```
 */
export function precisionRecallCurveWith(
  options: PrecisionRecallCurveOptions,
): Measure<Finite, Categorical, PrecisionRecallCurve> {
  const { positive, names } = chosen(
    { name: "precisionRecallCurve", schema: { positive: POSITIVE } },
    options,
  );
  const { id } = names;
  return define(
    {
      ...names,
      formula: "P(+ | ŝ ≥ t) against P(ŝ₊ ≥ t)",
      goal: "none",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }): PrecisionRecallCurve => {
      checkLevels(guess, truth, { id });
      const code = positiveCode(truth.levels, { id, positive, remedy: sayPositive("precisionRecallCurve") });
      const cuts = cutsOf(guess, truth, { positive: code, weights });
      const { thresholds, positives, negatives } = cuts;
      const shares = { recalls: recalls(cuts), precisions: precisions(cuts) };
      return precisionRecallCurveOf({ ...shares, thresholds, positives, negatives });
    },
  );
}

/**
 * How many of the rows that are taken for positive are so, against how many positive rows are found, as the
 * threshold falls through the k different probabilities of the positive level, which is the second of two. k + 1
 * points: the first has recall 0 and, by convention, precision 1; the last has recall 1. A NaN probability makes
 * every number but the first precision NaN, and recalls are NaN where no row is positive. Missing values and
 * weights: as in measures of all rows.
 *
 * @example Two scores, two thresholds, three points.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { precisionRecallCurve } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0.25, 0.75, 0.75], { augment: true });
 * const curve = precisionRecallCurve(guess, categorical(["no", "no", "yes"]));
 * assert.deepEqual([...curve.thresholds], [0.75, 0.25]);
 * assert.deepEqual([...curve.recalls], [0, 1, 1]);
 * assert.deepEqual([...curve.precisions], [1, 1 / 2, 1 / 3]);
 * ```
 */
export const precisionRecallCurve: Measure<Finite, Categorical, PrecisionRecallCurve> =
  precisionRecallCurveWith({});

/** The curve with these parts. */
export function precisionRecallCurveOf(
  parts: Omit<PrecisionRecallCurve, "kind" | "toJSON">,
): PrecisionRecallCurve {
  const { positives, negatives, recalls, precisions, thresholds } = parts;
  const lists = { recalls, precisions, thresholds };
  checkPoints("precisionRecallCurve", lists, { between: "thresholds" });
  const area = stepsBelow(recalls, precisions);
  return curveOf({ kind: "precisionRecallCurve", facts: { positives, negatives }, lists }, { area });
}
