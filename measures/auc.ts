import type { Measure } from "../core/measure.ts";
import { oneOf } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { area, type CutOptions, type Cuts, cutsOf } from "./_cuts.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";
import { POSITIVE, positiveCode, sayPositive } from "./_positive.ts";

/** What can be chosen of an area under the ROC curve. */
export interface AucOptions {
  /**
   * `"binary"`: of the positive level against the rest. `"oneVsRest"`: the mean of that over all levels.
   * `"oneVsOne"`: the mean over all pairs of different levels, each among the rows of the two (Hand and Till 2001).
   * `"binary"` if absent.
   */
  readonly average?: "binary" | "oneVsRest" | "oneVsOne";
  /** The positive level of `"binary"`; the second of two if absent. */
  readonly positive?: Label;
}

const OVER = Object.freeze({
  binary: "",
  oneVsRest: "mean over levels of ",
  oneVsOne: "mean over pairs of levels of ",
});

const AVERAGE = oneOf(["binary", "oneVsRest", "oneVsOne"] as const);

/**
 * An area under the ROC curve for more than two levels, or with another positive level. Averages are over levels
 * (pairs of levels) alike, however many rows they have; those without rows to rank against each other are left out,
 * and NaN is the average of none. With weights a pair of rows counts as the product of theirs.
 *
 * @example The last row is taken for "b"; each level is still ranked above the rest in most pairs.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { aucWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "b", "c", "c"]);
 * const guess = finite(["a", "b", "c"], [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.1, 0.3, 0.6], [0.1, 0.8, 0.1]]);
 * assert.equal(aucWith({ average: "oneVsRest" })(guess, truth), (1 + 2 / 3 + 3 / 4) / 3);
 * assert.equal(aucWith({ positive: "b" })(guess, truth), 2 / 3);
 * ```
 */
export function aucWith(options: AucOptions): Measure<Finite, Categorical> {
  const { average, positive, names } = chosen(
    { name: "auc", schema: { average: AVERAGE, positive: POSITIVE }, aliases: ["areaUnderCurve"] },
    options,
  );
  if (positive !== undefined && average !== "binary") {
    throw new TypeError(
      `Cannot set "positive" of auc where "average" is ${
        brief(average)
      }: it takes every level; leave one out`,
    );
  }
  return define(
    {
      ...names,
      formula: `${OVER[average]}P(ŝ₊ > ŝ₋) + ½ P(ŝ₊ = ŝ₋)`,
      goal: "max",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }) => {
      checkLevels(guess, truth, { id: names.id });
      const cut = (contest: Contest) => cutsOf(guess, truth, { ...contest, weights });
      if (average !== "binary") return meanArea(contests(truth.levels.length, average).map(cut));
      return area(cut({ positive: positiveCode(truth.levels, { id: names.id, positive, remedy: REMEDY }) }));
    },
  );
}

const REMEDY = `${sayPositive("auc")}, or average levels, { average: "oneVsRest" }`;

/**
 * The area under the ROC curve: the probability that a random row of the second level is given more of it than a
 * random row of the first level, ties counted half. Two levels, the second is the positive one; `aucWith` takes
 * more. NaN where one of the levels has no row. With weights a pair of rows counts as the product of theirs. Missing
 * values and weights: as in measures of all rows.
 *
 * @example Three of the four pairs of a negative and a positive row are in order.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { auc } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["no", "no", "yes", "yes"]);
 * const guess = finite(["no", "yes"], new Float64Array([0.9, 0.1, 0.6, 0.4, 0.65, 0.35, 0.2, 0.8]));
 * assert.equal(auc(guess, truth), 0.75);
 * ```
 */
export const auc: Measure<Finite, Categorical> = aucWith({});

type Contest = Pick<CutOptions, "positive" | "against">;

function contests(k: number, average: "oneVsRest" | "oneVsOne"): readonly Contest[] {
  const codes = Array.from({ length: k }, (_, code) => code);
  if (average === "oneVsRest") return codes.map((positive) => ({ positive }));
  return codes.flatMap((positive) =>
    codes.filter((against) => against !== positive).map((against) => ({ positive, against }))
  );
}

function meanArea(all: readonly Cuts[]): number {
  const ranked = all.filter(({ positives, negatives }) => positives !== 0 && negatives !== 0);
  return ranked.reduce((sum, cuts) => sum + area(cuts), 0) / ranked.length;
}
