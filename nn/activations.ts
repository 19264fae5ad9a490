import type { Expr } from "../core/layer.ts";
import type { NoParams } from "../core/params.ts";
import { real } from "../core/schema.ts";
import { type Activation, activationKind } from "./activation.ts";
import {
  abs,
  add,
  div,
  exp,
  gt,
  logistic,
  max,
  min,
  mul,
  neg,
  select,
  softplusOf,
  sub,
  tanh as tanhOf,
} from "./expr.ts";

// Kinks are written with `select`, whose branch at the kink is the usual one: the derivative of relu at 0 is 0.

function plain(kind: string, of: (x: Expr) => Expr): Activation<NoParams> {
  return activationKind<NoParams>(kind, {}, of);
}

function positive(x: Expr, ifPositive: Expr, otherwise: Expr): Expr {
  return select(gt(x, 0), ifPositive, otherwise);
}

/** x */
export const identity: Activation<NoParams> = plain("identity", (x) => x);

/** x where x > 0, else 0 */
export const relu: Activation<NoParams> = plain("relu", (x) => positive(x, x, 0));

/** relu, but at most 6 */
export const relu6: Activation<NoParams> = plain("relu6", (x) => positive(x, select(gt(6, x), x, 6), 0));

/** 1 / (1 + e⁻ˣ), the logistic function */
export const sigmoid: Activation<NoParams> = plain("sigmoid", logistic);

/** x / 6 + ½, kept within [0, 1] */
export const hardSigmoid: Activation<NoParams> = plain(
  "hardSigmoid",
  (x) => max(0, min(1, add(div(x, 6), 0.5))),
);

/** Hyperbolic tangent */
export const tanh: Activation<NoParams> = plain("tanh", tanhOf);

/** x, kept within [−1, 1] */
export const hardTanh: Activation<NoParams> = plain("hardTanh", (x) => max(-1, min(1, x)));

/** log(1 + eˣ) */
export const softplus: Activation<NoParams> = plain("softplus", softplusOf);

/** x / (1 + |x|) */
export const softsign: Activation<NoParams> = plain("softsign", (x) => div(x, add(1, abs(x))));

/** x · sigmoid(x), also called swish */
export const silu: Activation<NoParams> = plain("silu", (x) => mul(x, logistic(x)));

/** x · tanh(softplus(x)) (Misra 2019) */
export const mish: Activation<NoParams> = plain("mish", (x) => mul(x, tanhOf(softplusOf(x))));

// ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))) (Hendrycks and Gimpel 2016)
/** Gaussian error linear unit, in its tanh form */
export const gelu: Activation<NoParams> = plain("gelu", (x) => {
  const inner = mul(Math.sqrt(2 / Math.PI), add(x, mul(0.044715, mul(x, mul(x, x)))));
  return mul(mul(0.5, x), add(1, tanhOf(inner)));
});

// Klambauer, Unterthiner, Mayr and Hochreiter 2017
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** Scaled exponential linear unit: keeps mean 0 and variance 1 through many layers */
export const selu: Activation<NoParams> = plain(
  "selu",
  (x) => mul(SELU_SCALE, positive(x, x, mul(SELU_ALPHA, sub(exp(x), 1)))),
);

/** Hyperparameters of {@linkcode leakyRelu}. */
export interface LeakyReluParams {
  /** Slope for x < 0. Default 0.01. */
  readonly slope: number;
}

/** x where x > 0, else slope · x; `leakyRelu.with({ slope: 0.2 })` */
export const leakyRelu: Activation<LeakyReluParams> = activationKind<LeakyReluParams>(
  "leakyRelu",
  { slope: real(0.01, { doc: "slope for x < 0" }) },
  (x, { slope }) => positive(x, x, mul(slope, x)),
);

/** Hyperparameters of {@linkcode elu} and {@linkcode celu}. */
export interface EluParams {
  /** The limit for x → −∞ is −alpha. Default 1. */
  readonly alpha: number;
}

const ALPHA = { alpha: real(1, { min: 0, above: true, doc: "the limit for x → −∞ is −alpha" }) };

/** x where x > 0, else alpha (eˣ − 1) */
export const elu: Activation<EluParams> = activationKind<EluParams>(
  "elu",
  ALPHA,
  (x, { alpha }) => positive(x, x, mul(alpha, sub(exp(x), 1))),
);

/** x where x > 0, else alpha (e^(x/alpha) − 1) (Barron 2017) */
export const celu: Activation<EluParams> = activationKind<EluParams>(
  "celu",
  ALPHA,
  (x, { alpha }) => positive(x, x, mul(alpha, sub(exp(div(x, alpha)), 1))),
);

/** −log(1 + e⁻ˣ), the logarithm of sigmoid */
export const logSigmoid: Activation<NoParams> = plain("logSigmoid", (x) => neg(softplusOf(neg(x))));

/** Every activation, with its defaults. */
export const activations: readonly Activation[] = Object.freeze([
  identity,
  relu,
  relu6,
  leakyRelu,
  elu,
  selu,
  celu,
  gelu,
  silu,
  mish,
  sigmoid,
  hardSigmoid,
  logSigmoid,
  tanh,
  hardTanh,
  softplus,
  softsign,
]);
