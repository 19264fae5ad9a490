import { real } from "../../core/schema.ts";
import { add, mul, sign } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode signDecay}. */
export interface SignDecayParams {
  /** Strength of the decay. Default 1e-3. */
  readonly lambda: number;
}

// g ← g + λ sign x
/** Adds to the gradient what a penalty λ ‖x‖₁ would: put it before another optimiser. */
export const signDecay: (options?: Partial<SignDecayParams>) => Optimiser<SignDecayParams> = optimiserKind<
  SignDecayParams
>(
  "SignDecay",
  { lambda: real(1e-3, { min: 0, doc: "strength of the decay" }) },
  ({ lambda }) => ({
    update: [["g", add("g", mul(lambda, sign("x")))]],
  }),
);
