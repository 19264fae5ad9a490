import { type Configured, configured } from "../core/configured.ts";
import type { Expr } from "../core/layer.ts";
import type { Changes } from "../core/params.ts";
import { type Field, integer, nested, real, type SchemaOf } from "../core/schema.ts";
import { add, cos, div, floor, gt, min, mul, pow, select, sub } from "./expr.ts";

/** A learning rate that changes with the epochs done; part of the optimiser, so warm restarts go on along it. */
export interface Schedule<P extends object = object> extends Configured<P> {
  /** A new, checked schedule with these changes. */
  with(changes: Changes<P>): Schedule<P>;
  /** The rate as an expression of `"epoch"`: epochs done before the step, a real number. */
  readonly rate: Expr;
  /** Epochs after which the rate stays as it is, where it does. */
  readonly ends?: number;
}

/** A learning rate: a number, or a schedule. */
export type Rate = number | Schedule;

/** A rate as an expression of `"epoch"`. */
export function rateOf(rate: Rate): Expr {
  return typeof rate === "number" ? rate : rate.rate;
}

/** A hyperparameter that is a learning rate. */
export function rateField(fallback: number): Field<Rate> {
  const isSchedule = (v: unknown) => typeof v === "object" && v !== null && "rate" in v && "params" in v;
  const is = (v: unknown) => typeof v === "number" ? Number.isFinite(v) && v >= 0 : isSchedule(v);
  const doc = "learning rate";
  return { ...nested<Rate>(fallback, { expected: "a number ≥ 0 or a schedule", is, doc }), min: 0 };
}

function schedule<P extends object>(
  kind: string,
  schema: SchemaOf<P>,
  of: (params: Readonly<P>) => Expr,
): (given?: Partial<P>) => Schedule<P> {
  return configured<P, Pick<Schedule<P>, "rate">>(kind, schema, (params) => ({ rate: of(params) }));
}

// One that stays at its last rate after `epochs`.
function endingSchedule<P extends { readonly epochs: number }>(
  kind: string,
  schema: SchemaOf<P>,
  of: (params: Readonly<P>) => Expr,
): (given?: Partial<P>) => Schedule<P> {
  return configured<P, Pick<Schedule<P>, "rate" | "ends">>(kind, schema, (params) => ({
    rate: of(params),
    ends: params.epochs,
  }));
}

const FROM = real(0.01, { min: 0, doc: "rate at the start" });
const LENGTH = real(10, { min: 0, above: true, doc: "length in epochs" });
const FACTOR = real(0.1, { min: 0, above: true, doc: "what the rate is multiplied by" });

/** Hyperparameters of {@linkcode constantRate}. */
export interface ConstantRateParams {
  /** The rate. Default 0.01. */
  readonly rate: number;
}

/** The same rate for ever: what a plain number means, as a schedule. */
export const constantRate: (options?: Partial<ConstantRateParams>) => Schedule<ConstantRateParams> = schedule<
  ConstantRateParams
>("ConstantRate", { rate: FROM }, ({ rate }) => rate);

/** Hyperparameters of {@linkcode stepDecay}. */
export interface StepDecayParams {
  /** Rate at the start. Default 0.01. */
  readonly from: number;
  /** What the rate is multiplied by. Default 0.1. */
  readonly factor: number;
  /** After how many epochs, each time. Default 10. */
  readonly every: number;
}

/** from · factor^⌊epoch / every⌋ */
export const stepDecay: (options?: Partial<StepDecayParams>) => Schedule<StepDecayParams> = schedule<
  StepDecayParams
>(
  "StepDecay",
  { from: FROM, factor: FACTOR, every: integer(10, { min: 1, doc: "epochs between steps" }) },
  ({ from, factor, every }) => mul(from, pow(factor, floor(div("epoch", every)))),
);

/** Hyperparameters of {@linkcode exponentialDecay}. */
export interface ExponentialDecayParams {
  /** Rate at the start. Default 0.01. */
  readonly from: number;
  /** What the rate is multiplied by over `epochs`. Default 0.1. */
  readonly factor: number;
  /** Over how many epochs. Default 10. */
  readonly epochs: number;
}

/** from · factor^(epoch / epochs), falling with each step */
export const exponentialDecay: (
  options?: Partial<ExponentialDecayParams>,
) => Schedule<ExponentialDecayParams> = schedule<ExponentialDecayParams>(
  "ExponentialDecay",
  { from: FROM, factor: FACTOR, epochs: LENGTH },
  ({ from, factor, epochs }) => mul(from, pow(factor, div("epoch", epochs))),
);

/** Hyperparameters of {@linkcode cosineDecay}. */
export interface CosineDecayParams {
  /** Rate at the start. Default 0.01. */
  readonly from: number;
  /** Rate at the end and ever after. Default 0. */
  readonly to: number;
  /** Length of the fall in epochs. Default 10. */
  readonly epochs: number;
}

// to + ½ (from − to) (1 + cos(π · epoch / epochs)) (Loshchilov and Hutter 2017)
function halfCosine(from: number, to: number, share: Expr): Expr {
  return add(to, mul(0.5 * (from - to), add(1, cos(mul(Math.PI, min(1, share))))));
}

/** Falls from `from` to `to` along half a cosine. */
export const cosineDecay: (options?: Partial<CosineDecayParams>) => Schedule<CosineDecayParams> =
  endingSchedule<
    CosineDecayParams
  >(
    "CosineDecay",
    { from: FROM, to: real(0, { min: 0, doc: "rate at the end" }), epochs: LENGTH },
    ({ from, to, epochs }) => halfCosine(from, to, div("epoch", epochs)),
  );

/** Hyperparameters of {@linkcode oneCycle}. */
export interface OneCycleParams {
  /** Highest rate. Default 0.01. */
  readonly peak: number;
  /** Rate at the start. Default 0.0004. */
  readonly from: number;
  /** Rate at the end and ever after. Default 0. */
  readonly to: number;
  /** Length of the cycle in epochs. Default 10. */
  readonly epochs: number;
  /** Share of the cycle in which the rate rises. Default 0.3. */
  readonly rise: number;
}

/** Rises to `peak` and falls again, each along half a cosine (Smith and Topin 2018). */
export const oneCycle: (options?: Partial<OneCycleParams>) => Schedule<OneCycleParams> = endingSchedule<
  OneCycleParams
>(
  "OneCycle",
  {
    peak: real(0.01, { min: 0, doc: "highest rate" }),
    from: real(0.0004, { min: 0, doc: "rate at the start" }),
    to: real(0, { min: 0, doc: "rate at the end" }),
    epochs: LENGTH,
    rise: real(0.3, { min: 0, max: 1, above: true, below: true, doc: "share in which the rate rises" }),
  },
  ({ peak, from, to, epochs, rise }) => {
    const top = rise * epochs;
    const up = halfCosine(from, peak, div("epoch", top));
    const down = halfCosine(peak, to, div(sub("epoch", top), epochs - top));
    return select(gt(top, "epoch"), up, down);
  },
);

/** Hyperparameters of {@linkcode warmUp}. */
export interface WarmUpParams {
  /** Epochs over which the rate rises from 0. Default 5. */
  readonly epochs: number;
  /** The rate that is reached, or the schedule that follows. Default 0.01. */
  readonly to: Rate;
}

/** The rate `to`, multiplied by epoch / epochs until that reaches 1. */
export const warmUp: (options?: Partial<WarmUpParams>) => Schedule<WarmUpParams> = schedule<WarmUpParams>(
  "WarmUp",
  { epochs: real(5, { min: 0, above: true, doc: "epochs over which the rate rises" }), to: rateField(0.01) },
  ({ epochs, to }) => mul(min(1, div("epoch", epochs)), rateOf(to)),
);
