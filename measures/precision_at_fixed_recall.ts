import type { Measure } from "../core/measure.ts";
import { real } from "../core/schema.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { type Cuts, cutsOf, precisions, recalls } from "./_cuts.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";
import { POSITIVE, positiveCode, sayPositive } from "./_positive.ts";
import { ROUNDING } from "./_weights.ts";

const SCHEMA = Object.freeze({ recall: real(0.95, { min: 0, max: 1 }), positive: POSITIVE });

/** What can be chosen of a precision at a fixed recall. */
export interface PrecisionAtFixedRecallOptions {
  /** The recall that must be reached, in [0, 1]. 0.95 if absent. */
  readonly recall?: number;
  /** The positive level, against the rest; the second of two if absent. */
  readonly positive?: Label;
}

/**
 * A precision at another recall, or with another positive level.
 *
 * @example Half of the positive rows are found before any false alarm.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { precisionAtFixedRecallWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0.9, 0.7, 0.5, 0.3], { augment: true });
 * const truth = categorical(["yes", "no", "yes", "no"]);
 * assert.equal(precisionAtFixedRecallWith({ recall: 0.9 })(guess, truth), 2 / 3);
 * assert.equal(precisionAtFixedRecallWith({ recall: 0.4 })(guess, truth), (1 + 1 / 2) / 2);
 * ```
 */
export function precisionAtFixedRecallWith(
  options: PrecisionAtFixedRecallOptions,
): Measure<Finite, Categorical> {
  const { recall, positive, names } = chosen({ name: "precisionAtFixedRecall", schema: SCHEMA }, options);
  const { id } = names;
  return define(
    {
      ...names,
      formula: `precision at the first recall ≥ ${recall}`,
      goal: "max",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }) => {
      checkLevels(guess, truth, { id });
      const remedy = sayPositive("precisionAtFixedRecall");
      const code = positiveCode(truth.levels, { id, positive, remedy });
      return precisionAt(recall, cutsOf(guess, truth, { positive: code, weights }));
    },
  );
}

/**
 * The precision where the precision-recall curve first reaches a recall of 0.95, up to 10⁻¹². Where several of its points have
 * that same recall, the mean of their precisions; the last point, at which every row is taken for positive, is not
 * looked at, and where no other point reaches the recall it is 0 (so upstream). Two levels, the second is the
 * positive one. NaN where no row is positive. Missing values and weights: as in measures of all rows.
 *
 * @example All positive rows are found at two points, with no false alarm and with one.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { precisionAtFixedRecall } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0.9, 0.7, 0.5], { augment: true });
 * assert.equal(precisionAtFixedRecall(guess, categorical(["yes", "no", "no"])), (1 + 1 / 2) / 2);
 * ```
 */
export const precisionAtFixedRecall: Measure<Finite, Categorical> = precisionAtFixedRecallWith({});

function precisionAt(wanted: number, cuts: Cuts): number {
  const recall = recalls(cuts).subarray(0, -1);
  if (!(cuts.positives > 0)) return NaN;
  const reached = recall.find((value) => value >= wanted - ROUNDING);
  if (reached === undefined) return 0;
  const tied = precisions(cuts).filter((_, j) => recall[j] === reached);
  return tied.reduce((sum, precision) => sum + precision, 0) / tied.length;
}
