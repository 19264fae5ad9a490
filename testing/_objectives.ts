import type { LossPlan } from "../core/layer.ts";
import {
  behind,
  binaryCrossEntropy,
  binaryFocal,
  crossEntropy,
  dice,
  type FinaliserChoice,
  finaliserOf,
  focal,
  hinge,
  huber,
  identity,
  klDivergence,
  logitBinaryCrossEntropy,
  logitCrossEntropy,
  type Loss,
  mae,
  mse,
  msle,
  poisson,
  siameseContrastive,
  sigmoid,
  softmax,
  softplus,
  squaredHinge,
  tanh,
  tversky,
} from "../nn/mod.ts";
import type { Targets } from "./_cases.ts";

/** A loss with the finaliser and the targets that it is meant for. */
export interface Objective {
  readonly name: string;
  readonly loss: LossPlan;
  readonly finaliser: FinaliserChoice;
  readonly targets: Targets;
}

/** Every loss, and each form that it has. */
export const objectives: readonly Objective[] = [
  ...forms(mse(), identity, "real"),
  ...forms(mse(), softmax, "shares"),
  ...forms(mae(), tanh, "real"),
  ...forms(huber(), identity, "real"),
  ...forms(huber({ delta: 0.2 }), identity, "real"),
  ...forms(msle(), softplus, "positive"),
  ...forms(poisson(), softplus, "positive"),
  ...forms(crossEntropy(), softmax, "oneHot"),
  ...forms(crossEntropy(), softmax, "shares"),
  ...forms(crossEntropy({ labelSmoothing: 0.2 }), softmax, "oneHot"),
  ...forms(crossEntropy({ epsilon: 0.01 }), sigmoid, "oneHot"),
  ...forms(logitCrossEntropy(), softmax, "oneHot"),
  ...forms(logitCrossEntropy({ labelSmoothing: 0.1 }), identity, "oneHot"),
  ...forms(binaryCrossEntropy(), sigmoid, "binary"),
  ...forms(binaryCrossEntropy({ labelSmoothing: 0.2 }), sigmoid, "binary"),
  ...forms(logitBinaryCrossEntropy(), sigmoid, "binary"),
  ...forms(logitBinaryCrossEntropy({ labelSmoothing: 0.1 }), identity, "binary"),
  ...forms(klDivergence(), softmax, "shares"),
  ...forms(focal(), softmax, "oneHot"),
  ...forms(focal({ gamma: 1.5 }), softmax, "oneHot"),
  ...forms(binaryFocal(), sigmoid, "binary"),
  ...forms(binaryFocal({ gamma: 0.5 }), sigmoid, "binary"),
  ...forms(hinge(), tanh, "signs"),
  ...forms(squaredHinge(), identity, "signs"),
  ...forms(siameseContrastive(), softplus, "binary"),
  ...forms(dice(), sigmoid, "binary"),
  ...forms(dice({ smooth: 0.1 }), softmax, "oneHot"),
  ...forms(tversky(), sigmoid, "binary"),
  ...forms(tversky({ beta: 0.3 }), softmax, "oneHot"),
];

// The loss as it is written, and as it is computed behind the finaliser where that is another formula.
function forms(loss: Loss, finaliser: FinaliserChoice, targets: Targets): Objective[] {
  const values = Object.entries(loss.params).map(([key, value]) => `${key} ${value}`).join(", ");
  const name = `${loss.kind}${values && ` with ${values}`} of ${targets} behind ${finaliser.kind}`;
  const fused = behind(finaliserOf(finaliser), loss);
  const plain = { name, loss: loss.plan, finaliser, targets };
  return fused === loss.plan ? [plain] : [plain, { name: `${name}, fused`, loss: fused, finaliser, targets }];
}
