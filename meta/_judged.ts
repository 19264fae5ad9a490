import type { Context, Event } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Predictor, Report, Supervised } from "../core/model.ts";
import { allRows, type Examples, type Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import type { Categorical, Finite } from "../data/mod.ts";
import { checkFinite } from "./_check_finite.ts";
import { joined } from "./_finite_over.ts";
import { liftReport } from "./_lift.ts";
import { rowsWithin } from "./_rows_within.ts";
import { sideBySide } from "./_side_by_side.ts";
import { updateInner } from "./_update_inner.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** Rows that were not learned from, and what was guessed of them. */
export interface HeldOut {
  /** Their numbers within the data. */
  readonly rows: Int32Array;
  readonly guess: Finite;
  readonly truth: Categorical;
  readonly weights: Float64Array | undefined;
}

/** A classifier that learned, and what it, or others like it, said of rows that they did not learn from. */
export interface Judged<X> {
  readonly inner: Predictor<X, Finite>;
  /** One more for each fold, where there are several. */
  readonly folds: readonly Predictor<X, Finite>[];
  /** What the classifier has to tell, with rows as numbers of the data. */
  readonly report: Report;
  readonly heldOut: HeldOut;
}

/** Which classifier learns from what, and which rows are held out. */
export interface HoldingOut<X> {
  /** The wrapper that asks. */
  readonly kind: string;
  readonly model: Supervised<X, Categorical, Finite>;
  readonly data: Examples<X, Categorical>;
  readonly resampling: Resampling;
  readonly context: Context;
}

/**
 * With one pair, the model learns from its training rows and guesses the others. With several it learns from all rows,
 * and one more for each pair learns from its training rows and guesses the others.
 */
export async function fitJudged<X extends Observations>(job: HoldingOut<X>): Promise<Judged<X>> {
  const pairs = pairsOf(job);
  const tasks = tasksOf(pairs, job);
  const fit = (i: number) => job.model.fit(tasks[i]!.data, tasks[i]!.context);
  return await judgedBy(await gathered(tasks.length, fit, job.context), pairs, job);
}

/** Goes on from what was learned, and guesses the rows held out anew. As a model's `update`. */
export function updateJudged<X extends Observations>(
  job: HoldingOut<X>,
  { old, judged }: { readonly old: Supervised<X, Categorical, Finite>; readonly judged: Judged<X> },
): Promise<Judged<X>> | undefined {
  const { model, context } = job;
  const pairs = pairsOf(job);
  const tasks = tasksOf(pairs, job);
  const before = [judged.inner, ...judged.folds];
  const update = (i: number) => updateInner(model, { learned: before[i]!, old, ...tasks[i]! });
  const first = update(0);
  if (!first) return undefined;
  const goOn = (i: number) => {
    const going = i === 0 ? first : update(i);
    if (going) return going;
    before[i]![Symbol.dispose]();
    return model.fit(tasks[i]!.data, tasks[i]!.context);
  };
  return gathered(tasks.length, goOn, context).then(
    (learned) => judgedBy(learned, pairs, job),
    (error) => {
      disposeAll(before); // of those that were not taken over
      throw error;
    },
  );
}

interface Task<X> {
  readonly data: Examples<X, Categorical>;
  readonly context: Context;
}

// First the model itself, then those of the folds, where there are several. These have chance of their own, and their
// epochs go by their names.
function tasksOf<X>(pairs: readonly Pair[], { kind, data, context }: HoldingOut<X>): readonly Task<X>[] {
  const [only, ...others] = pairs;
  if (only && others.length === 0) return [{ data: take(data, only.train), context }];
  const folds = pairs.map(({ train }, fold) => {
    const of = `${kind}, fold ${fold + 1} of ${pairs.length}`;
    const emit = (event: Event) => context.emit(event.type === "epoch" ? { ...event, of } : event);
    return {
      data: take(data, train),
      context: { ...context, rng: context.rng.fork("fold").fork(fold), emit },
    };
  });
  return [{ data, context }, ...folds];
}

// As many at once as there are threads. If one fails, the others are disposed of.
async function gathered<L extends Disposable>(
  count: number,
  learn: (i: number) => Promise<L>,
  { backend }: Context,
): Promise<L[]> {
  const made: L[] = [];
  try {
    return await sideBySide(
      { count, limit: backend?.threads ?? 1 },
      async (i) => made[i] = await learn(i),
    );
  } catch (error) {
    disposeAll(made);
    throw error;
  }
}

function disposeAll(learned: readonly Disposable[]): void {
  learned.forEach((one) => one[Symbol.dispose]()); // leaves out gaps
}

async function judgedBy<X extends Observations>(
  learned: readonly Predictor<X, Finite>[],
  pairs: readonly Pair[],
  job: HoldingOut<X>,
): Promise<Judged<X>> {
  try {
    const [inner, ...folds] = learned;
    const judges = folds.length > 0 ? folds : learned;
    const guesses = await Promise.all(
      pairs.map(({ test }, i) => judges[i]!.predict(job.data.x.take(test))),
    );
    const report = liftReport(inner!.report, "model"); // there is a model, whatever the folds
    const rows = folds.length === 0 && report.rows && { rows: rowsWithin(report.rows, pairs[0]!.train) };
    return { inner: inner!, folds, report: { ...report, ...rows }, heldOut: heldOutOf(pairs, guesses, job) };
  } catch (error) {
    disposeAll(learned);
    throw error;
  }
}

// The pairs, each row held out at most once, and from none of its models learned from.
function pairsOf<X>({ kind, data: { y }, resampling, context }: HoldingOut<X>): readonly Pair[] {
  const pairs = resampling.pairs(allRows(y.size), context.rng.fork("heldOut"), y);
  const name = resampling.kind ?? "a resampling of your own";
  const refuse = (found: string, remedy: string): never => {
    throw new DataError(`Cannot hold out rows for ${kind} by ${name}: ${found}; ${remedy}`);
  };
  const held = new Uint8Array(y.size);
  for (const { train, test } of pairs) {
    const learned = new Uint8Array(y.size);
    for (let i = 0; i < train.length; i++) learned[train[i]!] = 1;
    for (let i = 0; i < test.length; i++) {
      const row = test[i]!;
      if (learned[row]) refuse(`row ${row} is learned from as well`, "use e.g. holdout({ share: 0.8 })");
      if (held[row]) refuse(`row ${row} is held out twice`, "use a resampling without repeats");
      held[row] = 1;
    }
  }
  if (!held.includes(1)) refuse("no row is held out", "give more rows, or a smaller share to learn from");
  return pairs;
}

function heldOutOf<X>(
  pairs: readonly Pair[],
  guesses: readonly Finite[],
  { kind, model, data: { y, weights } }: HoldingOut<X>,
): HeldOut {
  for (const guess of guesses) checkFinite(guess, { kind, model });
  const rows = Int32Array.from(pairs.flatMap(({ test }) => Array.from(test)));
  return {
    rows,
    guess: joined(guesses),
    truth: y.take(rows),
    weights: weights && Float64Array.from(rows, (row) => weights[row]!),
  };
}
