import type { Expr, Finaliser, LossPlan } from "../../core/layer.ts";
import { equal } from "../../core/params.ts";
import { crossEntropy, differentiate } from "../../nn/mod.ts";
import { lowerElements } from "./lower_elements.ts";
import type { Lowering } from "./lower_network.ts";
import type { MapStep, Tensor } from "./step.ts";

/** A loss behind a finaliser. */
export interface Judging {
  readonly loss: LossPlan;
  readonly finaliser: Finaliser;
  /** Raw outputs. */
  readonly raw: Tensor;
  /** Targets. */
  readonly y: Tensor;
}

/** Adds the steps from raw outputs to the loss, and, in training, to the gradient of the raw outputs, which it gives. */
export function lowerLoss({ loss, finaliser, raw, y }: Judging, to: Lowering): Tensor | undefined {
  const width = raw.perRow;
  if (to.training && isCrossEntropy(loss)) {
    const dx = to.tensor(width);
    to.steps.push({ op: "crossEntropy", reads: { x: raw, y }, writes: { dx }, width });
    return dx;
  }
  const { seen, back } = view(loss, finaliser, { raw, to });
  const dx = to.training ? to.tensor(width) : undefined;
  const judge = loss.over === "batch" ? lowerRatio : lowerMean;
  judge(loss, { yhat: seen, y, dx, width }, to);
  return dx && back(dx);
}

/** Adds the steps from raw outputs to predictions. */
export function lowerFinaliser(
  finaliser: Finaliser,
  { raw, out }: { raw: Tensor; out: Tensor },
  to: Lowering,
): void {
  const width = raw.perRow;
  if (finaliser.kind === "softmax") {
    to.steps.push({ op: "softmax", reads: { x: raw }, writes: { y: out }, width });
    return;
  }
  const y = finaliser.activation.expr;
  to.steps.push({ op: "map", reads: { x: raw }, writes: { y: out }, values: { y }, width });
}

function isCrossEntropy(loss: LossPlan): boolean {
  return equal(loss, crossEntropy().fused.softmax);
}

interface Judged {
  readonly yhat: Tensor;
  readonly y: Tensor;
  readonly dx: Tensor | undefined;
  readonly width: number;
}

function lowerMean(loss: LossPlan, { yhat, y, dx, width }: Judged, to: Lowering): void {
  const element = to.tensor(width);
  to.steps.push(judgeMap(loss.element, { yhat, y, dx, width, element }));
  const per = loss.over === "rows" ? 1 : width;
  to.steps.push({
    op: "mean",
    reads: { element, ...(dx ? { dx } : {}) },
    writes: dx ? { dx } : {},
    width,
    per,
  });
}

function lowerRatio(loss: LossPlan, { yhat, y, dx, width }: Judged, to: Lowering): void {
  const [top, bottom] = [to.tensor(width), to.tensor(width)];
  const dbottom = dx && to.tensor(width);
  to.steps.push(judgeMap(loss.element, { yhat, y, dx, width, element: top }));
  to.steps.push(judgeMap(loss.bottom ?? 0, { yhat, y, dx: dbottom, width, element: bottom }));
  to.steps.push({
    op: "ratio",
    reads: { top, bottom, ...(dx && dbottom ? { dx, dbottom } : {}) },
    writes: dx ? { dx } : {},
    width,
    smooth: loss.smooth ?? 0,
  });
}

// An expression of each output of each row, and its slope where that is wanted.
function judgeMap(
  expr: Expr,
  { yhat, y, dx, width, element }: Judged & { readonly element: Tensor },
): MapStep {
  const value = substitute(expr, "n", width);
  return {
    op: "map",
    reads: { yhat, y },
    writes: { element, ...(dx ? { dx } : {}) },
    values: { element: value, ...(dx ? { dx: differentiate(value, "yhat") } : {}) },
    width,
  };
}

function substitute(expr: Expr, name: string, by: number): Expr {
  if (typeof expr === "number") return expr;
  if (typeof expr === "string") return expr === name ? by : expr;
  const [op, ...args] = expr;
  return [op, ...args.map((arg) => substitute(arg, name, by))];
}

// What the loss calls ŷ, and the way from its gradient back to that of the raw outputs.
function view(loss: LossPlan, finaliser: Finaliser, { raw, to }: { raw: Tensor; to: Lowering }) {
  const width = raw.perRow;
  const none = (dx: Tensor) => dx;
  if (loss.of === "logits") return { seen: raw, back: none };
  if (loss.of === "output" && finaliser.kind === "scalar") {
    const lowered = lowerElements(finaliser.activation, { x: { tensor: raw }, width, ours: false }, to);
    return { seen: lowered.value.tensor, back: (dx: Tensor) => lowered.back({ tensor: dx })!.tensor };
  }
  const op = loss.of === "output" ? "softmax" : "logSoftmax";
  const seen = to.tensor(width);
  to.steps.push({ op, reads: { x: raw }, writes: { y: seen }, width });
  const back = (dx: Tensor) => {
    to.steps.push({ op: `${op}Back`, reads: { y: seen, dx }, writes: { dx }, width });
    return dx;
  };
  return { seen, back };
}
