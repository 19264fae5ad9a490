import { flag } from "../../core/schema.ts";
import { add, div, max, mul, sqrt, sub } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode rmsProp}. */
export interface RmsPropParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old mean is kept. Default 0.9. */
  readonly rho: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
  /** Whether to divide by the deviation instead of the root mean square. Default false. */
  readonly centred: boolean;
}

// q ← ρ q + (1 − ρ) g²; centred: l ← ρ l + (1 − ρ) g; Δ = η g / (√(q − l²) + ε)
/** RMSProp (Hinton 2012). */
export const rmsProp: (options?: Partial<RmsPropParams>) => Optimiser<RmsPropParams> = optimiserKind<
  RmsPropParams
>(
  "RmsProp",
  {
    eta: rateField(0.001),
    rho: decayField(0.9, "how much of the old mean is kept"),
    epsilon: epsilonField(1e-8),
    centred: flag(false, "whether to divide by the deviation instead of the root mean square"),
  },
  ({ eta, rho, epsilon, centred }) => ({
    scalars: [["eta", rateOf(eta)]],
    slots: centred ? [["q", 0], ["l", 0]] : [["q", 0]],
    update: [
      ["q", add(mul(rho, "q"), mul(1 - rho, mul("g", "g")))],
      ...(centred ? [["l", add(mul(rho, "l"), mul(1 - rho, "g"))] as const] : []),
      ["g", div(mul("eta", "g"), add(sqrt(centred ? max(0, sub("q", mul("l", "l"))) : "q"), epsilon))],
    ],
  }),
);
