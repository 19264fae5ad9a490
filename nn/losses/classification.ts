import type { Expr, LossPlan } from "../../core/layer.ts";
import { real } from "../../core/schema.ts";
import { add, div, exp, log, logistic, max, mul, neg, pow, select, softplusOf, sub } from "../expr.ts";
import { type Loss, lossKind } from "../loss.ts";
import type { LogParams } from "./regression.ts";

/** Hyperparameters of the cross-entropies of probabilities. */
export interface CrossEntropyParams extends LogParams {
  /** Share of each target that is spread evenly over all classes, in [0, 1). Default 0. */
  readonly labelSmoothing: number;
}

const SMOOTHING = {
  labelSmoothing: real(0, {
    min: 0,
    max: 1,
    below: true,
    doc: "share of each target spread over all classes",
  }),
};
const EPSILON = { epsilon: real(2 ** -52, { min: 0, doc: "added inside logarithms" }) };

// y (1 − α) + α / classes; `classes` is the number of outputs, or 2 where one output stands for two classes
function smoothed(alpha: number, classes: Expr): Expr {
  return add(mul(1 - alpha, "y"), div(alpha, classes));
}

function sumOverClasses(of: LossPlan["of"], element: Expr): Omit<LossPlan, "name"> {
  return { of, over: "rows", element };
}

function meanOverAll(of: LossPlan["of"], element: Expr): Omit<LossPlan, "name"> {
  return { of, over: "elements", element };
}

// t log p, and 0 where t = 0
function xlogy(t: Expr, logP: Expr): Expr {
  return select(t, mul(t, logP), 0);
}

/** Cross-entropy of one-hot targets and class probabilities: mean over rows of −Σ y log(ŷ + ε). Stable behind softmax. */
export const crossEntropy: (options?: Partial<CrossEntropyParams>) => Loss<CrossEntropyParams> = lossKind<
  CrossEntropyParams
>("crossEntropy", { ...SMOOTHING, ...EPSILON }, ({ labelSmoothing, epsilon }) => {
  const y = smoothed(labelSmoothing, "n");
  return {
    plan: sumOverClasses("output", neg(xlogy(y, log(add("yhat", epsilon))))),
    fused: { softmax: { name: "crossEntropy", ...sumOverClasses("logSoftmax", neg(mul(y, "yhat"))) } },
  };
});

/** Hyperparameters of the cross-entropies of raw outputs. */
export interface LogitCrossEntropyParams {
  /** Share of each target that is spread evenly over all classes, in [0, 1). Default 0. */
  readonly labelSmoothing: number;
}

/** Cross-entropy of one-hot targets and raw outputs, whose softmax it takes itself. */
export const logitCrossEntropy: (
  options?: Partial<LogitCrossEntropyParams>,
) => Loss<LogitCrossEntropyParams> = lossKind<LogitCrossEntropyParams>(
  "logitCrossEntropy",
  SMOOTHING,
  ({ labelSmoothing }) => ({
    plan: sumOverClasses("logSoftmax", neg(mul(smoothed(labelSmoothing, "n"), "yhat"))),
  }),
);

// max(z, 0) − z y + log(1 + e^−|z|) = softplus(z) − z y
function onLogits(alpha: number): Omit<LossPlan, "name"> {
  return meanOverAll("logits", sub(softplusOf("yhat"), mul("yhat", smoothed(alpha, 2))));
}

/** Cross-entropy of 0/1 targets and probabilities of 1. Stable behind sigmoid. */
export const binaryCrossEntropy: (options?: Partial<CrossEntropyParams>) => Loss<CrossEntropyParams> =
  lossKind<
    CrossEntropyParams
  >("binaryCrossEntropy", { ...SMOOTHING, ...EPSILON }, ({ labelSmoothing, epsilon }) => {
    const y = smoothed(labelSmoothing, 2);
    const ifOne = xlogy(y, log(add("yhat", epsilon)));
    const ifZero = xlogy(sub(1, y), log(add(sub(1, "yhat"), epsilon)));
    return {
      plan: meanOverAll("output", neg(add(ifOne, ifZero))),
      fused: { sigmoid: { name: "binaryCrossEntropy", ...onLogits(labelSmoothing) } },
    };
  });

/** Cross-entropy of 0/1 targets and raw outputs, whose sigmoid it takes itself. */
export const logitBinaryCrossEntropy: (
  options?: Partial<LogitCrossEntropyParams>,
) => Loss<LogitCrossEntropyParams> = lossKind<LogitCrossEntropyParams>(
  "logitBinaryCrossEntropy",
  SMOOTHING,
  ({ labelSmoothing }) => ({ plan: onLogits(labelSmoothing) }),
);

/** Kullback–Leibler divergence of predicted from true probabilities: mean over rows of Σ y (log y − log(ŷ + ε)). */
export const klDivergence: (options?: Partial<LogParams>) => Loss<LogParams> = lossKind<LogParams>(
  "klDivergence",
  EPSILON,
  ({ epsilon }) => {
    const entropy = xlogy("y", log("y"));
    return {
      plan: sumOverClasses("output", sub(entropy, xlogy("y", log(add("yhat", epsilon))))),
      fused: {
        softmax: { name: "klDivergence", ...sumOverClasses("logSoftmax", sub(entropy, mul("y", "yhat"))) },
      },
    };
  },
);

/** Hyperparameters of the focal losses. */
export interface FocalParams extends LogParams {
  /** How much easy rows are played down; 0 gives cross-entropy. Default 2. */
  readonly gamma: number;
}

// A power between 0 and 1 is infinitely steep at 0, where a sure guess stands.
function notZero(a: Expr): Expr {
  return max(2 ** -52, a);
}

const FOCAL = { gamma: real(2, { min: 0, doc: "how much easy rows are played down" }), ...EPSILON };

// −y (1 − p)^γ log p (Lin, Goyal, Girshick, He and Dollár 2017)
/** Focal loss of one-hot targets and class probabilities. Stable behind softmax. */
export const focal: (options?: Partial<FocalParams>) => Loss<FocalParams> = lossKind<FocalParams>(
  "focal",
  FOCAL,
  ({ gamma, epsilon }) => {
    const of = (p: Expr, logP: Expr) => neg(mul(mul("y", pow(notZero(sub(1, p)), gamma)), logP));
    const p = add("yhat", epsilon);
    return {
      plan: sumOverClasses("output", of(p, log(p))),
      fused: { softmax: { name: "focal", ...sumOverClasses("logSoftmax", of(exp("yhat"), "yhat")) } },
    };
  },
);

/** Focal loss of 0/1 targets and probabilities of 1. Stable behind sigmoid. */
export const binaryFocal: (options?: Partial<FocalParams>) => Loss<FocalParams> = lossKind<FocalParams>(
  "binaryFocal",
  FOCAL,
  ({ gamma, epsilon }) => {
    const p = add("yhat", epsilon);
    const q = add(sub(1, "yhat"), epsilon);
    const ifOne = mul(mul("y", pow(q, gamma)), log(p));
    const ifZero = mul(mul(sub(1, "y"), pow(p, gamma)), log(q));
    const z = "yhat";
    const logits = add(
      mul(mul("y", pow(notZero(logistic(neg(z))), gamma)), softplusOf(neg(z))),
      mul(mul(sub(1, "y"), pow(notZero(logistic(z)), gamma)), softplusOf(z)),
    );
    return {
      plan: meanOverAll("output", neg(add(ifOne, ifZero))),
      fused: { sigmoid: { name: "binaryFocal", ...meanOverAll("logits", logits) } },
    };
  },
);
