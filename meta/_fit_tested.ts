import { checkWeights } from "../core/check_weights.ts";
import type { Context } from "../core/context.ts";
import { liftReport } from "../core/lift.ts";
import type { Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import { updateInner } from "../core/update_inner.ts";
import type { Categorical, Finite } from "../data/mod.ts";
import { checkFinite } from "./_check_finite.ts";
import { concatenated } from "./_concatenated.ts";
import { type Part, together } from "./_fit_together.ts";
import { heldOutPairs } from "./_held_out_pairs.ts";
import { rowsWithin } from "./_rows_within.ts";
import { updateTogether } from "./_update_together.ts";
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
export interface Tested<X> {
  readonly inner: Predictor<X, Finite>;
  /** One more for each fold, where there are several. */
  readonly folds: readonly Predictor<X, Finite>[];
  /** What the classifier has to tell, with rows as numbers of the data. */
  readonly report: Report;
  readonly heldOut: HeldOut;
}

/** Which classifier learns from what, and which rows are held out. */
export interface Testing<X> {
  /** The wrapper that asks. */
  readonly kind: string;
  readonly model: Supervised<X, Categorical, Finite>;
  readonly data: Examples<X, Categorical>;
  readonly resampling: Resampling | readonly Pair[];
  readonly context: Context;
}

/**
 * With one pair, the model learns from its training rows and guesses the others. With several it learns from all rows,
 * and one more for each pair, side by side, learns from its training rows and guesses the others.
 */
export async function fitTested<X extends Observations>(job: Testing<X>): Promise<Tested<X>> {
  const { kind, model, context } = job;
  const pairs = pairsOf(job);
  const [first, ...others] = tasksOf(pairs, job);
  if (others.length === 0) return await testedBy([await model.fit(first.data(), context)], pairs, job);
  const parts = [first, ...others].map(({ data, ...part }): Part<Predictor<X, Finite>> => ({
    ...part,
    run: (inside) => model.fit(data(), inside),
  }));
  return await testedBy(await together(kind, context).fit(parts, dispose), pairs, job);
}

/** Goes on from what was learned, and guesses the rows held out anew. As a model's `update`. */
export function updateTested<X extends Observations>(
  job: Testing<X>,
  { old, inner, folds }: Pick<Tested<X>, "inner" | "folds"> & {
    readonly old: Supervised<X, Categorical, Finite>;
  },
): Promise<Tested<X>> | undefined {
  const { kind, model, context } = job;
  const pairs = pairsOf(job);
  const tasks = tasksOf(pairs, job);
  const parts = [inner, ...folds].map((learned, i) => ({ ...tasks[i]!, learned }));
  const going = folds.length > 0
    ? updateTogether<Examples<X, Categorical>, Predictor<X, Finite>>({ kind, model, old, parts, context })
    : updateInner(model, { learned: inner, old, data: tasks[0].data(), context, wrapper: kind })
      ?.then((learned) => [learned]);
  return going?.then((learned) => testedBy(learned, pairs, job));
}

/** What is fitted: first the model itself, then those of the folds, where there are several. */
export function tasksFor<X>(job: Testing<X>): readonly Task<X>[] {
  return tasksOf(pairsOf(job), job);
}

/** A fit: what it is called, its chance, and what it learns from. */
export interface Task<X> extends Pick<Part<unknown>, "name" | "rng"> {
  /** What it learns from. */
  data(): Examples<X, Categorical>;
}

// First the model itself, then those of the folds, where there are several.
function tasksOf<X>(
  pairs: readonly Pair[],
  { data, context: { rng } }: Testing<X>,
): readonly [Task<X>, ...Task<X>[]] {
  const [only, ...others] = pairs;
  if (only && others.length === 0) return [{ name: "", rng, data: () => take(data, only.train) }];
  const folds = pairs.map(({ train }, fold) => ({
    name: `fold ${fold + 1} of ${pairs.length}`,
    rng: rng.fork("fold").fork(fold),
    data: () => take(data, train),
  }));
  return [{ name: "all rows", rng, data: () => data }, ...folds];
}

function dispose(learned: Disposable): void {
  learned[Symbol.dispose]();
}

// Owns what was learned.
async function testedBy<X extends Observations>(
  learned: readonly Predictor<X, Finite>[],
  pairs: readonly Pair[],
  job: Testing<X>,
): Promise<Tested<X>> {
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

function pairsOf<X>({ kind, model, data: { y, weights }, resampling, context }: Testing<X>): readonly Pair[] {
  if (weights) checkWeights(weights, kind);
  const doing = `hold out rows for ${kind}`;
  const rng = context.rng.fork("heldOut");
  return heldOutPairs(resampling, { doing, models: [model], y, rng, each: "once" }).pairs;
}

function heldOutOf<X>(
  pairs: readonly Pair[],
  guesses: readonly Finite[],
  { kind, model, data: { y, weights } }: Testing<X>,
): HeldOut {
  for (const guess of guesses) checkFinite(guess, { kind, model });
  const rows = Int32Array.from(pairs.flatMap(({ test }) => Array.from(test)));
  return { rows, guess: concatenated(guesses), ...take({ truth: y, weights }, rows) };
}
