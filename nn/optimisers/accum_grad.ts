import { integer } from "../../core/schema.ts";
import { add, div, floor, min, mul, select, sub } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode accumGrad}. */
export interface AccumGradParams {
  /** Batches to collect. Default 2. */
  readonly n: number;
}

// s ← s + g; every n-th time: g ← s / n, s ← 0
/** Collects the gradients of n batches and passes on their mean: large batches in little memory. */
export const accumGrad: (options?: Partial<AccumGradParams>) => Optimiser<AccumGradParams> = optimiserKind<
  AccumGradParams
>(
  "AccumGrad",
  { n: integer(2, { min: 1, doc: "batches to collect" }) },
  ({ n }) => ({
    scalars: [["due", sub(1, min(1, sub("t", mul(n, floor(div("t", n))))))]],
    slots: [["s", 0]],
    update: [["sum", add("s", "g")], ["s", select("due", 0, "sum")], ["g", div("sum", n)]],
    every: n,
  }),
);
