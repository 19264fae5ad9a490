import { checkWeights } from "../core/check_weights.ts";
import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { take } from "../core/take.ts";
import type { Table } from "../data/mod.ts";
import { aggregate } from "../measures/mod.ts";
import { type Part, together } from "./_fit_together.ts";
import { groupsOf } from "./_groups_of.ts";
import { type HeldOutPairs, heldOutPairs } from "./_held_out_pairs.ts";
import { type AnyMeasure, type Judge, judgesFor } from "./_judge.ts";
import { lossesByShuffling, WORTH } from "./_losses_by_shuffling.ts";
import { checkGoal } from "./_numeric_judgement.ts";
import { shareOf } from "./_share_of.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** How columns are eliminated. */
export interface Eliminating<Y, Z> {
  readonly kind: string;
  readonly model: Supervised<Table, Y, Z>;
  readonly features: number;
  readonly step: number;
  readonly importance: "permutation" | "reported";
  readonly resampling: Resampling | readonly Pair[];
  readonly measure: AnyMeasure | undefined;
  readonly repeats: number;
}

/** What columns are worth, by name. */
export type Worth = ReadonlyMap<string, number>;

/** What was left, and how it came about. */
export interface Elimination {
  /** The columns that were kept, in order. */
  readonly survivors: readonly string[];
  /** One more than the rounds that each column survived. */
  readonly scores: Worth;
  /** What columns were worth in each round. */
  readonly rounds: readonly Worth[];
  /** Rows that told what columns are worth, where some were held out. */
  readonly held: Int32Array | undefined;
}

/** Fits the model to ever fewer columns: those that are worth least go, round by round. */
export async function eliminate<Y extends Observations, Z extends Observations>(
  how: Eliminating<Y, Z>,
  data: Examples<Table, Y>,
  context: Context,
): Promise<Elimination> {
  const { names } = data.x;
  const keep = how.features === 0 ? shareOf(names.length, 0.5) : shareOf(names.length, how.features);
  if (keep > names.length) {
    throw new DataError(`Cannot keep ${keep} features: the table has ${names.length}; keep fewer`, {
      column: "x",
      found: `${names.length} columns`,
      wanted: `${keep} columns`,
    });
  }
  const step = shareOf(names.length, how.step);
  const judge = judgingOf(how, data, context);
  const scores = new Map(names.map((name) => [name, 1]));
  const rounds: Worth[] = [];
  let left = names;
  while (left.length > keep) {
    const worth = await worthOf(left, { how, data, judge, context, round: rounds.length });
    rounds.push(worth);
    const best = new Set(ranked(left, worth).slice(0, Math.max(left.length - step, keep)));
    left = left.filter((name) => best.has(name));
    for (const name of left) scores.set(name, scores.get(name)! + 1);
  }
  return { survivors: Object.freeze(left), scores, rounds, held: judge?.held };
}

/** What is held out, and judged by. */
interface Judging extends HeldOutPairs {
  readonly judge: Judge;
}

function judgingOf<Y extends Observations, Z>(
  { kind, model, importance, resampling, measure }: Eliminating<Y, Z>,
  { y, weights }: Examples<Table, Y>,
  { rng, emit }: Context,
): Judging | undefined {
  if (importance === "reported") return undefined;
  if (weights) checkWeights(weights, kind);
  const note = (message: string) => emit({ type: "note", message });
  const [judge] = judgesFor(model, y, { ...(measure && { measures: measure }), weights, note });
  checkGoal(judge!, WORTH); // one for the measure, or for the default
  return {
    ...heldOutPairs(resampling, { doing: "eliminate columns", models: [model], y, rng, each: "often" }),
    judge: judge!,
  };
}

interface Round<Y, Z> {
  readonly how: Eliminating<Y, Z>;
  readonly data: Examples<Table, Y>;
  readonly judge: Judging | undefined;
  readonly context: Context;
  readonly round: number;
}

async function worthOf<Y extends Observations, Z extends Observations>(
  columns: readonly string[],
  { how: { kind, model, repeats }, data, judge, context, round }: Round<Y, Z>,
): Promise<Worth> {
  const examples = { ...data, x: data.x.select(columns) };
  const rng = context.rng.fork("round").fork(round);
  const name = `round ${round + 1}`;
  const parts: Part<Worth>[] = judge
    ? judge.pairs.map((pair, fold) => ({
      name: judge.pairs.length > 1 ? `${name}, fold ${fold + 1} of ${judge.pairs.length}` : name,
      rng: rng.fork(fold),
      run: (inside) => shuffledWorth(model, examples, { pair, judge: judge.judge, repeats, context: inside }),
    }))
    : [{ name, rng, run: (inside) => reportedWorth(model, examples, inside) }];
  const worths = await together(kind, context).fit(parts, () => {});
  return new Map(
    columns.map((column) => [column, aggregate(worths.map((worth) => worth.get(column)!), "mean")]),
  );
}

interface Shuffled {
  readonly pair: Pair;
  readonly judge: Judge;
  readonly repeats: number;
  readonly context: Context;
}

async function shuffledWorth<Y extends Observations, Z extends Observations>(
  model: Supervised<Table, Y, Z>,
  data: Examples<Table, Y>,
  { pair: { train, test }, judge, repeats, context }: Shuffled,
): Promise<Worth> {
  const learned = await model.fit(take(data, train), context);
  try { // `using` is not known to Node 20
    const unseen = take(data, test);
    const predict = (x: Table) => learned.predict(x);
    const prediction = await predict(unseen.x);
    const { rng, signal } = context;
    const shuffling = {
      judges: [judge],
      repeats,
      groups: groupsOf(data.x),
      rng: rng.fork("shuffles"),
      signal,
    };
    const [result] = await lossesByShuffling(unseen, { predict, prediction, ...shuffling });
    return new Map(Array.from(result!.losses, ([column, losses]) => [column, aggregate(losses, "mean")]));
  } finally {
    learned[Symbol.dispose]();
  }
}

async function reportedWorth<Y, Z>(
  model: Supervised<Table, Y, Z>,
  data: Examples<Table, Y>,
  context: Context,
): Promise<Worth> {
  const learned = await model.fit(data, context);
  learned[Symbol.dispose]();
  const { importances } = learned.report;
  const known = new Map<string, unknown>(Object.entries(Object(importances)));
  return new Map(data.x.names.map((column) => {
    const value = known.get(column);
    if (typeof value === "number") return [column, Math.abs(value)];
    throw new TypeError(
      `Cannot rank columns by what ${model.kind} reports: report.importances has ${
        brief(value)
      } for "${column}"; ` +
        'use importance: "permutation"',
    );
  }));
}

// The best first; of equals, those that stand first in the table.
function ranked(columns: readonly string[], worth: Worth): readonly string[] {
  const odd = columns.find((name) => Number.isNaN(worth.get(name)));
  if (odd !== undefined) {
    throw new RangeError(
      `Cannot rank columns: what "${odd}" is worth is no number; see whether training diverged`,
    );
  }
  return columns.toSorted((a, b) => worth.get(b)! - worth.get(a)!);
}
