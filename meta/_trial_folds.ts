import type { Context } from "../core/context.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import { type AnyMeasure, type Judge, judgesFor } from "./_judge.ts";
import type { TestRows } from "./_judge_learned.ts";
import { checkWeighed } from "./_check_weighed.ts";
import { noteTraps } from "./_note_traps.ts";
import { numberOf } from "./_numeric_judgement.ts";
import { settingOf } from "./_setting.ts";
import { overFolds } from "./_summarised.ts";
import type { Supervised } from "../core/model.ts";
import { isList } from "./_is_list.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** How candidates are judged. */
export interface Judging<X, Y, Z> {
  /** What stands for all candidates. */
  readonly base: Supervised<X, Y, Z>;
  readonly resampling: Resampling | readonly Pair[];
  readonly repeats: number;
  readonly measure: AnyMeasure | readonly AnyMeasure[] | undefined;
}

/** The folds that judge all candidates: their rows are taken from the data once. */
export interface TrialFolds<X, Y> {
  readonly pairs: readonly Pair[];
  readonly judges: readonly Judge[];
  train(fold: number): Examples<X, Y>;
  test(fold: number): TestRows<X>;
  /** The numbers that measures gave of a fold. */
  numbers(values: readonly unknown[]): readonly number[];
  /** What each measure gives over all folds. */
  measurements(perFold: readonly (readonly number[])[]): readonly number[];
}

/** Folds and measures, checked against data and model. Weights of rows count where measures take them. */
export function trialFolds<X extends Observations, Y extends Observations, Z>(
  { base, resampling, repeats, measure }: Judging<X, Y, Z>,
  data: Examples<X, Y>,
  context: Context,
): TrialFolds<X, Y> {
  const note = (message: string) => context.emit({ type: "note", message });
  const measures = measure === undefined ? {} : { measures: isList(measure) ? measure : [measure] };
  const { pairs, dependence } = settingOf(data, { resampling, repeats }, context);
  const { weights } = data;
  const judges = judgesFor(base, data.y, { ...measures, weights, note });
  for (const { test } of pairs) checkWeighed(test, { weights, doing: `judge ${base.kind}` });
  noteTraps(data.y, { pairs, distinct: dependence.folds, jobs: [{ model: base, judges }], note });
  const sizes = pairs.map(({ test }) => test.length);
  const [trains, tests] = [new Map<number, Examples<X, Y>>(), new Map<number, TestRows<X>>()];
  return {
    pairs,
    judges,
    train: (fold) => once(trains, fold, () => take(data, pairs[fold]!.train)),
    test: (fold) =>
      once(tests, fold, () => {
        const { x, y, weights } = take(data, pairs[fold]!.test);
        return { x, truth: y, options: { weights } };
      }),
    numbers: (values) =>
      judges.map((judge, m) => numberOf(judge, { value: values[m], doing: "judge candidates" })),
    measurements: (perFold) =>
      judges.map(({ aggregation }, m) => overFolds(perFold.map((fold) => fold[m]!), { aggregation, sizes })),
  };
}

function once<T>(known: Map<number, T>, fold: number, make: () => T): T {
  const found = known.get(fold);
  if (found !== undefined) return found;
  const made = make();
  known.set(fold, made);
  return made;
}
