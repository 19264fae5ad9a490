import type { NoParams } from "../../core/params.ts";
import { real } from "../../core/schema.ts";
import { add, max, mul, sub } from "../expr.ts";
import { type Loss, lossKind } from "../loss.ts";

const MISSED = max(0, sub(1, mul("y", "yhat"))); // how far a guess is from the right side of the margin

/** Hinge loss of targets −1 and 1: mean of max(0, 1 − ŷ y). */
export const hinge: (options?: NoParams) => Loss<NoParams> = lossKind<NoParams>("hinge", {}, () => ({
  plan: { of: "output", over: "elements", element: MISSED },
}));

/** Squared hinge loss of targets −1 and 1: mean of max(0, 1 − ŷ y)². */
export const squaredHinge: (options?: NoParams) => Loss<NoParams> = lossKind<NoParams>(
  "squaredHinge",
  {},
  () => ({
    plan: { of: "output", over: "elements", element: mul(MISSED, MISSED) },
  }),
);

/** Hyperparameters of {@linkcode siameseContrastive}. */
export interface SiameseContrastiveParams {
  /** Distance beyond which different pairs cost nothing. Default 1. */
  readonly margin: number;
}

// (1 − y) ŷ² + y max(0, margin − ŷ)² (Hadsell, Chopra and LeCun 2006)
/** Contrastive loss of distances ŷ between pairs that are alike (y = 0) or different (y = 1). */
export const siameseContrastive: (
  options?: Partial<SiameseContrastiveParams>,
) => Loss<SiameseContrastiveParams> = lossKind<SiameseContrastiveParams>(
  "siameseContrastive",
  { margin: real(1, { min: 0, doc: "distance beyond which different pairs cost nothing" }) },
  ({ margin }) => {
    const short = max(0, sub(margin, "yhat"));
    const element = add(mul(sub(1, "y"), mul("yhat", "yhat")), mul("y", mul(short, short)));
    return { plan: { of: "output", over: "elements", element } };
  },
);
