import type { Context, RunOptions } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import { contextOf } from "../core/machine.ts";
import type { Supervised } from "../core/model.ts";
import { allRows, type Examples, type Observations, type Rows } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { countRows, take } from "../core/take.ts";
import { noteTraps } from "./_note_traps.ts";
import { type AnyMeasure, defaultMeasure, type Judge, judgeOf, summarised } from "./_judge.ts";
import { pairsFor } from "./_pairs.ts";
import { sideBySide } from "./_side_by_side.ts";
import { type Evaluation, evaluationOf, type Evaluations, evaluationsOf } from "./evaluation.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** How to evaluate. */
export interface EvaluateOptions extends RunOptions {
  /** How rows are split, or the pairs themselves. Default cv(). */
  readonly resampling?: Resampling | readonly Pair[];
  /** What to judge by. Default: logLoss for distributions, mse for numbers, misclassificationRate for labels. */
  readonly measures?: AnyMeasure | readonly AnyMeasure[];
  /**
   * How much each row counts in measures that take weights, one for each row of the data. A weighted mean is
   * Σ wᵢ vᵢ / n, as in MLJ: scale weights to a mean of 1 to keep a measure on its scale. Default: all alike.
   */
  readonly weights?: Float64Array;
  /** Rows in use. Default all. */
  readonly rows?: Rows;
  /** How often the rows are split, each time anew. Default 1. */
  readonly repeats?: number;
}

/** A model, or a model under a name. */
export type Entry<X, Y, Z extends Observations> =
  | Supervised<X, Y, Z>
  | { readonly tag: string; readonly model: Supervised<X, Y, Z> };

/**
 * Judges a model out of sample: learns from the training rows of each pair, predicts its test rows, and judges the
 * predictions by each measure. All chance comes from the seed; folds are the same for all models. Point measures of
 * a model that predicts distributions judge the likeliest class.
 *
 * @example A baseline by four folds.
 * ```ts
 * import { numeric, table } from "@attune/attune/data";
 * import { mae } from "@attune/attune/measures";
 * import { cv, evaluate } from "@attune/attune/meta";
 * import { constantRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const data = { x: table({ a: [1, 2, 3, 4] }), y: numeric([1, 1, 2, 2]) };
 * const evaluation = await evaluate(constantRegressor(), data, { resampling: cv({ folds: 2 }), measures: mae });
 * assert.equal(evaluation.of(mae).measurement, 1);
 * ```
 */
export function evaluate<X extends Observations, Y extends Observations, Z extends Observations>(
  model: Entry<NoInfer<X>, NoInfer<Y>, Z>,
  data: Examples<X, Y>,
  options?: EvaluateOptions,
): Promise<Evaluation<Z>>;
/** Judges several models by the same folds and measures. */
export function evaluate<X extends Observations, Y extends Observations>(
  models: readonly Entry<NoInfer<X>, NoInfer<Y>, Observations>[],
  data: Examples<X, Y>,
  options?: EvaluateOptions,
): Promise<Evaluations>;
export function evaluate<X extends Observations, Y extends Observations, Z extends Observations>(
  models: Entry<X, Y, Z> | readonly Entry<X, Y, Z>[],
  data: Examples<X, Y>,
  options: EvaluateOptions = {},
): Promise<Evaluation<Z> | Evaluations> {
  return evaluateAny(models, data, options);
}

/** {@linkcode evaluate}, for one model or several: what a function of the same two forms can call. */
export async function evaluateAny<X extends Observations, Y extends Observations, Z extends Observations>(
  models: Entry<X, Y, Z> | readonly Entry<X, Y, Z>[],
  data: Examples<X, Y>,
  options: EvaluateOptions,
): Promise<Evaluation<Z> | Evaluations> {
  const several = isList(models);
  const tagged = tagsOf(several ? models : [models]);
  const context = contextOf(options);
  const setting = settingOf(data, options, context);
  noteTraps(data.y, setting);
  const jobs = tagged.map(({ tag, model }) => ({
    tag,
    model,
    judges: judgesFor(model, data, options, context),
  }));
  const evaluations: Evaluation<Z>[] = [];
  for (const job of jobs) {
    try {
      evaluations.push(await evaluateOne(job, data, setting));
    } catch (error) {
      context.emit({ type: "fail", of: job.tag });
      throw error;
    }
  }
  return several ? evaluationsOf(evaluations) : evaluations[0]!;
}

/** What is the same for all models of an evaluation. */
export interface Setting {
  readonly context: Context;
  readonly pairs: readonly Pair[];
  readonly resampling: string;
  readonly repeats: number;
  readonly weights: Float64Array | undefined;
}

interface Job<X, Y, Z extends Observations> {
  readonly tag: string;
  readonly model: Supervised<X, Y, Z>;
  readonly judges: readonly Judge[];
}

function settingOf(
  data: Examples<Observations, Observations>,
  options: EvaluateOptions,
  context: Context,
): Setting {
  const size = countRows(data);
  const { weights, rows = allRows(size), repeats = 1 } = options;
  if (!Number.isInteger(repeats) || repeats < 1) {
    throw new RangeError(
      `Cannot evaluate ${brief(repeats)} times: give a whole number of repeats, at least 1`,
    );
  }
  if (weights && weights.length !== size) {
    throw new DataError(`Cannot weigh ${size} rows by ${weights.length} weights: give one for each row`, {
      column: "weights",
      found: `${weights.length} weights`,
      wanted: `${size} weights`,
    });
  }
  const { pairs, resampling } = pairsFor(options, { rows, repeats, size, y: data.y, rng: context.rng });
  return { context, pairs, resampling, repeats, weights };
}

function judgesFor<X, Y extends Observations, Z extends Observations>(
  model: Supervised<X, Y, Z>,
  data: Examples<X, Y>,
  { measures, weights }: EvaluateOptions,
  context: Context,
): Judge[] {
  const list = measures === undefined
    ? [defaultMeasure(model, data.y)]
    : isList(measures)
    ? measures
    : [measures];
  if (list.length === 0) throw new RangeError("Cannot evaluate by no measures: give at least one");
  const judges = list.map((measure) => judgeOf(measure, model, data.y));
  for (const { id, weighted } of judges) {
    if (weights && !weighted) {
      context.emit({ type: "note", message: `${id} takes no weights: it judges rows alike` });
    }
  }
  return judges;
}

async function evaluateOne<X extends Observations, Y extends Observations, Z extends Observations>(
  { tag, model, judges }: Job<X, Y, Z>,
  data: Examples<X, Y>,
  { context, pairs, resampling, repeats, weights }: Setting,
): Promise<Evaluation<Z>> {
  const told = new Set<string>();
  let done = 0;
  const folds = await sideBySide(
    { count: pairs.length, limit: atOnce(context) },
    async (fold) => {
      context.signal?.throwIfAborted();
      const { train, test } = pairs[fold]!;
      const of = `${tag}, fold ${fold + 1} of ${pairs.length}`;
      const learned = await model.fit(take(data, train), within(context, { fold, of, told }));
      const prediction = await predicted(learned, data.x.take(test));
      const truth = data.y.take(test);
      const counts = weights && Float64Array.from(test, (row) => weights[row]!);
      const values = judges.map(({ judge, weighted }) =>
        judge(prediction, truth, { weights: weighted ? counts : undefined })
      );
      context.emit({ type: "progress", of: `Evaluating ${tag}`, done: ++done, total: pairs.length });
      return { prediction, values };
    },
  );
  const sizes = pairs.map(({ test }) => test.length);
  const results = judges.map(({ id, operation, aggregation }, m) => {
    const perFold = folds.map(({ values }) => values[m]);
    return { measure: id, operation, perFold, ...summarised(perFold, sizes, aggregation) };
  });
  const predictions = folds.map(({ prediction }) => prediction);
  return evaluationOf({ tag, results, pairs, predictions, resampling, repeats });
}

// One fold more than there are threads, so that a thread that is done finds the next one ready.
function atOnce({ backend }: Context): number {
  const threads = backend?.threads ?? 1;
  return threads > 1 ? threads + 1 : 1;
}

// Predicts, and then disposes; `using` is not known to Node 20.
async function predicted<X, Z>(learned: { predict(x: X): Promise<Z> } & Disposable, x: X): Promise<Z> {
  try {
    return await learned.predict(x);
  } finally {
    learned[Symbol.dispose]();
  }
}

// A fold has chance of its own; its epochs are told under its name, and the same note is told once.
function within(
  { rng, backend, signal, emit }: Context,
  { fold, of, told }: { readonly fold: number; readonly of: string; readonly told: Set<string> },
): Context {
  return {
    rng: rng.fork("fold").fork(fold),
    backend,
    signal,
    emit(event) {
      if (event.type === "note" && told.has(event.message)) return;
      if (event.type === "note") told.add(event.message);
      emit(event.type === "epoch" ? { ...event, of } : event);
    },
  };
}

// Models without a tag are called by their kind, numbered from the second of a kind on.
function tagsOf<X, Y, Z extends Observations>(
  entries: readonly Entry<X, Y, Z>[],
): { readonly tag: string; readonly model: Supervised<X, Y, Z> }[] {
  if (entries.length === 0) throw new RangeError("Cannot evaluate no models: give at least one");
  const used = new Map<string, number>();
  const tagged = entries.map((entry) => {
    if (typeof entry !== "object" || entry === null || !("tag" in entry || "fit" in entry)) {
      throw new TypeError(
        `Cannot evaluate ${brief(entry)}: give a model, e.g. constantClassifier(), or { tag, model }`,
      );
    }
    if ("tag" in entry) return entry;
    const count = (used.get(entry.kind) ?? 0) + 1;
    used.set(entry.kind, count);
    return { tag: count > 1 ? `${entry.kind} ${count}` : entry.kind, model: entry };
  });
  const twice = tagged.find(({ tag }, i) => tagged.findIndex((other) => other.tag === tag) < i);
  if (twice) {
    throw new RangeError(`Cannot evaluate two models under the tag ${brief(twice.tag)}: give each its own`);
  }
  return tagged;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
