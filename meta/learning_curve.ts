import type { RunOptions } from "../core/context.ts";
import { contextOf } from "../core/machine.ts";
import type { Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { rng } from "../core/rng.ts";
import { counted } from "../core/show.ts";
import { candidatesOf } from "./_candidates.ts";
import { chainsOf } from "./_chains_of.ts";
import { curveOf } from "./_curve_of.ts";
import { curveOptions } from "./_curve_options.ts";
import type { AnyMeasure } from "./_judge.ts";
import { KeptTrials } from "./_kept_trials.ts";
import type { Candidate, Chain } from "./_run_chain.ts";
import { runTrials, type TrialOutcome } from "./_run_trials.ts";
import { type Stoppable, stoppable } from "./_stoppable.ts";
import { type TrialFolds, trialFolds } from "./_trial_folds.ts";
import type { LearningCurve } from "./history.ts";
import { isNumericRange, type Range } from "./range.ts";
import type { Pair, Resampling } from "./resampling.ts";
import { scaleName } from "./_scale_name.ts";

/** How a learning curve is made. */
export interface LearningCurveOptions extends RunOptions {
  /** Of which hyperparameter, and of which of its values. */
  readonly range: Range;
  /** Of how many values, where the range is one of numbers; whole numbers that coincide count once. Default 30. */
  readonly resolution?: number;
  /** By which rows it is judged, at each value by the same. Default: 20 % held out, at random, each class by itself. */
  readonly resampling?: Resampling | readonly Pair[];
  /** What it is judged by: a measure that gives numbers. Default: that of `evaluate`. */
  readonly measure?: AnyMeasure;
  /** How often the rows are split, each time anew. Default 1. */
  readonly repeats?: number;
  /**
   * Seeds of training, a curve for each: a list, or how many, from 0. The rows are split by `seed` for all. Default: `seed` alone.
   */
  readonly seeds?: number | readonly number[];
}

/**
 * How good a model is out of sample at each value of a hyperparameter, all else alike. Along the number of iterations a model
 * that can go on is trained once, as far as the largest, and judged on its way.
 *
 * A value at which the model fails is NaN, and a note says why; it is thrown where all fail, and after an abort its reason.
 *
 * @example How far a descent has come after 1, 10 and 100 steps.
 * ```ts
 * import { numeric } from "@attune/attune/data";
 * import { learningCurve, range } from "@attune/attune/meta";
 * import { descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };
 * const model = descender({ eta: 0.01 });
 * const epochs = range(model, "epochs", { lower: 1, upper: 100, scale: "log10" });
 * const { values, measurements: [first, , last] } = await learningCurve(model, data, { range: epochs, resolution: 3 });
 * assert.deepEqual(values, [1, 10, 100]);
 * assert.ok(last![0]! < first![0]!);
 * ```
 */
export async function learningCurve<X extends Observations, Y extends Observations, Z extends Observations>(
  model: Supervised<X, Y, Z>,
  data: Examples<X, Y>,
  options: LearningCurveOptions,
): Promise<LearningCurve> {
  const asked = curveOptions(model, options);
  const stops = stoppable(contextOf(options));
  const { context } = stops;
  const candidates = candidatesOf(model, [asked.range]);
  const folds = trialFolds({ base: model, ...asked }, data, context);
  const values = isNumericRange(asked.range) ? asked.range.points(asked.resolution) : asked.range.points();
  const chains = asked.seeds.flatMap((seed, s) => {
    const curve = values.map((value, i): Candidate<X, Y, Z> => {
      const trial = { values: [value] };
      return { number: s * values.length + i, trial, model: candidates.modelOf(trial), rng: rng(seed) };
    });
    return chainsOf(curve, candidates.space);
  });
  const outcomes = await judged(chains, { ...stops, folds, subject: model.kind });
  const measured = (s: number, i: number) => {
    const { perFold, failure } = outcomes[s * values.length + i]!; // all ended, or an error was thrown
    return failure === undefined ? folds.measurements(perFold)[0]! : NaN;
  };
  const { id, goal } = folds.judges[0]!; // one for the measure, or for the default
  return curveOf({
    path: asked.range.params.path,
    scale: scaleName(asked.range),
    values,
    seeds: asked.seeds,
    measurements: values.map((_, i) => asked.seeds.map((_, s) => measured(s, i))),
    measure: id,
    goal,
  });
}

interface Judging<X, Y> extends Stoppable {
  readonly folds: TrialFolds<X, Y>;
  readonly subject: string;
}

// What came of each candidate, by number.
async function judged<X extends Observations, Y extends Observations, Z extends Observations>(
  chains: readonly Chain<X, Y, Z>[],
  { subject, folds, context, stopped }: Judging<X, Y>,
): Promise<readonly TrialOutcome[]> {
  const outcomes: TrialOutcome[] = [];
  const total = chains.flatMap((chain) => chain).length;
  let ended = 0;
  const tell = () =>
    context.emit({ type: "progress", of: `Learning curve of ${subject}`, done: ended, total });
  tell();
  await runTrials(chains, {
    kind: `Learning curve of ${subject}`,
    folds,
    kept: new KeptTrials(), // nothing is kept of candidates that say nothing of it
    told: new Set(),
    context,
    stopped,
    timeIsUp: () => false,
    done(number, outcome) {
      outcomes[number] = outcome;
      ended++;
      tell();
    },
  });
  const stop = stopped();
  if (stop && (stop.always || ended < total)) {
    context.emit({ type: "fail", of: `Learning curve of ${subject}` });
    throw stop.reason;
  }
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  if (failed.length === total) throw failed[0]!.error;
  for (const failure of new Set(failed.map(({ failure }) => failure))) {
    const count = failed.filter((one) => one.failure === failure).length;
    context.emit({ type: "note", message: `${count} of ${counted(total, "point")} failed: ${failure}` });
  }
  return outcomes;
}
