import * as builders from "./builders/mod.ts";
import type { BuilderInput, Kind, Layer } from "./core/mod.ts";
import { measures } from "./measures/mod.ts";
import * as meta from "./meta/mod.ts";
import * as models from "./models/mod.ts";
import * as nn from "./nn/mod.ts";
import * as losses from "./nn/losses/mod.ts";
import { plotLosses } from "./plot/mod.ts";
import * as transformers from "./transformers/mod.ts";

const CLASSIFIER = models.constantClassifier();
const NETWORK = models.neuralNetworkClassifier();

// What is called with more than its hyperparameters by name stands here as a value of its kind.
/**
 * Every kind of the library that a file may name, for `load`: nothing is found that does not stand here, or is given.
 */
export const KINDS: readonly Kind[] = Object.freeze<Kind[]>([
  models.augment,
  models.constantClassifier,
  models.constantRegressor,
  models.imageClassifier,
  models.multitargetNeuralNetworkRegressor,
  models.neuralNetworkBinaryClassifier,
  models.neuralNetworkClassifier,
  models.neuralNetworkRegressor,
  models.entityEmbedder(NETWORK),

  pipeline,
  stack,
  meta.balanced(CLASSIFIER),
  meta.balancedBagging(CLASSIFIER),
  meta.calibrated(CLASSIFIER),
  meta.ensemble(CLASSIFIER),
  meta.iterated(NETWORK),
  meta.recursiveFeatureElimination(NETWORK),
  meta.threshold(CLASSIFIER),
  meta.tuned(NETWORK, { ranges: meta.range(NETWORK, "epochs", { values: [1, 10] }) }),
  meta.transformedTarget(models.constantRegressor(), transformers.standardiser()),

  callback,
  meta.composite(),
  meta.cycleLearningRate,
  meta.delayed(meta.step()),
  error,
  meta.feed([]),
  meta.gl(),
  meta.info(),
  meta.invalidValue,
  meta.keepBest,
  meta.lossBelow(),
  meta.louder(meta.step()),
  meta.numberLimit(),
  meta.numberSinceBest(),
  meta.patience(),
  meta.pq,
  plotLosses,
  saveSnapshots,
  meta.skip(meta.step(), 2),
  meta.step(),
  meta.timeLimit(),
  warn,
  meta.withEvaluationDo(),
  meta.withIterationsDo(),
  meta.withLearnedDo(),
  meta.withLossDo(),
  meta.withMachineDo(),
  meta.withModelDo(),
  meta.withNumberDo(),
  meta.withReportDo(),
  meta.withStateDo(meta.step()),
  meta.withTrainingLossesDo(),

  meta.range(NETWORK, "epochs", { lower: 1, upper: 10 }),
  meta.range(NETWORK, "epochs", { values: [1, 10] }),
  meta.leastLoss,
  meta.oneStandardError({ path: "epochs" }),

  meta.explicit,
  meta.grid,
  meta.hyperband,
  meta.latinHypercube,
  meta.randomSearch,
  meta.sobol,
  meta.successiveHalving,
  meta.tpe,

  meta.bootstrap,
  meta.cv,
  meta.groupCv({ groups: [] }),
  meta.holdout,
  meta.inSample,
  meta.leaveOneGroupOut({ groups: [] }),
  meta.leaveOneOut,
  meta.repeated(meta.cv()),
  meta.stratifiedCv,
  meta.timeSeriesCv,

  transformers.boxCox,
  transformers.cardinalityReducer,
  transformers.continuousEncoder,
  transformers.contrastEncoder,
  transformers.discretiser,
  transformers.dropConstant,
  transformers.featureSelector,
  transformers.fillImputer,
  transformers.frequencyEncoder,
  transformers.interactions,
  transformers.minMax,
  transformers.missingnessEncoder,
  transformers.oneHotEncoder,
  transformers.ordinalEncoder,
  transformers.pca,
  transformers.quantileTransform,
  transformers.robustScaler,
  transformers.standardiser,
  transformers.targetEncoder,
  transformers.yeoJohnson,

  ownBuilder,
  builders.cnn,
  builders.convNet,
  builders.linear,
  builders.mlp,
  builders.resNet,
  builders.short,
  builders.vgg,

  nn.accumGrad,
  nn.adaBelief,
  nn.adaDelta,
  nn.adaGrad,
  nn.adam,
  nn.adaMax,
  nn.adamW,
  nn.amsGrad,
  nn.clipGlobalNorm,
  nn.clipGrad,
  nn.clipNorm,
  nn.descent,
  nn.lion,
  nn.momentum,
  nn.nAdam,
  nn.nesterov,
  nn.oAdam,
  nn.optimiserChain(),
  nn.rAdam,
  nn.rmsProp,
  nn.rprop,
  nn.signDecay,
  nn.weightDecay,

  nn.constantRate,
  nn.cosineDecay,
  nn.exponentialDecay,
  nn.oneCycle,
  nn.stepDecay,
  nn.warmUp,

  nn.softmax,
  ...nn.activations,
  ...Object.values(losses),
  ...measures(),
]);

// Its steps are its hyperparameters, under names of the user's.
function pipeline(steps: Readonly<Record<string, typeof CLASSIFIER>> = { last: CLASSIFIER }) {
  return meta.pipeline(steps);
}

// Its bases are among its hyperparameters, under names of the user's.
function stack({ metalearner = CLASSIFIER, resampling = meta.cv(), ...bases }: StackParams = {}) {
  const named = Object.keys(bases).length > 0 ? bases : { base: CLASSIFIER };
  return meta.stack(named as Readonly<Record<string, typeof CLASSIFIER>>, { metalearner, resampling }); // which the stack checks
}

interface StackParams {
  readonly metalearner?: typeof CLASSIFIER;
  readonly resampling?: meta.Resampling;
  readonly [base: string]: unknown;
}

// Whose code is not saved.
function ownBuilder({ build = missing }: { readonly build?: (io: BuilderInput) => Layer } = {}) {
  return builders.builder(build);
}

// Controls that hold a function, which is called for or asked.
function callback(
  { f = missing, ...options }: meta.DoOptions & { readonly f?: (run: meta.Run) => unknown } = {},
) {
  return meta.callback(f, options);
}

function error({ predicate = missing, ...options }: Partial<meta.ErrorParams> = {}) {
  return meta.error(predicate, options);
}

function saveSnapshots({ to = { write: missing } }: Partial<meta.SaveSnapshotsParams> = {}) {
  return meta.saveSnapshots(to);
}

function warn({ predicate = missing, ...options }: Partial<meta.WarnParams> = {}) {
  return meta.warn(predicate, options);
}

function missing(): never {
  throw new Error("Cannot call this function: it is only there to name a kind");
}
