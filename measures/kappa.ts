import type { Measure } from "../core/measure.ts";
import { oneOf } from "../core/schema.ts";
import type { Categorical } from "../data/categorical.ts";
import { chosen } from "./_chosen.ts";
import { countPairs, type Counts, sidesOf } from "./_counts.ts";
import { define, OF_LABELS } from "./_define.ts";

/** What can be chosen of Cohen's kappa. */
export interface KappaOptions {
  /** How bad a wrong label is: all alike, or by the distance between the levels, or by its square. `"none"` if absent. */
  readonly weighting?: "none" | "linear" | "quadratic";
}

/**
 * A `kappa` that counts some errors as worse than others, for levels whose order means something (Cohen 1968). The
 * distance of two levels is that of their places among the levels, and levels are not asked whether they are ordered:
 * of a Multiclass column the places are mostly those of the alphabet, as in scikit-learn, and the value says little.
 *
 * @example Next to the truth is not so bad.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { kappa, kappaWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const levels = ["low", "middle", "high"];
 * const truth = categorical(["low", "low", "middle", "high"], { levels, ordered: true });
 * const guess = categorical(["low", "middle", "middle", "high"], { levels, ordered: true });
 * assert.ok(kappaWith({ weighting: "quadratic" })(guess, truth) > kappa(guess, truth));
 * ```
 */
export function kappaWith(options: KappaOptions): Measure<Categorical, Categorical> {
  const { weighting, names } = chosen<Required<KappaOptions>>(
    { name: "kappa", schema: { weighting: oneOf(["none", "linear", "quadratic"]) } },
    options,
  );
  return define(
    {
      ...names,
      formula: weighting === "none"
        ? "(p₀ − pₑ) / (1 − pₑ)"
        : "1 − Σ d c / Σ d e, by distance d of levels, counts c and those expected e",
      goal: "max",
      ...OF_LABELS,
      aggregation: "mean",
      weighted: true,
    },
    (guess, truth, { weights }) =>
      agreement(countPairs(guess, truth, { id: names.id, weights }), DISTANCES[weighting]),
  );
}

/**
 * Cohen's kappa (1960): how much more often guesses and truth agree than they would by chance, (p₀ − pₑ) / (1 − pₑ),
 * where p₀ is the share of labels that are right and pₑ the share expected of independent labels as frequent as
 * these. 1 is perfect, 0 chance. NaN where all labels are one level. Missing values and weights: as in counts of
 * pairs.
 *
 * @example Always the same guess is no better than chance.
 * ```ts
 * import { categorical } from "@attune/attune/data";
 * import { kappa } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "a", "b"]);
 * assert.equal(kappa(truth, truth), 1);
 * assert.equal(kappa(categorical(["a", "a", "a"], { levels: ["a", "b"] }), truth), 0);
 * ```
 */
export const kappa: Measure<Categorical, Categorical> = kappaWith({});

const DISTANCES = Object.freeze({
  none: (i: number, j: number) => Number(i !== j),
  linear: (i: number, j: number) => Math.abs(i - j),
  quadratic: (i: number, j: number) => (i - j) ** 2,
});

// 1 − disagreement over the disagreement of independent labels, which for distances of 0 and 1 is (p₀ − pₑ) / (1 − pₑ)
function agreement({ k, total, counts }: Counts, distance: (i: number, j: number) => number): number {
  const { guessed, truths } = sidesOf({ k, counts });
  let found = 0;
  let expected = 0;
  counts.forEach((count, cell) => {
    const [i, j] = [Math.floor(cell / k), cell % k];
    found += distance(i, j) * count;
    expected += distance(i, j) * (guessed[i]! / total) * truths[j]!; // in this order, lest large weights overflow
  });
  return 1 - found / expected;
}
