import { DataError } from "../core/errors.ts";
import { checkWeights } from "../core/check_weights.ts";
import type { Measure } from "../core/measure.ts";
import type { Predictor } from "../core/model.ts";
import { checkNames } from "../core/names.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { rng } from "../core/rng.ts";
import { brief, printable } from "../core/show.ts";
import { countRows } from "../core/take.ts";
import type { Table } from "../data/mod.ts";
import { aggregate } from "../measures/mod.ts";
import { boxed } from "./_boxed.ts";
import { groupsOf } from "./_groups_of.ts";
import { deviation } from "./_interval.ts";
import { type AnyMeasure, judgesFor } from "./_judge.ts";
import { type Losses, lossesByShuffling, WORTH } from "./_losses_by_shuffling.ts";
import { checkGoal } from "./_numeric_judgement.ts";
import { decimal } from "./_show_evaluation.ts";

/** How to tell what columns are worth. */
export interface PermutationImportanceOptions {
  /** What to judge by. Default: logLoss for distributions, mse for numbers, misclassificationRate for labels. */
  readonly measures?: AnyMeasure | readonly AnyMeasure[];
  /** How often each column is shuffled. Default 5. */
  readonly repeats?: number;
  /** Decides the shuffles: an integer ≥ 0. Default 0. */
  readonly seed?: number;
  /** Columns that are shuffled together and stand as one, by the name of their group. Default: each by itself. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}

/** What a column is worth. */
export interface ColumnImportance {
  /** The column, or the group of columns. */
  readonly column: string;
  /** How much worse the measure is without its information: the mean over the shuffles. */
  readonly importance: number;
  /** The standard error of that mean; NaN for a single shuffle. */
  readonly error: number;
  /** How much worse it was after each shuffle. */
  readonly losses: readonly number[];
}

/** What columns are worth by one measure. Prints as a table. */
export interface PermutationImportance {
  /** The measure's name. */
  readonly measure: string;
  /** Whether less or more of it is better. */
  readonly goal: Measure["goal"];
  /** Its value for the data as they are. */
  readonly baseline: number;
  /** The columns, the most important first. */
  readonly columns: readonly ColumnImportance[];
}

/**
 * What each column is worth to what was learned: how much worse its predictions are judged when the column is shuffled,
 * so that its values stay and its information goes (Breiman 2001, Random Forests, section 10). Give rows that it did not
 * learn from; for others it tells what was remembered, not what is of use. A column counts for little if another tells
 * the same: put both in one group. Importances are positive where the column helps, whether less or more of the measure
 * is better. One result for each measure. Weights of rows count in measures that take them, as in
 * {@linkcode evaluate}.
 *
 * Throws a DataError for inputs that are no table, and for groups with columns that it lacks, or that share some.
 *
 * @example A baseline looks at no column.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric, table } from "@attune/attune/data";
 * import { permutationImportance } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: numeric([1, 1, 2, 2]) };
 * using machine = new Machine(constantRegressor(), data);
 * const [byMse] = await permutationImportance(await machine.fit(), data);
 * assert.deepEqual(byMse!.columns, [{ column: "a", importance: 0, error: 0, losses: [0, 0, 0, 0, 0] }]);
 * ```
 */
export async function permutationImportance<Y extends Observations, Z extends Observations>(
  learned: Predictor<Table, Z>,
  data: Examples<Table, Y>,
  options: PermutationImportanceOptions = {},
): Promise<readonly PermutationImportance[]> {
  checkNames("permutationImportance()", options, ["measures", "repeats", "seed", "groups"]);
  const { measures, repeats = 5, seed = 0, groups = {} } = options;
  check(learned, repeats);
  if (countRows(data) === 0) {
    throw new RangeError("Cannot shuffle columns of no rows: give rows that the model has not learned from");
  }
  const { x, y, weights } = data;
  if (weights) checkWeights(weights, "permutationImportance()");
  if (y === undefined) {
    throw new DataError("Cannot tell what columns are worth without a target: give { x, y }");
  }
  const columns = groupsOf(x, groups);
  const prediction = await learned.predict(x);
  const traits = { prediction: "probs" in prediction ? "distribution" : "point" } as const;
  const judges = judgesFor({ kind: "what was learned", traits }, y, { measures, note: () => {} });
  judges.forEach((judge) => checkGoal(judge, WORTH));
  const results = await lossesByShuffling(data, {
    predict: (given) => learned.predict(given),
    prediction,
    judges,
    repeats,
    groups: columns,
    rng: rng(seed).fork("shuffles"),
  });
  const list = results.map((result, m) => importanceOf(result, judges[m]!));
  return Object.freeze(printable(list, () => list.join("\n")));
}

function check(learned: unknown, repeats: number): void {
  if (typeof learned !== "object" || learned === null || !("predict" in learned)) {
    throw new TypeError(
      `Cannot tell what columns are worth to ${
        brief(learned)
      }: give what was learned, e.g. await machine.fit()`,
    );
  }
  if (Number.isSafeInteger(repeats) && repeats > 0) return;
  throw new RangeError(
    `Cannot shuffle columns ${brief(repeats)} times: give a whole number of repeats, at least 1`,
  );
}

function importanceOf(
  { baseline, losses }: Losses,
  { id, goal }: { readonly id: string; readonly goal: Measure["goal"] },
): PermutationImportance {
  const columns = Array.from(losses, ([column, of]) =>
    Object.freeze<ColumnImportance>({
      column,
      importance: aggregate(of, "mean"),
      error: deviation(of) / Math.sqrt(of.length),
      losses: Object.freeze(of),
    }));
  const order = columns.toSorted((a, b) => Number(rank(a) < rank(b)) - Number(rank(a) > rank(b)));
  const result: PermutationImportance = { measure: id, goal, baseline, columns: Object.freeze(order) };
  return Object.freeze(printable(result, () => show(result)));
}

// What is no number comes last.
function rank({ importance }: ColumnImportance): number {
  return Number.isNaN(importance) ? -Infinity : importance;
}

function show({ measure, goal, baseline, columns }: PermutationImportance): string {
  const better = goal === "min" ? "less" : "more";
  const repeats = columns[0]?.losses.length ?? 0;
  const rows = columns.map(({ column, importance, error }) => [
    column,
    Number.isFinite(error) ? `${decimal(importance)} ± ${decimal(error)}` : decimal(importance),
  ]);
  return `Importance by ${measure} (${better} is better), ${
    decimal(baseline)
  } as the data are; each column shuffled ` +
    `${repeats} time${repeats === 1 ? "" : "s"}\n${boxed([["column", "importance ± SE"], ...rows])}`;
}
