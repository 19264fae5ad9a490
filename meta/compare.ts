import type { Measure } from "../core/measure.ts";
import { checkNames } from "../core/names.ts";
import { brief, printable } from "../core/show.ts";
import { aggregate } from "../measures/mod.ts";
import { comparable } from "./_comparable.ts";
import { differenceOf } from "./_difference_of.ts";
import { dependenceOf } from "./_interval.ts";
import { showComparison } from "./_show_comparison.ts";
import type { Comparison } from "./comparison.ts";
import type { Evaluation, Evaluations, Result } from "./evaluation.ts";

/** How to compare. */
export interface CompareOptions {
  /** The measure to compare by, or its name. Default: the first whose values are numbers. */
  readonly measure?: Measure<never, never> | string;
  /** Whether less or more of it is better: needed for measures that do not say, such as plain functions. */
  readonly goal?: "min" | "max";
  /** Tag of the model that the others are held against. Default: the best. */
  readonly baseline?: string;
}

/**
 * Compares models that were evaluated by the same folds. Differences are paired: fold by fold, so that what makes a
 * fold hard for all of them cancels. Their intervals and p are those of the corrected resampled t test (Nadeau and
 * Bengio 2003): t = d̄ / (s √(1 / folds + test rows / training rows)), folds − 1 degrees of freedom, which allows for
 * training rows that folds share. They hold for one difference each: of twenty models that are equally good, one will
 * have p < 0.05. Differences are plain means over folds; measurements weigh folds by their sizes, and may join them by
 * roots: where sizes differ much, the two may disagree.
 *
 * @example Against the baseline.
 * ```ts
 * import { numeric, table } from "@attune/attune/data";
 * import { mae } from "@attune/attune/measures";
 * import { compare, cv, evaluate } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: numeric([1, 1, 2, 2]) };
 * const models = [{ tag: "one", model: constantRegressor() }, { tag: "same", model: constantRegressor() }];
 * const evaluations = await evaluate(models, data, { resampling: cv({ folds: 2 }), measures: mae });
 * const { ranks } = compare(evaluations, { baseline: "one" });
 * assert.deepEqual(ranks.map(({ rank }) => rank), [1, 1]);
 * assert.deepEqual(ranks[1]!.difference, { mean: 0, low: 0, high: 0, p: 1 });
 * ```
 */
export function compare(evaluations: Evaluations, options: CompareOptions = {}): Comparison {
  checkNames("compare()", options, ["measure", "goal", "baseline"]);
  const first = comparable(evaluations);
  const { measure, goal } = measureOf(evaluations, options);
  const entries = evaluations.map((evaluation) => entryOf(evaluation, measure));
  const order = entries.toSorted((a, b) => rankBefore(a.measurement, b.measurement, goal));
  const baseline = options.baseline ?? order[0]!.tag;
  const find = (tag: string) => {
    const found = entries.find((entry) => entry.tag === tag);
    if (found) return found;
    throw new RangeError(
      `Cannot compare with ${brief(tag)}: the models are ${brief(entries.map((entry) => entry.tag))}`,
    );
  };
  const base = find(baseline);
  const dependence = dependenceOf(first.pairs);
  const meanRanks = meanRanksOf(entries, goal);
  const ranks = order.map((entry) =>
    Object.freeze({
      rank: 1 + order.findIndex(({ measurement }) => rankBefore(measurement, entry.measurement, goal) === 0),
      tag: entry.tag,
      measurement: entry.measurement,
      meanRank: meanRanks[entries.indexOf(entry)]!,
      difference: entry === base ? undefined : differenceOf(entry.values, base.values, dependence),
    })
  );
  const comparison: Comparison = {
    measure,
    goal,
    baseline,
    folds: first.pairs.length,
    ranks: Object.freeze(ranks),
    between: (tag, other) => differenceOf(find(tag).values, find(other).values, dependence),
  };
  return Object.freeze(printable(comparison, () => showComparison(comparison)));
}

interface Judged {
  readonly tag: string;
  readonly measurement: number;
  readonly values: readonly number[];
}

function measureOf(
  evaluations: Evaluations,
  { measure, goal }: CompareOptions,
): { readonly measure: string; readonly goal: "min" | "max" } {
  const id = typeof measure === "function" ? measure.id : measure;
  const everywhere = evaluations[0]!.results.filter(({ measure: name }) =>
    evaluations.every(({ results }) => results.some((result) => result.measure === name && isScalar(result)))
  );
  const found = everywhere.find((result) => id === undefined || result.measure === id);
  if (!found) {
    throw new RangeError(
      `Cannot compare ${id === undefined ? "models" : `by ${id}`}: all were judged in numbers by ${
        brief(everywhere.map((result) => result.measure))
      }`,
    );
  }
  if (goal !== undefined && goal !== "min" && goal !== "max") {
    throw new RangeError(`Cannot compare by goal ${brief(goal)}: give "min" or "max"`);
  }
  const direction = goal ?? found.goal;
  if (direction !== "none") return { measure: found.measure, goal: direction };
  throw new TypeError(
    `Cannot compare by ${found.measure}: it does not say whether less or more is better; give goal: "min" or "max"`,
  );
}

function isScalar({ measurement }: Result): boolean {
  return typeof measurement === "number";
}

function entryOf(evaluation: Evaluation, measure: string): Judged {
  const { measurement, perFold } = evaluation.of<number>(measure);
  return { tag: evaluation.tag, measurement, values: perFold };
}

// Less than 0 where `a` is better; NaN comes last.
function rankBefore(a: number, b: number, goal: "min" | "max"): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  const less = a === b ? 0 : a < b ? -1 : 1; // a difference of infinities would be NaN
  return goal === "min" ? less : -less;
}

function meanRanksOf(entries: readonly Judged[], goal: "min" | "max"): number[] {
  const folds = entries[0]!.values.map((_, fold) => {
    const values = entries.map((entry) => entry.values[fold]!);
    return values.map((value) => {
      const better = values.filter((other) => rankBefore(other, value, goal) < 0).length;
      const alike = values.filter((other) => rankBefore(other, value, goal) === 0).length;
      return better + (alike + 1) / 2;
    });
  });
  return entries.map((_, i) => aggregate(folds.map((ranks) => ranks[i]!), "mean"));
}
