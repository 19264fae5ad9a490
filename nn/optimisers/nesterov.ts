import { mul, sub } from "../expr.ts";
import { decayField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode nesterov}. */
export interface NesterovParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old mean is kept. Default 0.9. */
  readonly rho: number;
}

// Δ = (1 + ρ) η g − ρ² v; v ← ρ v − η g
/** Gradient descent with Nesterov's momentum (Nesterov 1983). */
export const nesterov: (options?: Partial<NesterovParams>) => Optimiser<NesterovParams> = optimiserKind<
  NesterovParams
>(
  "Nesterov",
  { eta: rateField(0.001), rho: decayField(0.9, "how much of the old mean is kept") },
  ({ eta, rho }) => ({
    scalars: [["eta", rateOf(eta)]],
    slots: [["v", 0]],
    update: [
      ["step", sub(mul(mul(1 + rho, "eta"), "g"), mul(rho * rho, "v"))],
      ["v", sub(mul(rho, "v"), mul("eta", "g"))],
      ["g", "step"],
    ],
  }),
);
