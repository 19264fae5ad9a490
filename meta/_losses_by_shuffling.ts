import type { Context } from "../core/context.ts";
import type { Examples, Observations } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import type { Table } from "../data/mod.ts";
import type { Judge } from "./_judge.ts";
import { numberOf } from "./_numeric_judgement.ts";

/** What is done with the measures, in words. */
export const WORTH = "tell what columns are worth";

/** How columns are shuffled, and what is judged by. */
export interface Shuffling<Z> {
  /** Predicts from a table. */
  readonly predict: (x: Table) => Promise<Z>;
  /** What it predicts from the data as they are. */
  readonly prediction: Z;
  readonly judges: readonly Judge[];
  /** How often each group is shuffled. */
  readonly repeats: number;
  /** Columns that are shuffled together, by the name of their group. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly rng: Rng;
  /** Stops when it aborts. */
  readonly signal?: Context["signal"];
}

/** What one measure says. */
export interface Losses {
  /** Its value as the data are. */
  readonly baseline: number;
  /** By how much it was worse after each shuffle, by the name of the group. */
  readonly losses: ReadonlyMap<string, readonly number[]>;
}

/** What each measure says is lost when the columns of a group are shuffled; a group's shuffles depend on its name alone. */
export async function lossesByShuffling<Y extends Observations, Z extends Observations>(
  { x, y, weights }: Examples<Table, Y>,
  { predict, prediction, judges, repeats, groups, rng, signal }: Shuffling<Z>,
): Promise<readonly Losses[]> {
  const valuesOf = (guess: Z) =>
    judges.map((judge) => numberOf(judge, { value: judge.judge(guess, y, { weights }), doing: WORTH }));
  const baselines = valuesOf(prediction);
  const losses = judges.map(() => new Map<string, number[]>());
  for (const [name, columns] of groups) {
    for (const of of losses) of.set(name, []);
    for (let repeat = 0; repeat < repeats; repeat++) {
      signal?.throwIfAborted();
      const order = rng.fork(name).fork(repeat).permutation(x.size);
      const shuffled = columns.reduce((all, column) => all.with(column, x.column(column).take(order)), x);
      const values = valuesOf(await predict(shuffled));
      judges.forEach(({ goal }, m) => {
        const rise = values[m]! - baselines[m]!;
        losses[m]!.get(name)!.push(goal === "min" ? rise : -rise);
      });
    }
  }
  return judges.map((_, m) => ({ baseline: baselines[m]!, losses: losses[m]! }));
}
