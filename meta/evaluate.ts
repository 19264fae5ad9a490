import type { RunOptions } from "../core/context.ts";
import { contextOf } from "../core/machine.ts";
import type { MeasureOptions } from "../core/measure.ts";
import type { Supervised } from "../core/model.ts";
import type { Examples, Observations, Rows } from "../core/observations.ts";
import { evaluationsFrom } from "./_evaluations_from.ts";
import { checkOptions } from "./_check_options.ts";
import { type AnyMeasure, judgesFor } from "./_judge.ts";
import { noteTraps } from "./_note_traps.ts";
import { runFolds } from "./_run_folds.ts";
import { settingOf } from "./_setting.ts";
import { stoppable } from "./_stoppable.ts";
import { isList } from "./_is_list.ts";
import { tagsOf } from "./_tags_of.ts";
import type { Evaluation, Evaluations } from "./evaluation.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** How to evaluate. */
export interface EvaluateOptions extends RunOptions {
  /** How rows are split, or the pairs themselves. Default cv(). */
  readonly resampling?: Resampling | readonly Pair[];
  /** What to judge by. Default: logLoss for distributions, mse for numbers, misclassificationRate for labels. */
  readonly measures?: AnyMeasure | readonly AnyMeasure[];
  /**
   * How much each row counts in measures that take weights, one for each row of the data. A weighted mean is
   * Σ wᵢ vᵢ / n, as in MLJ: scale weights to a mean of 1 to keep a measure on its scale. Weights for training belong to
   * the data. Default: all alike.
   */
  readonly weights?: Float64Array;
  /** How much each class counts in measures that take class weights: a number for each level. Default: all alike. */
  readonly classWeights?: NonNullable<MeasureOptions["classWeights"]>;
  /** Rows in use. Default all. */
  readonly rows?: Rows;
  /** How often the rows are split, each time anew. Default 1. */
  readonly repeats?: number;
  /**
   * What happens when a fold fails, the others having finished: `"throw"` an EvaluationError that carries them, or
   * `"record"` it, with NaN as its values. Default `"throw"`.
   */
  readonly onError?: "throw" | "record";
  /** Whether predictions and reports of the folds are dropped, to save memory. Default false. */
  readonly compact?: boolean;
  /** Whether what each fold learned is kept, in the form that can be stored. Default false. */
  readonly keepLearned?: boolean;
}

/** A model, or a model under a name. */
export type Entry<X, Y, Z extends Observations> =
  | Supervised<X, Y, Z>
  | { readonly tag: string; readonly model: Supervised<X, Y, Z> };

/**
 * Judges a model out of sample: learns from the training rows of each pair, predicts its test rows, and judges the
 * predictions by each measure. The model never sees the test rows' targets, nor their inputs before it has learned. All
 * chance comes from the seed; folds are the same for all models. Point measures of a model that predicts distributions
 * judge the likeliest class. Folds run at once where the backend has threads; the numbers are those of one.
 *
 * A fold fails if it throws, or if a training loss is no number. The others finish. After an abort the folds that had
 * finished are in the error as well.
 *
 * @example A baseline by two folds.
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
  checkOptions(options);
  const several = isList(models);
  const tagged = tagsOf(several ? models : [models]);
  const { context, stopped } = stoppable(contextOf(options));
  const setting = { ...settingOf(data, options, context), context, stopped };
  const said = new Set<string>();
  const note = (message: string) => {
    if (!said.has(message)) context.emit({ type: "note", message });
    said.add(message); // what several models have in common is said once
  };
  const jobs = tagged.map(({ tag, model }) => ({
    tag,
    model,
    judges: judgesFor(model, data.y, { ...options, note }),
  }));
  const { pairs, dependence: { folds: distinct } } = setting;
  noteTraps(data.y, { pairs, distinct, jobs, note });
  const evaluations = evaluationsFrom(jobs, await runFolds(jobs, data, setting), setting);
  return several ? evaluations : evaluations[0]!;
}
