import { add, div, mul, sqrt } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode adaDelta}. */
export interface AdaDeltaParams {
  /** How much of the old mean is kept. Default 0.9. */
  readonly rho: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
}

// s ← ρ s + (1 − ρ) g²; Δ = g √(d + ε) / √(s + ε); d ← ρ d + (1 − ρ) Δ²
/** AdaDelta: no learning rate (Zeiler 2012). */
export const adaDelta: (options?: Partial<AdaDeltaParams>) => Optimiser<AdaDeltaParams> = optimiserKind<
  AdaDeltaParams
>(
  "AdaDelta",
  { rho: decayField(0.9, "how much of the old mean is kept"), epsilon: epsilonField(1e-8) },
  ({ rho, epsilon }) => ({
    slots: [["s", 0], ["d", 0]],
    update: [
      ["s", add(mul(rho, "s"), mul(1 - rho, mul("g", "g")))],
      ["g", div(mul("g", sqrt(add("d", epsilon))), sqrt(add("s", epsilon)))],
      ["d", add(mul(rho, "d"), mul(1 - rho, mul("g", "g")))],
    ],
  }),
);
