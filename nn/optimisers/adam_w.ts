import { flag, real } from "../../core/schema.ts";
import { add, div, mul, pow, sqrt, sub } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode adamW}. */
export interface AdamWParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.9. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.999. */
  readonly beta2: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
  /** Strength of the decay. Default 0. */
  readonly lambda: number;
  /** Whether the decay is multiplied by the learning rate. Default true. */
  readonly couple: boolean;
}

// m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; Δ = η (m̂ / (√v̂ + ε) + λ x), or uncoupled from η: Δ = η m̂ / (√v̂ + ε) + λ x
/** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
export const adamW: (options?: Partial<AdamWParams>) => Optimiser<AdamWParams> = optimiserKind<AdamWParams>(
  "AdamW",
  {
    eta: rateField(0.001),
    beta1: decayField(0.9, "how much of the old first moment is kept"),
    beta2: decayField(0.999, "how much of the old second moment is kept"),
    epsilon: epsilonField(1e-8),
    lambda: real(0, { min: 0, doc: "strength of the decay" }),
    couple: flag(true, "whether the decay is multiplied by the learning rate"),
  },
  ({ eta, beta1, beta2, epsilon, lambda, couple }) => ({
    scalars: [["eta", rateOf(eta)], ["c1", sub(1, pow(beta1, "t"))], ["c2", sub(1, pow(beta2, "t"))]],
    slots: [["m", 0], ["v", 0]],
    update: [
      ["m", add(mul(beta1, "m"), mul(1 - beta1, "g"))],
      ["v", add(mul(beta2, "v"), mul(1 - beta2, mul("g", "g")))],
      ["step", div(mul("eta", div("m", "c1")), add(sqrt(div("v", "c2")), epsilon))],
      ["g", add("step", mul(couple ? mul(lambda, "eta") : lambda, "x"))],
    ],
  }),
);
