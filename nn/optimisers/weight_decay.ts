import { real } from "../../core/schema.ts";
import { add, mul } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode weightDecay}. */
export interface WeightDecayParams {
  /** Strength of the decay. Default 5e-4. */
  readonly lambda: number;
}

// g ← g + λ x
/** Adds to the gradient what a penalty ½ λ ‖x‖² would: put it before another optimiser. */
export const weightDecay: (options?: Partial<WeightDecayParams>) => Optimiser<WeightDecayParams> =
  optimiserKind<WeightDecayParams>(
    "WeightDecay",
    { lambda: real(5e-4, { min: 0, doc: "strength of the decay" }) },
    ({ lambda }) => ({
      update: [["g", add("g", mul(lambda, "x"))]],
    }),
  );
