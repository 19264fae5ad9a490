import { real } from "../../core/schema.ts";
import { add, mul, sub } from "../expr.ts";
import { type Loss, lossKind } from "../loss.ts";

/** Hyperparameters of {@linkcode dice}. */
export interface DiceParams {
  /** Added to numerator and denominator. Default 1. */
  readonly smooth: number;
}

// 1 − (2 Σ ŷ y + s) / (Σ ŷ² + Σ y² + s) over the batch (Milletari, Navab and Ahmadi 2016)
/** Dice loss: one minus the overlap of guess and truth over the whole batch. */
export const dice: (options?: Partial<DiceParams>) => Loss<DiceParams> = lossKind<DiceParams>(
  "dice",
  { smooth: real(1, { min: 0, doc: "added to numerator and denominator" }) },
  ({ smooth }) => ({
    plan: {
      of: "output",
      over: "batch",
      element: mul(2, mul("yhat", "y")),
      bottom: add(mul("yhat", "yhat"), mul("y", "y")),
      smooth,
    },
  }),
);

/** Hyperparameters of {@linkcode tversky}. */
export interface TverskyParams {
  /** Weight of false positives; false negatives weigh 1 − beta. Default 0.7. */
  readonly beta: number;
}

// 1 − (Σ ŷ y + 1) / (Σ (ŷ y + β (1 − y) ŷ + (1 − β) y (1 − ŷ)) + 1) over the batch (Salehi et al. 2017)
/** Tversky loss: the Dice loss with false positives and false negatives weighed apart. */
export const tversky: (options?: Partial<TverskyParams>) => Loss<TverskyParams> = lossKind<TverskyParams>(
  "tversky",
  { beta: real(0.7, { min: 0, max: 1, doc: "weight of false positives" }) },
  ({ beta }) => {
    const hit = mul("y", "yhat");
    const falsePositive = mul(beta, mul(sub(1, "y"), "yhat"));
    const falseNegative = mul(1 - beta, mul("y", sub(1, "yhat")));
    const bottom = add(hit, add(falsePositive, falseNegative));
    return { plan: { of: "output", over: "batch", element: hit, bottom, smooth: 1 } };
  },
);
