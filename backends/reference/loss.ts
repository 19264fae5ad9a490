import type { Finaliser, LossPlan } from "../../core/layer.ts";
import { compile, type Compiled, differentiate } from "../../nn/mod.ts";
import { activationCell } from "./dense_cell.ts";
import { type Matrix, matrix } from "./matrix.ts";

/** A batch's loss, and its gradient with respect to the raw outputs. */
export interface Judged {
  readonly loss: number;
  readonly gradient: Matrix;
}

/** Judges raw outputs against targets; `weights` has a number for each row. */
export type Judge = (raw: Matrix, y: Float64Array, weights: Float64Array) => Judged;

/** Turns raw outputs into predictions. */
export function finalise(finaliser: Finaliser, raw: Matrix): Matrix {
  if (finaliser.kind === "scalar") {
    return activationCell(finaliser.activation).forward(raw, { training: false, step: 0 });
  }
  const p = logSoftmax(raw);
  return { ...p, data: p.data.map(Math.exp) };
}

/** The judge of a loss behind a finaliser. */
export function makeJudge(loss: LossPlan, finaliser: Finaliser): Judge {
  const { element, bottom = 0 } = loss;
  const top = [
    evaluator(compile(element, NAMES)),
    evaluator(compile(differentiate(element, "yhat"), NAMES)),
  ] as const;
  const under = [
    evaluator(compile(bottom, NAMES)),
    evaluator(compile(differentiate(bottom, "yhat"), NAMES)),
  ] as const;
  return (raw, y, weights) => {
    const { seen, back } = view(loss, finaliser, raw);
    const judged = loss.over === "batch"
      ? ratio(seen, y, weights, { top, under, smooth: loss.smooth ?? 0 })
      : mean(seen, y, weights, { top, count: loss.over === "rows" ? raw.rows : raw.data.length });
    return { loss: judged.loss, gradient: back(judged.gradient) };
  };
}

const NAMES = ["yhat", "y", "n"];

type Element = (yhat: number, y: number, n: number) => number;

function evaluator(f: Compiled): Element {
  const values = new Float64Array(3);
  return (yhat, y, n) => {
    values[0] = yhat;
    values[1] = y;
    values[2] = n;
    return f(values);
  };
}

interface Mean {
  readonly top: readonly [Element, Element];
  readonly count: number;
}

function mean(seen: Matrix, y: Float64Array, weights: Float64Array, { top, count }: Mean): Judged {
  const gradient = matrix(seen.rows, seen.columns);
  const n = seen.columns;
  let total = 0;
  for (let k = 0; k < seen.data.length; k++) {
    const w = weights[Math.floor(k / n)]! / count;
    total += w * top[0](seen.data[k]!, y[k]!, n);
    gradient.data[k] = w * top[1](seen.data[k]!, y[k]!, n);
  }
  return { loss: total, gradient };
}

interface Ratio {
  readonly top: readonly [Element, Element];
  readonly under: readonly [Element, Element];
  readonly smooth: number;
}

// 1 − N / D; its gradient is −(N′ D − N D′) / D²
function ratio(seen: Matrix, y: Float64Array, weights: Float64Array, { top, under, smooth }: Ratio): Judged {
  const n = seen.columns;
  let [above, below] = [smooth, smooth];
  for (let k = 0; k < seen.data.length; k++) {
    const w = weights[Math.floor(k / n)]!;
    above += w * top[0](seen.data[k]!, y[k]!, n);
    below += w * under[0](seen.data[k]!, y[k]!, n);
  }
  const gradient = matrix(seen.rows, n);
  for (let k = 0; k < seen.data.length; k++) {
    const w = weights[Math.floor(k / n)]!;
    const [da, db] = [w * top[1](seen.data[k]!, y[k]!, n), w * under[1](seen.data[k]!, y[k]!, n)];
    gradient.data[k] = -(da * below - above * db) / (below * below);
  }
  return { loss: 1 - above / below, gradient };
}

interface View {
  /** What the loss calls ŷ. */
  readonly seen: Matrix;
  /** From the gradient with respect to that to the gradient with respect to the raw outputs. */
  readonly back: (gradient: Matrix) => Matrix;
}

function view(loss: LossPlan, finaliser: Finaliser, raw: Matrix): View {
  if (loss.of === "logits") return { seen: raw, back: (g) => g };
  if (loss.of === "logSoftmax") {
    const seen = logSoftmax(raw);
    return { seen, back: (g) => behindSoftmax(g, seen, (gj, pj, total) => gj - pj * total, () => 1) };
  }
  if (finaliser.kind === "scalar") {
    const cell = activationCell(finaliser.activation);
    return { seen: cell.forward(raw, { training: false, step: 0 }), back: (g) => cell.backward(g) };
  }
  const logs = logSoftmax(raw);
  const seen = { ...logs, data: logs.data.map(Math.exp) };
  return { seen, back: (g) => behindSoftmax(g, logs, (gj, pj, total) => pj * (gj - total), (pj) => pj) };
}

// log softmax: z − max − log Σ e^(z − max), row by row
function logSoftmax(z: Matrix): Matrix {
  const out = matrix(z.rows, z.columns);
  for (let r = 0; r < z.rows; r++) {
    const row = z.data.subarray(r * z.columns, (r + 1) * z.columns);
    const top = Math.max(...row);
    let sum = 0;
    for (const value of row) sum += Math.exp(value - top);
    const shift = top + Math.log(sum);
    row.forEach((value, j) => out.data[r * z.columns + j] = value - shift);
  }
  return out;
}

// The gradient of each raw output from gradient gⱼ, probability pⱼ and the row's total Σ gⱼ · weight(pⱼ).
function behindSoftmax(
  g: Matrix,
  logs: Matrix,
  of: (gj: number, pj: number, total: number) => number,
  weight: (pj: number) => number,
): Matrix {
  const out = matrix(g.rows, g.columns);
  for (let r = 0; r < g.rows; r++) {
    let total = 0;
    for (let k = r * g.columns; k < (r + 1) * g.columns; k++) {
      total += g.data[k]! * weight(Math.exp(logs.data[k]!));
    }
    for (let k = r * g.columns; k < (r + 1) * g.columns; k++) {
      out.data[k] = of(g.data[k]!, Math.exp(logs.data[k]!), total);
    }
  }
  return out;
}
