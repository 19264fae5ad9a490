import { real } from "../../core/schema.ts";
import { div, gt, mul, select } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode clipGlobalNorm}. */
export interface ClipGlobalNormParams {
  /** Largest norm. Default 1. */
  readonly omega: number;
  /** Which norm: 2 is the length, 1 the sum of sizes. Default 2. */
  readonly p: number;
}

// g ← g · min(1, ω / ‖g‖)
/** Shortens the gradient of all weights together to norm omega, where it is longer (Pascanu, Mikolov and Bengio 2013). */
export const clipGlobalNorm: (options?: Partial<ClipGlobalNormParams>) => Optimiser<ClipGlobalNormParams> =
  optimiserKind<ClipGlobalNormParams>(
    "ClipGlobalNorm",
    {
      omega: real(1, { min: 0, above: true, doc: "largest norm" }),
      p: real(2, { min: 1, doc: "which norm" }),
    },
    ({ omega, p }) => ({
      update: [["g", select(gt("norm", omega), mul("g", div(omega, "norm")), "g")]],
      norm: { p, over: "all" },
    }),
  );
