import type { Measure } from "../core/measure.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { areaBelow, checkPoints, type CurveJson, curveOf } from "./_curve.ts";
import { cutsOf, fallouts, recalls } from "./_cuts.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";
import { POSITIVE, positiveCode, sayPositive } from "./_positive.ts";

/** What can be chosen of an ROC curve. */
export interface RocCurveOptions {
  /** The positive level, against the rest; the second of two if absent. */
  readonly positive?: Label;
}

/** Rates at each threshold: one more point than thresholds, from (0, 0), above all scores, to (1, 1). */
export interface RocCurve {
  /** What it is, in JSON. */
  readonly kind: "rocCurve";
  /** The share of the negative rows that have at least the threshold. */
  readonly falsePositiveRates: Float64Array;
  /** The share of the positive rows that have at least the threshold. */
  readonly truePositiveRates: Float64Array;
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
 * An ROC curve with another positive level, which more than two levels need.
 *
 * @example Of three levels, one against the rest.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { rocCurveWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b", "c"]);
 * const guess = finite(["a", "b", "c"], [[0.5, 0.4, 0.1], [0.3, 0.5, 0.2], [0.1, 0.2, 0.7]]);
 * assert.deepEqual([...rocCurveWith({ positive: "b" })(guess, truth).thresholds], [0.5, 0.4, 0.2]);
 * ```
 */
export function rocCurveWith(options: RocCurveOptions): Measure<Finite, Categorical, RocCurve> {
  const { positive, names } = chosen({ name: "rocCurve", schema: { positive: POSITIVE } }, options);
  const { id } = names;
  return define(
    {
      ...names,
      formula: "P(ŝ₊ ≥ t) against P(ŝ₋ ≥ t)",
      goal: "none",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }): RocCurve => {
      checkLevels(guess, truth, { id });
      const code = positiveCode(truth.levels, { id, positive, remedy: sayPositive("rocCurve") });
      const cuts = cutsOf(guess, truth, { positive: code, weights });
      const { thresholds, positives, negatives } = cuts;
      const rates = { falsePositiveRates: fallouts(cuts), truePositiveRates: recalls(cuts) };
      return rocCurveOf({ ...rates, thresholds, positives, negatives });
    },
  );
}

/**
 * The receiver operating characteristic: how many positive rows are found, against how many negative rows are taken
 * for positive, as the threshold falls through the k different probabilities of the positive level, which is the
 * second of two. k + 1 points, from (0, 0) to (1, 1). A NaN probability makes every number NaN, and so are rates
 * where there is no row to count. Missing values and weights: as in measures of all rows.
 *
 * @example Two scores, two thresholds, three points.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { rocCurve } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0.25, 0.75, 0.75], { augment: true });
 * const curve = rocCurve(guess, categorical(["no", "no", "yes"]));
 * assert.deepEqual([...curve.thresholds], [0.75, 0.25]);
 * assert.deepEqual([...curve.falsePositiveRates], [0, 0.5, 1]);
 * assert.deepEqual([...curve.truePositiveRates], [0, 1, 1]);
 * ```
 */
export const rocCurve: Measure<Finite, Categorical, RocCurve> = rocCurveWith({});

/** The curve with these parts. */
export function rocCurveOf(parts: Omit<RocCurve, "kind" | "toJSON">): RocCurve {
  const { positives, negatives, falsePositiveRates, truePositiveRates, thresholds } = parts;
  const lists = { falsePositiveRates, truePositiveRates, thresholds };
  checkPoints("rocCurve", lists, { between: "thresholds" });
  const area = areaBelow(falsePositiveRates, truePositiveRates);
  return curveOf({ kind: "rocCurve", facts: { positives, negatives }, lists }, { area });
}
