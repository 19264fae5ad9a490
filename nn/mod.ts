/**
 * The words of the network language: layers, activations, losses, optimisers, schedules and what follows from them
 * by arithmetic on the host (shapes, initial weights, dropout masks, derivatives). It is data: no word of it trains
 * anything, that is what backends do.
 *
 * @module
 */
export {
  type Activation,
  activation,
  activationField,
  activationKind,
  isActivation,
  type OwnActivationParams,
} from "./activation.ts";
export {
  activations,
  celu,
  elu,
  type EluParams,
  gelu,
  hardSigmoid,
  hardTanh,
  identity,
  leakyRelu,
  type LeakyReluParams,
  logSigmoid,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from "./activations.ts";
export { checkExamples } from "./check_examples.ts";
export { checkState, type Kept } from "./check_state.ts";
export { compile, type Compiled } from "./compile.ts";
export { differentiate } from "./differentiate.ts";
export { dropoutMask, type MaskOptions } from "./dropout_mask.ts";
export {
  type EmbeddedPart,
  type EmbeddedParts,
  embeddedParts,
  type PassedColumns,
} from "./embedded_parts.ts";
export {
  abs,
  add,
  ARITY,
  cos,
  div,
  exp,
  floor,
  gt,
  isExpr,
  log,
  logistic,
  max,
  min,
  mul,
  neg,
  numbersIn,
  pow,
  select,
  sign,
  softplusOf,
  sqrt,
  sub,
  tanh as tanhOf,
  variables,
} from "./expr.ts";
export { type FinaliserChoice, finaliserField, finaliserOf, type Softmax, softmax } from "./finaliser.ts";
export { infer, parametersOf } from "./infer.ts";
export { type Inferred, type Node, type Parameter, type Place, showShape } from "./inferred.ts";
export { initialState } from "./initial_state.ts";
export {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  initField,
  lecunNormal,
  lecunUniform,
  ones,
  zeros,
} from "./initialisers.ts";
export { activate } from "./layers/activate.ts";
export { batchNorm, type BatchNormOptions } from "./layers/batch_norm.ts";
export { type Pool2dOptions, type PoolLayer, poolWindow } from "./layers/pool2d.ts";
export type { WeightedOptions } from "./layers/_weighted.ts";
export { chain, isLayer } from "./layers/chain.ts";
export { conv2d, type Conv2dOptions, convWindow } from "./layers/conv2d.ts";
export { dense, type DenseOptions } from "./layers/dense.ts";
export { dropout } from "./layers/dropout.ts";
export { flatten } from "./layers/flatten.ts";
export { globalMaxPool } from "./layers/global_max_pool.ts";
export { globalMeanPool } from "./layers/global_mean_pool.ts";
export { entityEmbedding, type EntityEmbeddingOptions } from "./layers/entity_embedding.ts";
export { layerNorm } from "./layers/layer_norm.ts";
export { maxPool2d } from "./layers/max_pool2d.ts";
export { meanPool2d } from "./layers/mean_pool2d.ts";
export { parallel } from "./layers/parallel.ts";
export { pass } from "./layers/pass.ts";
export { scale } from "./layers/scale.ts";
export { upsample2d, upsampleWindow } from "./layers/upsample2d.ts";
export { behind, type Loss, lossField, lossKind } from "./loss.ts";
export * from "./losses/mod.ts";
export {
  decayField,
  epsilonField,
  isOptimiser,
  type Optimiser,
  optimiserField,
  optimiserKind,
} from "./optimiser.ts";
export * from "./optimisers/mod.ts";
export type { PaddingOption, PairOption } from "./pair.ts";
export { penalised, type Penalty } from "./penalised.ts";
export {
  constantRate,
  type ConstantRateParams,
  cosineDecay,
  type CosineDecayParams,
  exponentialDecay,
  type ExponentialDecayParams,
  oneCycle,
  type OneCycleParams,
  type Rate,
  rateField,
  rateOf,
  type Schedule,
  stepDecay,
  type StepDecayParams,
  warmUp,
  type WarmUpParams,
} from "./schedule.ts";
export { scalarNames, slotName, type StepScalars, stepScalars } from "./step_scalars.ts";
export { summary } from "./summary.ts";
export { imageShape, type Window } from "./window.ts";
