// deno-lint-ignore-file attune/no-extends -- other defaults for a constructor, which no wrapper could give to `new`
/**
 * What a user need not say: the default backend, and a progress line. The only place where they are wired.
 *
 * @module
 */
import { auto } from "./backends/auto/mod.ts";
import { wasm } from "./backends/wasm/mod.ts";
import type { Backend } from "./core/backend.ts";
import type { RunOptions } from "./core/context.ts";
import { checkNames } from "./core/names.ts";
import { Machine as BareMachine } from "./core/machine.ts";
import {
  type AnyModel,
  type DataOf,
  load as bareLoad,
  type LoadOptions,
  type MachineOf,
} from "./core/load.ts";
import type { Learned, Model, Supervised } from "./core/model.ts";
import type { Examples, Observations } from "./core/observations.ts";
import { progress, type Verbosity } from "./listeners/mod.ts";
import { KINDS } from "./kinds.ts";
import { type Entry, evaluateAny, type EvaluateOptions } from "./meta/evaluate.ts";
import type { Evaluation, Evaluations } from "./meta/evaluation.ts";
import type { LearningCurve } from "./meta/history.ts";
import { learningCurve as bareLearningCurve, type LearningCurveOptions } from "./meta/learning_curve.ts";

/** What may be said about how to run, beside the options of the bare function. */
export interface PresetOptions {
  /** How much is told: 0 nothing, 1 notes and a progress line on a terminal, 2 also decisions and epochs. Default 1. */
  readonly verbosity?: Verbosity;
  /** What does the arithmetic: a backend, or `"auto"` for one that chooses between wasm and a GPU. Default: wasm. */
  readonly backend?: Backend | "auto";
}

/**
 * A model bound to data, with the default backend unless another is given. See the bare `Machine` of
 * `@attune/attune/core` for what it decides.
 *
 * @example
 * ```ts
 * import { blobs, Machine, neuralNetworkClassifier } from "@attune/attune";
 * import assert from "node:assert/strict";
 *
 * using machine = new Machine(neuralNetworkClassifier({ epochs: 1, batchSize: 20 }), blobs({ seed: 1 }), { seed: 1 });
 * await machine.fit();
 * machine.model = machine.model.with({ epochs: 3 });
 * const learned = await machine.fit(); // trains two more
 * assert.equal(learned.report.losses.length, 3);
 * ```
 */
export class Machine<D extends object, L extends Learned, P extends object = object>
  extends BareMachine<D, L, P> {
  /** Binds a model to data; `options` say how to run. */
  constructor(model: Model<D, L, P>, data: D, options: WithPreset<RunOptions> = {}) {
    checkNames("Machine", options, RUN_OPTIONS);
    const owns = ownBackend(options);
    super(model, data, { ...withDefaults(options, owns), owns });
  }
}

/** How to load a machine: its seed is in the file. */
export type PresetLoadOptions<D = object> = WithPreset<Omit<LoadOptions<D>, "owns">>;

/**
 * Makes a machine of what `save` wrote, with the default backend unless another is given. All kinds of this library are
 * known; `kinds` adds one's own, such as builders. See the bare `load` of `@attune/attune/core` for what a file may be.
 *
 * @typeParam M the model that is in the file, as far as it is known: its machine is the result
 *
 * @example
 * ```ts
 * import { blobs, load, Machine, mlp, neuralNetworkClassifier, type NeuralNetworkClassifier, save } from "@attune/attune";
 * import assert from "node:assert/strict";
 *
 * const data = blobs({ rows: 40, seed: 1 });
 * const model = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 2, batchSize: 10 });
 * using machine = new Machine(model, data, { verbosity: 0 });
 * await machine.fit();
 * const bytes = await save(machine); // to a file, e.g. await Deno.writeFile("flowers.attune", bytes)
 *
 * using loaded = await load<NeuralNetworkClassifier>(bytes, { data, verbosity: 0 });
 * loaded.model = loaded.model.with({ epochs: 5 });
 * assert.equal((await loaded.fit()).report.losses.length, 5); // three more
 * ```
 */
export async function load<M extends Model = AnyModel>(
  bytes: Uint8Array,
  options: PresetLoadOptions<DataOf<M>> = {},
): Promise<MachineOf<M>> {
  checkNames("load()", options, ["kinds", "data", "backend", "signal", "listener", "verbosity"]);
  const { kinds = [], ...others } = options;
  const owns = ownBackend(options);
  try { // `using` is not known to Node 20
    return await bareLoad<M>(bytes, { ...withDefaults(others, owns), kinds: [...kinds, ...KINDS], owns });
  } catch (error) {
    owns?.[Symbol.dispose]();
    throw error;
  }
}

/**
 * Judges a model out of sample, with the default backend unless another is given. See the bare `evaluate` of
 * `@attune/attune/meta`.
 *
 * @example
 * ```ts
 * import { accuracy, constantClassifier, evaluate, iris, stratifiedCv, unpack } from "@attune/attune";
 * import assert from "node:assert/strict";
 *
 * const evaluation = await evaluate(constantClassifier(), unpack(iris(), "species"), {
 *   resampling: stratifiedCv(),
 *   measures: accuracy,
 * });
 * assert.ok(evaluation.of(accuracy).measurement as number < 0.4);
 * ```
 */
export function evaluate<X extends Observations, Y extends Observations, Z extends Observations>(
  model: Entry<NoInfer<X>, NoInfer<Y>, Z>,
  data: Examples<X, Y>,
  options?: WithPreset<EvaluateOptions>,
): Promise<Evaluation<Z>>;
/** Judges several models by the same folds and measures. */
export function evaluate<X extends Observations, Y extends Observations>(
  models: readonly Entry<NoInfer<X>, NoInfer<Y>, Observations>[],
  data: Examples<X, Y>,
  options?: WithPreset<EvaluateOptions>,
): Promise<Evaluations>;
export async function evaluate<X extends Observations, Y extends Observations, Z extends Observations>(
  models: Entry<X, Y, Z> | readonly Entry<X, Y, Z>[],
  data: Examples<X, Y>,
  options: WithPreset<EvaluateOptions> = {},
): Promise<Evaluation<Z> | Evaluations> {
  if (typeof options !== "object" || options === null) return await evaluateAny(models, data, options); // refuses them
  const own = ownBackend(options);
  try { // `using` is not known to Node 20
    return await evaluateAny(models, data, withDefaults(options, own));
  } finally {
    own?.[Symbol.dispose]();
  }
}

/**
 * How good a model is out of sample at each value of a hyperparameter, with the default backend unless another is given. See
 * the bare `learningCurve` of `@attune/attune/meta`.
 *
 * @example
 * ```ts
 * import { blobs, learningCurve, mlp, neuralNetworkClassifier, range } from "@attune/attune";
 * import assert from "node:assert/strict";
 *
 * const model = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), batchSize: 10 });
 * const epochs = range(model, "epochs", { lower: 1, upper: 20, scale: "log10" });
 * const curve = await learningCurve(model, blobs({ seed: 1 }), { range: epochs, resolution: 4, verbosity: 0 });
 * assert.deepEqual(curve.values, [1, 3, 7, 20]);
 * ```
 */
export async function learningCurve<X extends Observations, Y extends Observations, Z extends Observations>(
  model: Supervised<X, Y, Z>,
  data: Examples<X, Y>,
  options: WithPreset<LearningCurveOptions>,
): Promise<LearningCurve> {
  const own = ownBackend(Object(options));
  try { // `using` is not known to Node 20
    return await bareLearningCurve(model, data, withDefaults<LearningCurveOptions>(Object(options), own));
  } finally {
    own?.[Symbol.dispose]();
  }
}

const RUN_OPTIONS = ["backend", "seed", "signal", "listener", "verbosity"];

/** Options of a bare function, and those of the preset. */
export type WithPreset<O extends RunOptions> = Omit<O, "backend"> & PresetOptions;

// The backend that nobody has given, and so nobody else disposes of.
function ownBackend({ backend }: PresetOptions): Backend | undefined {
  if (backend === "auto") return auto();
  return backend === undefined || backend === null ? wasm() : undefined;
}

function withDefaults<O extends RunOptions>(
  options: WithPreset<O>,
  own: Backend | undefined,
): WithPreset<O> & RunOptions {
  const { backend: given, verbosity = 1, listener = progress({ verbosity }), ...others } = options;
  // "auto" has become a backend of our own
  const backend = own ?? given as Backend;
  return { ...others as WithPreset<O>, backend, listener }; // what is left out was optional
}
