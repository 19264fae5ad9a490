import { real } from "../../core/schema.ts";
import { div, gt, mul, select } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode clipNorm}. */
export interface ClipNormParams {
  /** Largest norm. Default 10. */
  readonly omega: number;
  /** Which norm: 2 is the length, 1 the sum of sizes. Default 2. */
  readonly p: number;
}

// g ← g · min(1, ω / ‖g‖)
/** Shortens the gradient of each array of weights by itself to norm omega, where it is longer. */
export const clipNorm: (options?: Partial<ClipNormParams>) => Optimiser<ClipNormParams> = optimiserKind<
  ClipNormParams
>(
  "ClipNorm",
  {
    omega: real(10, { min: 0, above: true, doc: "largest norm" }),
    p: real(2, { min: 1, doc: "which norm" }),
  },
  ({ omega, p }) => ({
    update: [["g", select(gt("norm", omega), mul("g", div(omega, "norm")), "g")]],
    norm: { p, over: "array" },
  }),
);
