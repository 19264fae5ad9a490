import { isModel } from "../core/is_model.ts";
import { type Configured, configured } from "../core/configured.ts";
import type { Context } from "../core/context.ts";
import { liftTraits } from "../core/lift.ts";
import type { Learned, Model, Predictor, Supervised, Traits, Unsupervised } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import type { Table } from "../data/mod.ts";
import { fitPipeline, type PipelineData, restorePipeline, updatePipeline } from "./_fit_pipeline.ts";
import {
  type AnyStep,
  checkedSteps,
  isFunction,
  namedSteps,
  PIPELINE,
  type Step,
  type Steps,
  stepSchema,
} from "./_pipeline_steps.ts";

/** Hyperparameters of a pipeline whose steps were given in a row: each step by its name, the last one as `last`. */
export interface PipelineParams<M> {
  /** The last step. */
  readonly last: M;
  /** Any step. */
  readonly [step: string]: unknown;
}

/** The pipeline of these steps by name: of the kind of the one that predicts, or else a transformer of tables. */
export type NamedPipeline<S extends object> = [PredictingPipeline<S>] extends [never]
  ? Unsupervised<Table, Table, S>
  : PredictingPipeline<S>;

/** The pipeline of these steps by name if one of them predicts, else `never`. */
export type PredictingPipeline<S extends object> = {
  [K in keyof S]: S[K] extends Model<infer D, Predictor<infer X, infer Z>>
    ? D extends Examples<infer _, infer Y> ? Supervised<X, Y, Z, S> : never
    : never;
}[keyof S];

/**
 * Transformers and functions, then a model, as one model: each step learns from what the steps before it made of the
 * training rows, so that nothing is learned outside of them.
 *
 * Steps given in a row are called by their kinds in camel case (`standardiser`, `pca`, `standardiser2`), functions by
 * their names or `f`, and the last step `last`: `pipe.with({ "last.optimiser.eta": 0.01 })`. Given as one record, they
 * keep the names that they have there, and their types. Functions take the inputs and give others, of as many rows; they
 * are compared by identity, and cannot be saved. If the last step transforms, the pipeline is itself a transformer, with a
 * way back if every step has one.
 *
 * After a change only the steps from the first changed one on are fitted again. The last step's iterations, training
 * losses, class weights and row weights are those of the pipeline; the last step is given the pipeline's own chance, so
 * that it learns what it would have learned of the transformed data by itself. The report has each step's report by its
 * name.
 *
 * Throws a TypeError for what is no step, and for a model that predicts before the last step. Errors about data name the
 * step.
 *
 * @example
 * ```ts
 * import { neuralNetworkClassifier } from "@attune/attune/models";
 * import { pipeline } from "@attune/attune/meta";
 * import { standardiser } from "@attune/attune/transformers";
 * import assert from "node:assert/strict";
 *
 * const pipe = pipeline(standardiser(), neuralNetworkClassifier());
 * assert.equal(pipe.traits.iteration, "last.epochs");
 * const named = pipeline({ scale: standardiser(), net: neuralNetworkClassifier() });
 * assert.equal(named.with({ "net.epochs": 50 }).params.net.params.epochs, 50);
 * ```
 */
export function pipeline<X, Y, Z, M extends Model<Examples<X, Y>, Predictor<X, Z>>>(
  ...steps: readonly [...Step<X, Y>[], M & Model<Examples<X, Y>, Predictor<X, Z>>]
): Supervised<X, Y, Z, PipelineParams<M>>;
/** Transformers and functions alone: a transformer. */
export function pipeline<X>(...steps: readonly Step<X>[]): Unsupervised<X, X, PipelineParams<unknown>>;
/** Steps by name. */
export function pipeline<const S extends Readonly<Record<string, Model | ((x: never) => unknown)>>>(
  steps: S,
): NamedPipeline<S>;
export function pipeline(...steps: readonly unknown[]): Model {
  const [first] = steps;
  const isRecord = steps.length === 1 && typeof first === "object" && first !== null && !isModel(first);
  return make(checkedSteps(isRecord ? first as Steps : namedSteps(steps))); // whether it is one, is checked
}

type AnyPipeline = Model<PipelineData, Learned, Record<string, AnyStep>>;

function make(given: Steps): AnyPipeline {
  const factory = configured<Record<string, AnyStep>, Omit<AnyPipeline, keyof Configured>>(
    PIPELINE,
    stepSchema(given),
    (params) => {
      const steps = checkedSteps(params); // changes may have put a predictor where none may be
      return {
        traits: traitsOf(steps),
        fit: (data: PipelineData, context: Context) => fitPipeline(steps, data, context),
        update: (learned, old, _, context) =>
          updatePipeline(learned, { old: old.params, now: steps, context }),
        restore: (saved, context, data) => restorePipeline(steps, { saved, context, data }),
      };
    },
  );
  return factory(given);
}

function traitsOf(steps: Steps): Traits {
  const [[, first] = [], ...others] = Object.entries(steps);
  const [name, last] = others.at(-1) ?? Object.entries(steps)[0]!; // a pipeline has at least one step
  const { input: _, ...traits } = isFunction(last) ? {} as Traits : liftTraits(last.traits, name);
  const input = first === undefined || isFunction(first) ? undefined : first.traits.input;
  const holdsOut = Object.values(steps).some((step) => !isFunction(step) && step.traits.holdsOut);
  return Object.freeze<Traits>({ ...traits, ...(input && { input }), ...(holdsOut && { holdsOut }) });
}
