import { real } from "../../core/schema.ts";
import { max, min } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode clipGrad}. */
export interface ClipGradParams {
  /** Largest size of a number. Default 10. */
  readonly delta: number;
}

// g ← min(δ, max(−δ, g))
/** Keeps each number of the gradient within [−delta, delta]. */
export const clipGrad: (options?: Partial<ClipGradParams>) => Optimiser<ClipGradParams> = optimiserKind<
  ClipGradParams
>(
  "ClipGrad",
  { delta: real(10, { min: 0, above: true, doc: "largest size of a number" }) },
  ({ delta }) => ({
    update: [["g", min(delta, max(-delta, "g"))]],
  }),
);
