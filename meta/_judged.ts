import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Predictor, Report, Supervised } from "../core/model.ts";
import { allRows, type Examples, type Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import type { Categorical, Finite } from "../data/mod.ts";
import { checkFinite } from "./_check_finite.ts";
import { type Part, together } from "./_fit_together.ts";
import { heldOut } from "./_held_out.ts";
import { joined } from "./_finite_over.ts";
import { liftReport } from "./_lift.ts";
import { rowsWithin } from "./_rows_within.ts";
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
 * and one more for each pair, side by side, learns from its training rows and guesses the others.
 */
export async function fitJudged<X extends Observations>(job: HoldingOut<X>): Promise<Judged<X>> {
  const { model } = job;
  const pairs = pairsOf(job);
  const [first, ...others] = tasksOf(pairs, job);
  if (others.length === 0) return await judgedBy([await model.fit(first.data, job.context)], pairs, job);
  const parts = [first, ...others].map(({ data, ...part }): Part<Predictor<X, Finite>> => ({
    ...part,
    run: (inside) => model.fit(data, inside),
  }));
  return await judgedBy(await together(job.kind, job.context).fit(parts, dispose), pairs, job);
}

/** Goes on from what was learned, and guesses the rows held out anew. As a model's `update`. */
export function updateJudged<X extends Observations>(
  job: HoldingOut<X>,
  { old, judged }: { readonly old: Supervised<X, Categorical, Finite>; readonly judged: Judged<X> },
): Promise<Judged<X>> | undefined {
  const { kind, model, context } = job;
  const pairs = pairsOf(job);
  const [task, ...others] = tasksOf(pairs, job);
  const crew = together(kind, context);
  const going = (learned: Predictor<X, Finite>, { data }: Task<X>, inside: Context) =>
    updateInner(model, { learned, old, data, context: inside });
  const first = going(judged.inner, task, others.length > 0 ? crew.inside(task) : context);
  if (!first) return undefined;
  if (others.length === 0) return first.then((inner) => judgedBy([inner], pairs, job));
  const folds = others.map((fold, i): Part<Predictor<X, Finite>> => ({
    ...fold,
    async run(inside) {
      const before = judged.folds[i]!;
      const next = going(before, fold, inside);
      if (next) return await next;
      before[Symbol.dispose]();
      return await model.fit(fold.data, inside);
    },
  }));
  return crew.fit([{ ...task, run: () => first }, ...folds], dispose).then(
    (learned) => judgedBy(learned, pairs, job),
    (error) => {
      judged.folds.forEach(dispose); // those that were not taken over
      throw error;
    },
  );
}

/** A fit: what it is called, its chance, and what it learns from. */
interface Task<X> extends Pick<Part<unknown>, "name" | "rng"> {
  readonly data: Examples<X, Categorical>;
}

// First the model itself, then those of the folds, where there are several.
function tasksOf<X>(
  pairs: readonly Pair[],
  { data, context: { rng } }: HoldingOut<X>,
): readonly [Task<X>, ...Task<X>[]] {
  const [only, ...others] = pairs;
  if (only && others.length === 0) return [{ name: "", rng, data: take(data, only.train) }];
  const folds = pairs.map(({ train }, fold) => ({
    name: `fold ${fold + 1} of ${pairs.length}`,
    rng: rng.fork("fold").fork(fold),
    data: take(data, train),
  }));
  return [{ name: "all rows", rng, data }, ...folds];
}

function dispose(learned: Disposable): void {
  learned[Symbol.dispose]();
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
    learned.forEach(dispose);
    throw error;
  }
}

function pairsOf<X>({ kind, data: { y }, resampling, context }: HoldingOut<X>): readonly Pair[] {
  const pairs = resampling.pairs(allRows(y.size), context.rng.fork("heldOut"), y);
  const doing = `hold out rows for ${kind}`;
  if (heldOut(pairs, { size: y.size, doing }).length > 0) return pairs;
  throw new DataError(`Cannot ${doing}: the resampling holds out none; use e.g. holdout({ share: 0.8 })`);
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
