import { add, mul, sign } from "../expr.ts";
import { decayField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode lion}. */
export interface LionParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.9. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.999. */
  readonly beta2: number;
}

// Δ = η sign(β₁ m + (1 − β₁) g); m ← β₂ m + (1 − β₂) g
/** Lion: steps of one size, by the sign of a mean (Chen et al. 2023). */
export const lion: (options?: Partial<LionParams>) => Optimiser<LionParams> = optimiserKind<LionParams>(
  "Lion",
  {
    eta: rateField(0.001),
    beta1: decayField(0.9, "how much of the old first moment is kept"),
    beta2: decayField(0.999, "how much of the old second moment is kept"),
  },
  ({ eta, beta1, beta2 }) => ({
    scalars: [["eta", rateOf(eta)]],
    slots: [["m", 0]],
    update: [
      ["step", mul("eta", sign(add(mul(beta1, "m"), mul(1 - beta1, "g"))))],
      ["m", add(mul(beta2, "m"), mul(1 - beta2, "g"))],
      ["g", "step"],
    ],
  }),
);
