import { mul } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";
import { type Rate, rateField, rateOf } from "../schedule.ts";

/** Hyperparameters of {@linkcode descent}. */
export interface DescentParams {
  /** Learning rate, a number or a schedule. Default 0.1. */
  readonly eta: Rate;
}

// Δ = η g
/** Gradient descent. */
export const descent: (options?: Partial<DescentParams>) => Optimiser<DescentParams> = optimiserKind<
  DescentParams
>(
  "Descent",
  { eta: rateField(0.1) },
  ({ eta }) => ({
    scalars: [["eta", rateOf(eta)]],
    update: [["g", mul("eta", "g")]],
  }),
);
