import { real } from "../../core/schema.ts";
import { gt, max, min, mul, select, sign } from "../expr.ts";
import { type Optimiser, optimiserKind } from "../optimiser.ts";

/** Hyperparameters of {@linkcode rprop}. */
export interface RpropParams {
  /** Size of the first step. Default 0.001. */
  readonly eta: number;
  /** What a step is multiplied by when the sign flips. Default 0.5. */
  readonly shrink: number;
  /** What a step is multiplied by while the sign stays. Default 1.2. */
  readonly grow: number;
  /** Smallest step. Default 1e-6. */
  readonly least: number;
  /** Largest step. Default 50. */
  readonly most: number;
}

// size × 1.2 while the sign of g stays, × 0.5 when it flips, and then no move; Δ = size · sign g
/** Resilient propagation: steps of a size of their own for each weight, by the sign of the gradient (Riedmiller and Braun 1993). */
export const rprop: (options?: Partial<RpropParams>) => Optimiser<RpropParams> = optimiserKind<RpropParams>(
  "Rprop",
  {
    eta: real(0.001, { min: 0, above: true, doc: "size of the first step" }),
    shrink: real(0.5, {
      min: 0,
      max: 1,
      above: true,
      doc: "what a step is multiplied by when the sign flips",
    }),
    grow: real(1.2, { min: 1, doc: "what a step is multiplied by while the sign stays" }),
    least: real(1e-6, { min: 0, doc: "smallest step" }),
    most: real(50, { min: 0, above: true, doc: "largest step" }),
  },
  ({ eta, shrink, grow, least, most }) => ({
    slots: [["last", 0], ["size", eta]],
    update: [
      ["agree", mul("last", "g")],
      [
        "size",
        select(
          gt("agree", 0),
          min(mul("size", grow), most),
          select(gt(0, "agree"), max(mul("size", shrink), least), "size"),
        ),
      ],
      ["last", select(gt(0, "agree"), 0, "g")],
      ["g", mul("size", sign("last"))],
    ],
  }),
);
