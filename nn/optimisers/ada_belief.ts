import { add, div, mul, pow, sqrt, sub } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode adaBelief}. */
export interface AdaBeliefParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.9. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.999. */
  readonly beta2: number;
  /** Keeps a division finite. Default 1e-16. */
  readonly epsilon: number;
}

// m ← β₁ m + (1 − β₁) g; s ← β₂ s + (1 − β₂) (g − m)² + ε; Δ = η m̂ / (√ŝ + ε)
/** Adam that divides by how far gradients stray from their mean (Zhuang et al. 2020). */
export const adaBelief: (options?: Partial<AdaBeliefParams>) => Optimiser<AdaBeliefParams> = optimiserKind<
  AdaBeliefParams
>(
  "AdaBelief",
  {
    eta: rateField(0.001),
    beta1: decayField(0.9, "how much of the old first moment is kept"),
    beta2: decayField(0.999, "how much of the old second moment is kept"),
    epsilon: epsilonField(1e-16),
  },
  ({ eta, beta1, beta2, epsilon }) => ({
    scalars: [["eta", rateOf(eta)], ["c1", sub(1, pow(beta1, "t"))], ["c2", sub(1, pow(beta2, "t"))]],
    slots: [["m", 0], ["s", 0]],
    update: [
      ["m", add(mul(beta1, "m"), mul(1 - beta1, "g"))],
      ["off", sub("g", "m")],
      ["s", add(add(mul(beta2, "s"), mul(1 - beta2, mul("off", "off"))), epsilon)],
      ["g", div(mul("eta", div("m", "c1")), add(sqrt(div("s", "c2")), epsilon))],
    ],
  }),
);
