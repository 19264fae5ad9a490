/**
 * attune: neural networks that behave like any other model. Say *what* to learn (a model: hyperparameters, with a
 * builder that makes the network from the shape of the data), bind it to data in a machine, then fit, continue,
 * evaluate and compose it.
 *
 * Losses stand under `losses`, because several have the name of a measure; words for formulas stand under `expr`. Backends other than the default, and
 * whatever is needed to write one's own parts, are imported from their folders: `@attune/attune/backends/tfjs`,
 * `@attune/attune/nn`, `@attune/attune/core`.
 *
 * @example
 * ```ts
 * import { evaluate, iris, mlp, neuralNetworkClassifier, stratifiedCv, unpack } from "@attune/attune";
 *
 * const model = neuralNetworkClassifier({ builder: mlp({ hidden: [8] }), batchSize: 10, epochs: 20 });
 * const evaluation = await evaluate(model, unpack(iris(), "species"), { resampling: stratifiedCv({ folds: 3 }) });
 * console.log(evaluation);
 * ```
 *
 * @module
 */
export * from "./builders/mod.ts";
export {
  type Backend,
  type Builder,
  type BuilderInput,
  DataError,
  DeviceError,
  type Event,
  type Examples,
  get,
  type Kind,
  type Layer,
  type Learned,
  type Listener,
  type MachineOf,
  type Measure,
  type Model,
  NotLearnedError,
  type Predictor,
  type Report,
  type Rng,
  rng,
  type RunOptions,
  save,
  SavedError,
  type Scitype,
  ShapeError,
  type Supervised,
  type Traits,
  type Unsupervised,
  UnsupportedError,
} from "./core/mod.ts";
export * from "./data/mod.ts";
export * from "./data/datasets/mod.ts";
export {
  type Events,
  events,
  type EventsOptions,
  type EventsRun,
  progress,
  type ProgressOptions,
  type Screen,
  type Verbosity,
} from "./listeners/mod.ts";
export * from "./measures/mod.ts";
export * from "./meta/mod.ts";
export * from "./models/mod.ts";
export {
  accumGrad,
  activate,
  type Activation,
  activation,
  adaBelief,
  adaDelta,
  adaGrad,
  adam,
  adaMax,
  adamW,
  amsGrad,
  batchNorm,
  celu,
  chain,
  clipGlobalNorm,
  clipGrad,
  clipNorm,
  constant,
  constantRate,
  conv2d,
  cosineDecay,
  dense,
  descent,
  dropout,
  elu,
  entityEmbedding,
  exponentialDecay,
  flatten,
  gelu,
  globalMaxPool,
  globalMeanPool,
  glorotNormal,
  glorotUniform,
  hardSigmoid,
  hardTanh,
  heNormal,
  heUniform,
  identity,
  layerNorm,
  leakyRelu,
  lecunNormal,
  lecunUniform,
  lion,
  logSigmoid,
  type Loss,
  maxPool2d,
  meanPool2d,
  mish,
  momentum,
  nAdam,
  nesterov,
  oAdam,
  oneCycle,
  ones,
  type Optimiser,
  optimiserChain,
  parallel,
  pass,
  rAdam,
  type Rate,
  relu,
  relu6,
  rmsProp,
  rprop,
  scale,
  type Schedule,
  selu,
  sigmoid,
  signDecay,
  silu,
  softmax,
  softplus,
  softsign,
  stepDecay,
  summary,
  tanh,
  upsample2d,
  warmUp,
  weightDecay,
  zeros,
} from "./nn/mod.ts";
export { toOnnx } from "./onnx/mod.ts";
export * from "./plot/mod.ts";
export * from "./transformers/mod.ts";
export * as expr from "./nn/expr.ts";
export * as losses from "./nn/losses/mod.ts";
export {
  evaluate,
  learningCurve,
  load,
  Machine,
  type PresetLoadOptions,
  type PresetOptions,
  type WithPreset,
} from "./preset.ts";
