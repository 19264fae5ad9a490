import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import type { Predictor, Report, Supervised } from "../core/model.ts";
import { diff } from "../core/params.ts";
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
  /** What it has to tell, with rows as numbers of the data. */
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
 * With one pair, the model learns from its training rows and guesses the others. With several, as many models are
 * fitted, guess and are forgotten, and the model learns from all rows.
 */
export async function fitJudged<X extends Observations>(job: HoldingOut<X>): Promise<Judged<X>> {
  const { model, data, context } = job;
  const pairs = pairsOf(job);
  if (pairs.length === 1) {
    const [only] = pairs;
    return await judgedBy(await model.fit(take(data, only!.train), context), only!, job);
  }
  const guesses = await sideBySide(
    { count: pairs.length, limit: context.backend?.threads ?? 1 },
    (fold) => guessFold(pairs, fold, job),
  );
  const heldOut = heldOutOf(pairs, guesses, job);
  const inner = await model.fit(data, context);
  return { inner, report: liftReport(inner.report, "model"), heldOut };
}

/**
 * Goes on from what was learned, and guesses the rows held out anew. Gives `undefined`, and leaves all alone, where the
 * model cannot go on, or several were fitted.
 */
export function updateJudged<X extends Observations>(
  job: HoldingOut<X>,
  { old, judged }: { readonly old: Supervised<X, Categorical, Finite>; readonly judged: Judged<X> },
): Promise<Judged<X>> | undefined {
  const { model, data, context } = job;
  if (diff(old, model).length === 0) return Promise.resolve(judged);
  const [only, ...others] = pairsOf(job);
  if (!only || others.length > 0) return undefined;
  const going = updateInner(model, { learned: judged.inner, old, data: take(data, only.train), context });
  return going?.then((inner) => judgedBy(inner, only, job));
}

async function judgedBy<X extends Observations>(
  inner: Predictor<X, Finite>,
  pair: Pair,
  job: HoldingOut<X>,
): Promise<Judged<X>> {
  try {
    const heldOut = heldOutOf([pair], [await inner.predict(job.data.x.take(pair.test))], job);
    const lifted = liftReport(inner.report, "model");
    const rows = lifted.rows && { rows: rowsWithin(lifted.rows, pair.train) };
    return { inner, report: { ...lifted, ...rows }, heldOut };
  } catch (error) {
    inner[Symbol.dispose]();
    throw error;
  }
}

// A fold has chance of its own, and its epochs go by its name.
async function guessFold<X extends Observations>(
  pairs: readonly Pair[],
  fold: number,
  { kind, model, data, context }: HoldingOut<X>,
): Promise<Finite> {
  const { train, test } = pairs[fold]!;
  const of = `${kind}, fold ${fold + 1} of ${pairs.length}`;
  const learned = await model.fit(take(data, train), {
    ...context,
    rng: context.rng.fork("fold").fork(fold),
    emit: (event) => context.emit(event.type === "epoch" ? { ...event, of } : event),
  });
  try {
    return await learned.predict(data.x.take(test));
  } finally {
    learned[Symbol.dispose]();
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
