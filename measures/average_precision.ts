import type { Measure } from "../core/measure.ts";
import { oneOf } from "../core/schema.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { stepsBelow } from "./_curve.ts";
import { cutsOf, precisions, recalls } from "./_cuts.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";
import { POSITIVE, positiveCode, sayPositive } from "./_positive.ts";

/** What can be chosen of an average precision. */
export interface AveragePrecisionOptions {
  /** Which end of each step of recall gives the precision; scikit-learn takes the right one. `"left"` if absent. */
  readonly rule?: "left" | "right";
  /** The positive level, against the rest; the second of two if absent. */
  readonly positive?: Label;
}

const SCHEMA = Object.freeze({ rule: oneOf(["left", "right"] as const), positive: POSITIVE });

/**
 * An average precision by another rule, or with another positive level.
 *
 * @example By the right rule, a step of recall counts with the precision that it leads to.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { averagePrecisionWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0.25, 0.75, 0.5], { augment: true });
 * const truth = categorical(["no", "no", "yes"]);
 * assert.equal(averagePrecisionWith({ rule: "right" })(guess, truth), 1 / 2);
 * ```
 */
export function averagePrecisionWith(options: AveragePrecisionOptions): Measure<Finite, Categorical> {
  const { rule, positive, names } = chosen({ name: "averagePrecision", schema: SCHEMA }, options);
  const { id } = names;
  const right = rule === "right";
  return define(
    {
      ...names,
      formula: right ? "Σ Pⱼ₊₁ (Rⱼ₊₁ − Rⱼ)" : "Σ Pⱼ (Rⱼ₊₁ − Rⱼ)",
      goal: "max",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }) => {
      checkLevels(guess, truth, { id });
      const code = positiveCode(truth.levels, { id, positive, remedy: sayPositive("averagePrecision") });
      const cuts = cutsOf(guess, truth, { positive: code, weights });
      return stepsBelow(recalls(cuts), precisions(cuts), { right });
    },
  );
}

/**
 * The area under the precision-recall curve as a step function: Σ Pⱼ (Rⱼ₊₁ − Rⱼ) over its k + 1 points, with P₁ = 1
 * at R₁ = 0. That is the left rule, which counts a step of recall with the precision before it; scikit-learn's is
 * `averagePrecisionWith({ rule: "right" })`. Two levels, the second is the positive one. NaN where no row is
 * positive. Missing values and weights: as in measures of all rows.
 *
 * @example The highest score is a false alarm, so that the one positive row is found at precision 0 before it.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { averagePrecision } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes"]);
 * assert.equal(averagePrecision(finite(["no", "yes"], [0.25, 0.75, 0.5], { augment: true }), truth), 0);
 * assert.equal(averagePrecision(finite(["no", "yes"], [0.25, 0.5, 0.75], { augment: true }), truth), 1);
 * ```
 */
export const averagePrecision: Measure<Finite, Categorical> = averagePrecisionWith({});
