import type { Measure } from "../core/measure.ts";
import { flag } from "../core/schema.ts";
import type { Categorical } from "../data/categorical.ts";
import { chosen } from "./_chosen.ts";
import { classValues, countPairs, meanOfClasses } from "./_counts.ts";
import { define, OF_LABELS } from "./_define.ts";
import { RECALL } from "./_rates.ts";

/** What can be chosen of a balanced accuracy. */
export interface BalancedAccuracyOptions {
  /** Whether chance is moved to 0, by (s − 1/k) / (1 − 1/k) for k levels. False if absent. */
  readonly adjusted?: boolean;
}

/**
 * A balanced accuracy with other than the usual options.
 *
 * @example Adjusted, guessing always the same is worth nothing.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { balancedAccuracyWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b"]);
 * const lazy = categorical(["a", "a", "a"], { levels: ["a", "b"] });
 * assert.equal(balancedAccuracyWith({ adjusted: true })(lazy, truth), 0);
 * ```
 */
export function balancedAccuracyWith(options: BalancedAccuracyOptions): Measure<Categorical, Categorical> {
  const { adjusted, names } = chosen(
    { name: "balancedAccuracy", schema: { adjusted: flag(false) }, aliases: ["bac", "bacc"] },
    options,
  );
  return define(
    {
      ...names,
      formula: adjusted
        ? "(r − 1/k) / (1 − 1/k), where r is the mean recall over levels"
        : "mean recall over levels",
      goal: "max",
      ...OF_LABELS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }) => {
      const score = meanOfClasses(classValues(RECALL, countPairs(guess, truth, { id: names.id, weights })));
      const chance = 1 / truth.levels.length;
      return adjusted ? (score - chance) / (1 - chance) : score;
    },
  );
}

/**
 * The mean over all levels of the share of that level's rows that are right, so that rare levels count as much as
 * frequent ones. A level without rows counts as 0. Missing values and weights: as in counts of pairs.
 *
 * @example All of "a" right, none of "b".
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { balancedAccuracy } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "a", "b"]);
 * const lazy = categorical(["a", "a", "a", "a"], { levels: ["a", "b"] });
 * assert.equal(balancedAccuracy(lazy, truth), 0.5);
 * ```
 */
export const balancedAccuracy: Measure<Categorical, Categorical> = balancedAccuracyWith({});
