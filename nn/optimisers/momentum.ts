import { add, mul } from "../expr.ts";
import { decayField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode momentum}. */
export interface MomentumParams {
  /** Learning rate, a number or a schedule. Default 0.01. */
  readonly eta: Rate;
  /** How much of the old mean is kept. Default 0.9. */
  readonly rho: number;
}

// v ← ρ v + η g; Δ = v
/** Gradient descent with momentum (Polyak 1964). */
export const momentum: (options?: Partial<MomentumParams>) => Optimiser<MomentumParams> = optimiserKind<
  MomentumParams
>(
  "Momentum",
  { eta: rateField(0.01), rho: decayField(0.9, "how much of the old mean is kept") },
  ({ eta, rho }) => ({
    scalars: [["eta", rateOf(eta)]],
    slots: [["v", 0]],
    update: [["v", add(mul(rho, "v"), mul("eta", "g"))], ["g", "v"]],
  }),
);
