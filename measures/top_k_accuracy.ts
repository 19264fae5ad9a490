import { DataError } from "../core/errors.ts";
import type { Floats } from "../core/array.ts";
import type { Measure } from "../core/measure.ts";
import { integer } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { chosen } from "./_chosen.ts";
import { averaged, OF_DISTRIBUTIONS } from "./_define.ts";
import { perDistribution } from "./_labels.ts";

/** What can be chosen of a top-k accuracy. */
export interface TopKAccuracyOptions {
  /** How many levels a guess may name: 1 or more, and fewer than there are. 2 if absent. */
  readonly k?: number;
}

/**
 * A top-k accuracy with another k.
 *
 * @example With k = 1 it is the accuracy of the most probable level.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { topKAccuracyWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["a", "b"], [[0.8, 0.2], [0.6, 0.4]]);
 * assert.equal(topKAccuracyWith({ k: 1 })(guess, categorical(["a", "b"])), 1 / 2);
 * ```
 */
export function topKAccuracyWith(options: TopKAccuracyOptions): Measure<Finite, Categorical> {
  const { k, names } = chosen({ name: "topKAccuracy", schema: { k: integer(2, { min: 1 }) } }, options);
  const { id } = names;
  const perRow = perDistribution(
    id,
    (probs, code) => probs.includes(NaN) ? NaN : Number(rank(probs, code) < k),
  );
  return averaged(
    {
      ...names,
      formula: `mean [rank of p_y ≤ ${k}]`,
      goal: "max",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
    },
    (guess, truth) => {
      if (k < truth.levels.length) return perRow(guess, truth);
      const found = brief(truth.levels);
      throw new DataError(
        `Cannot judge guesses by ${id}: the levels are ${found}, and any guess would be right; give a k below ${truth.levels.length}`,
        { found },
      );
    },
  );
}

/**
 * The share of rows whose true level is among the 2 most probable. Of levels that tie the earlier one comes first,
 * as in the mode of a distribution. More levels than 2 are needed. Missing values and weights: as in means over
 * rows.
 *
 * @example The second guess has the truth in the last place.
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { topKAccuracy } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["a", "b", "c"], [[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]]);
 * assert.equal(topKAccuracy(guess, categorical(["b", "c"], { levels: ["a", "b", "c"] })), 1 / 2);
 * ```
 */
export const topKAccuracy: Measure<Finite, Categorical> = topKAccuracyWith({});

/** How many levels come before this one. */
function rank(probs: Floats, code: number): number {
  const p = probs[code]!;
  let before = 0;
  for (let j = 0; j < probs.length; j++) {
    if (probs[j]! > p || (probs[j] === p && j < code)) before++;
  }
  return before;
}
