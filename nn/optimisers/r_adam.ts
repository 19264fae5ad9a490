import type { Expr } from "../../core/layer.ts";
import { add, div, gt, max, mul, pow, select, sqrt, sub } from "../expr.ts";
import { decayField, epsilonField, type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

function rectification(limit: number): Expr {
  const above = mul(mul(sub("rho", 4), sub("rho", 2)), limit);
  return sqrt(max(0, div(above, mul((limit - 4) * (limit - 2), "rho"))));
}

/** Hyperparameters of {@linkcode rAdam}. */
export interface RAdamParams {
  /** Learning rate, a number or a schedule. Default 0.001. */
  readonly eta: Rate;
  /** How much of the old first moment is kept. Default 0.9. */
  readonly beta1: number;
  /** How much of the old second moment is kept. Default 0.999. */
  readonly beta2: number;
  /** Keeps a division finite. Default 1e-8. */
  readonly epsilon: number;
}

// ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ), ρ∞ = 2 / (1 − β₂) − 1; r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ)) where ρ > 4
/** Rectified Adam: plain momentum until the variance of the step is known well enough (Liu et al. 2020). */
export const rAdam: (options?: Partial<RAdamParams>) => Optimiser<RAdamParams> = optimiserKind<RAdamParams>(
  "RAdam",
  {
    eta: rateField(0.001),
    beta1: decayField(0.9, "how much of the old first moment is kept"),
    beta2: decayField(0.999, "how much of the old second moment is kept"),
    epsilon: epsilonField(1e-8),
  },
  ({ eta, beta1, beta2, epsilon }) => ({
    scalars: [
      ["eta", rateOf(eta)],
      ["c1", sub(1, pow(beta1, "t"))],
      ["c2", sub(1, pow(beta2, "t"))],
      ["rho", sub(2 / (1 - beta2) - 1, div(mul(2, mul("t", pow(beta2, "t"))), "c2"))],
      ["known", gt("rho", 4)],
      ["r", rectification(2 / (1 - beta2) - 1)],
    ],
    slots: [["m", 0], ["v", 0]],
    update: [
      ["m", add(mul(beta1, "m"), mul(1 - beta1, "g"))],
      ["v", add(mul(beta2, "v"), mul(1 - beta2, mul("g", "g")))],
      ["step", div(mul("eta", "m"), "c1")],
      ["g", select("known", div(mul("step", "r"), add(sqrt(div("v", "c2")), epsilon)), "step")],
    ],
  }),
);
