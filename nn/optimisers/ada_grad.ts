import { add, div, mul, sqrt } from "../expr.ts";
import { epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode adaGrad}. */
export interface AdaGradParams {
  /** Learning rate, a number or a schedule. Default 0.1. */
  readonly eta: Rate;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
}

// s ← s + g², from s = ε; Δ = η g / (√s + ε)
/** AdaGrad (Duchi, Hazan and Singer 2011). */
export const adaGrad: (options?: Partial<AdaGradParams>) => Optimiser<AdaGradParams> = optimiserKind<
  AdaGradParams
>(
  "AdaGrad",
  { eta: rateField(0.1), epsilon: epsilonField(1e-8) },
  ({ eta, epsilon }) => ({
    scalars: [["eta", rateOf(eta)]],
    slots: [["s", epsilon]],
    update: [["s", add("s", mul("g", "g"))], ["g", div(mul("eta", "g"), add(sqrt("s"), epsilon))]],
  }),
);
