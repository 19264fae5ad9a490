import { add, div, mul, pow, sqrt, sub } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode nAdam}. */
export interface NAdamParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.9. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.999. */
  readonly beta2: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
}

// m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; Δ = η (β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ)) / (√(β₂ v / (1 − β₂ᵗ)) + ε)
/** Adam with Nesterov's momentum (Dozat 2016). */
export const nAdam: (options?: Partial<NAdamParams>) => Optimiser<NAdamParams> = optimiserKind<NAdamParams>(
  "NAdam",
  {
    eta: rateField(0.001),
    beta1: decayField(0.9, "how much of the old first moment is kept"),
    beta2: decayField(0.999, "how much of the old second moment is kept"),
    epsilon: epsilonField(1e-8),
  },
  ({ eta, beta1, beta2, epsilon }) => ({
    scalars: [["eta", rateOf(eta)], ["c1", sub(1, pow(beta1, "t"))], ["c2", sub(1, pow(beta2, "t"))], [
      "c3",
      sub(1, pow(beta1, add("t", 1))),
    ]],
    slots: [["m", 0], ["v", 0]],
    update: [
      ["m", add(mul(beta1, "m"), mul(1 - beta1, "g"))],
      ["v", add(mul(beta2, "v"), mul(1 - beta2, mul("g", "g")))],
      ["ahead", add(div(mul(beta1, "m"), "c3"), div(mul(1 - beta1, "g"), "c1"))],
      ["g", div(mul("eta", "ahead"), add(sqrt(div(mul(beta2, "v"), "c2")), epsilon))],
    ],
  }),
);
