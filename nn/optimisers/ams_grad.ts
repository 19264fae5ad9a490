import { add, div, max, mul, sqrt } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode amsGrad}. */
export interface AmsGradParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.9. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.999. */
  readonly beta2: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
}

// m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; u ← max(u, v); Δ = η m / (√u + ε); m, v and u start at ε
/** AMSGrad: Adam whose second moment never falls (Reddi, Kale and Kumar 2018). As in Optimisers.jl, means start at epsilon and are not corrected for bias. */
export const amsGrad: (options?: Partial<AmsGradParams>) => Optimiser<AmsGradParams> = optimiserKind<
  AmsGradParams
>(
  "AmsGrad",
  {
    eta: rateField(0.001),
    beta1: decayField(0.9, "how much of the old first moment is kept"),
    beta2: decayField(0.999, "how much of the old second moment is kept"),
    epsilon: epsilonField(1e-8),
  },
  ({ eta, beta1, beta2, epsilon }) => ({
    scalars: [["eta", rateOf(eta)]],
    slots: [["m", epsilon], ["v", epsilon], ["u", epsilon]],
    update: [
      ["m", add(mul(beta1, "m"), mul(1 - beta1, "g"))],
      ["v", add(mul(beta2, "v"), mul(1 - beta2, mul("g", "g")))],
      ["u", max("u", "v")],
      ["g", div(mul("eta", "m"), add(sqrt("u"), epsilon))],
    ],
  }),
);
