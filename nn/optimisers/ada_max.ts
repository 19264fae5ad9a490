import { abs, add, div, max, mul, pow, sub } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode adaMax}. */
export interface AdaMaxParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.9. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.999. */
  readonly beta2: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
}

// m ← β₁ m + (1 − β₁) g; u ← max(β₂ u, |g|); Δ = η m / ((1 − β₁ᵗ) (u + ε))
/** Adam with the largest gradient instead of the root mean square (Kingma and Ba 2015, section 7.1). */
export const adaMax: (options?: Partial<AdaMaxParams>) => Optimiser<AdaMaxParams> = optimiserKind<
  AdaMaxParams
>(
  "AdaMax",
  {
    eta: rateField(0.001),
    beta1: decayField(0.9, "how much of the old first moment is kept"),
    beta2: decayField(0.999, "how much of the old second moment is kept"),
    epsilon: epsilonField(1e-8),
  },
  ({ eta, beta1, beta2, epsilon }) => ({
    scalars: [["eta", rateOf(eta)], ["c1", sub(1, pow(beta1, "t"))]],
    slots: [["m", 0], ["u", 0]],
    update: [
      ["m", add(mul(beta1, "m"), mul(1 - beta1, "g"))],
      ["u", max(mul(beta2, "u"), abs("g"))],
      ["g", div(mul(div("eta", "c1"), "m"), add("u", epsilon))],
    ],
  }),
);
