import { add, div, mul, pow, sqrt, sub } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode oAdam}. */
export interface OAdamParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.5. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.9. */
  readonly beta2: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
}

// m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; s ← η m̂ / (√v̂ + ε); Δ = 2 s − s of the step before
/** Optimistic Adam, for games such as adversarial training (Daskalakis, Ilyas, Syrgkanis and Zeng 2018). */
export const oAdam: (options?: Partial<OAdamParams>) => Optimiser<OAdamParams> = optimiserKind<OAdamParams>(
  "OAdam",
  {
    eta: rateField(0.001),
    beta1: decayField(0.5, "how much of the old first moment is kept"),
    beta2: decayField(0.9, "how much of the old second moment is kept"),
    epsilon: epsilonField(1e-8),
  },
  ({ eta, beta1, beta2, epsilon }) => ({
    scalars: [["eta", rateOf(eta)], ["c1", sub(1, pow(beta1, "t"))], ["c2", sub(1, pow(beta2, "t"))]],
    slots: [["m", 0], ["v", 0], ["s", 0]],
    update: [
      ["m", add(mul(beta1, "m"), mul(1 - beta1, "g"))],
      ["v", add(mul(beta2, "v"), mul(1 - beta2, mul("g", "g")))],
      ["before", "s"],
      ["s", div(mul("eta", div("m", "c1")), add(sqrt(div("v", "c2")), epsilon))],
      ["g", sub(mul(2, "s"), "before")],
    ],
  }),
);
