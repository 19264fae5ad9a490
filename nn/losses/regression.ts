import type { Expr } from "../../core/layer.ts";
import type { NoParams } from "../../core/params.ts";
import { real } from "../../core/schema.ts";
import { abs, add, gt, log, mul, select, sub } from "../expr.ts";
import { type Loss, lossKind } from "../loss.ts";

const ERROR: Expr = sub("yhat", "y");

/** Mean squared error: mean of (ŷ − y)². */
export const mse: (options?: NoParams) => Loss<NoParams> = lossKind<NoParams>("mse", {}, () => ({
  plan: { of: "output", over: "elements", element: mul(ERROR, ERROR) },
}));

/** Mean absolute error: mean of |ŷ − y|. */
export const mae: (options?: NoParams) => Loss<NoParams> = lossKind<NoParams>("mae", {}, () => ({
  plan: { of: "output", over: "elements", element: abs(ERROR) },
}));

/** Hyperparameters of losses that take a logarithm. */
export interface LogParams {
  /** Added inside logarithms. Default 2⁻⁵². */
  readonly epsilon: number;
}

/** Keeps logarithms of zero finite; the smallest that does not disturb numbers near 1 in 64 bits. */
const EPSILON = { epsilon: real(2 ** -52, { min: 0, doc: "added inside logarithms" }) };

/** Mean squared logarithmic error: mean of (log(ŷ + ε) − log(y + ε))². */
export const msle: (options?: Partial<LogParams>) => Loss<LogParams> = lossKind<LogParams>(
  "msle",
  EPSILON,
  ({ epsilon }) => {
    const error = sub(log(add("yhat", epsilon)), log(add("y", epsilon)));
    return { plan: { of: "output", over: "elements", element: mul(error, error) } };
  },
);

/** Hyperparameters of {@linkcode huber}. */
export interface HuberParams {
  /** Where the square turns into a line. Default 1. */
  readonly delta: number;
}

// ½ e² where |e| < δ, else δ (|e| − ½ δ) (Huber 1964)
/** Huber's loss: square near zero, line far from it. */
export const huber: (options?: Partial<HuberParams>) => Loss<HuberParams> = lossKind<HuberParams>(
  "huber",
  { delta: real(1, { min: 0, above: true, doc: "where the square turns into a line" }) },
  ({ delta }) => {
    const line = mul(delta, sub(abs(ERROR), 0.5 * delta));
    const element = select(gt(delta, abs(ERROR)), mul(0.5, mul(ERROR, ERROR)), line);
    return { plan: { of: "output", over: "elements", element } };
  },
);

/** Poisson loss: mean of ŷ − y log ŷ, for counts. */
export const poisson: (options?: NoParams) => Loss<NoParams> = lossKind<NoParams>("poisson", {}, () => ({
  plan: {
    of: "output",
    over: "elements",
    element: sub("yhat", select("y", mul("y", log("yhat")), 0)),
  },
}));
