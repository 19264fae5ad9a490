import type { Measure } from "../core/measure.ts";
import type { Categorical, Label } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { type Confidences, confidencesOf } from "./_calibration.ts";
import { chosen } from "./_chosen.ts";
import { define, OF_DISTRIBUTIONS } from "./_define.ts";
import { checkLevels } from "./_labels.ts";
import { POSITIVE, positiveCode, sayPositive } from "./_positive.ts";

/** What can be chosen of a continuous Boyce index. */
export interface ContinuousBoyceIndexOptions {
  /** The positive level, against the rest; the second of two if absent. */
  readonly positive?: Label;
}

const BINS = 101; // windows, and below their width: the defaults of Hirzel et al. 2006, and upstream's
const WIDTH = 0.1;

/**
 * A continuous Boyce index with another positive level, which more than two levels need.
 *
 * @example Among rows with more of "b", more are "b".
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { continuousBoyceIndexWith } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const truth = categorical(["a", "c", "b"]);
 * const guess = finite(["a", "b", "c"], [[0.75, 0.25, 0], [0, 0.25, 0.75], [0, 1, 0]]);
 * assert.ok(continuousBoyceIndexWith({ positive: "b" })(guess, truth) > 0);
 * ```
 */
export function continuousBoyceIndexWith(options: ContinuousBoyceIndexOptions): Measure<Finite, Categorical> {
  const { positive, names } = chosen(
    { name: "continuousBoyceIndex", schema: { positive: POSITIVE }, aliases: ["cbi"] },
    options,
  );
  const { id } = names;
  return define(
    {
      ...names,
      formula: "rank correlation of P(+ | ŝ in window) and window",
      goal: "max",
      ...OF_DISTRIBUTIONS,
      aggregation: "mean",
    },
    (guess, truth) => {
      checkLevels(guess, truth, { id });
      const code = positiveCode(truth.levels, { id, positive, remedy: sayPositive("continuousBoyceIndex") });
      const rows = confidencesOf(guess, truth, { code });
      return rows.confidences.some(Number.isNaN) ? NaN : boyce(rows);
    },
  );
}

/**
 * Whether more probable rows are more often positive (Hirzel et al. 2006): Spearman's correlation, over the windows
 * of width 0.1 that start at 101 even steps in [0, 0.9], between the start and the share of positive rows in the
 * window; windows without rows are left out. From −1 to 1. Two levels, the second is the positive one. NaN where the
 * share is the same in all windows, as it is if all rows are of one level. It takes no weights. Missing values:
 * as in measures of all rows.
 *
 * @example The two rows with more of "yes" are "yes".
 * ```ts
 * import { categorical, finite } from "@attune/attune/data";
 * import { continuousBoyceIndex } from "@attune/attune/measures";
 * import assert from "node:assert/strict";
 *
 * const guess = finite(["no", "yes"], [0, 1], { augment: true });
 * assert.equal(continuousBoyceIndex(guess, categorical(["no", "yes"])), 1);
 * ```
 */
export const continuousBoyceIndex: Measure<Finite, Categorical> = continuousBoyceIndexWith({});

function boyce({ confidences, hits }: Confidences): number {
  const shares: number[] = [];
  for (let i = 0; i < BINS; i++) {
    const start = (1 - WIDTH) * i / (BINS - 1);
    const within = hits.filter((_, j) => confidences[j]! >= start && confidences[j]! <= start + WIDTH);
    if (within.length > 0) shares.push(within.filter(Boolean).length / within.length);
  }
  return correlation(ranks(shares), [...shares.keys()]); // starts ascend: their ranks are their order
}

/** Ranks from 0, the mean rank where values tie. */
function ranks(values: readonly number[]): readonly number[] {
  const below = (value: number) => values.filter((other) => other < value).length;
  const tied = (value: number) => values.filter((other) => other === value).length;
  return values.map((value) => below(value) + (tied(value) - 1) / 2);
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const middle = (x.length - 1) / 2; // the mean of ranks
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + (value - middle) * (b[i]! - middle), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}
