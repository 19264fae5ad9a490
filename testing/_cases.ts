import { type HostArray, type Shape, sizeOf, type State } from "../core/array.ts";
import type { HostExamples, Plan } from "../core/backend.ts";
import type { EmbeddedColumn, Layer, LossPlan, Rule } from "../core/layer.ts";
import { allRows, type Rows } from "../core/observations.ts";
import { type Rng, rng } from "../core/rng.ts";
import {
  chain,
  dense,
  descent,
  type FinaliserChoice,
  finaliserOf,
  identity,
  infer,
  initialState,
  mse,
  tanh,
} from "../nn/mod.ts";

/** Something to train: a plan, examples, where it starts and the order of rows in each epoch. */
export interface Case {
  readonly plan: Plan;
  readonly examples: HostExamples;
  readonly start: State;
  readonly orders: readonly Rows[];
}

/** What targets look like: any numbers, positive ones, one 1 a row, shares of 1, zeros and ones, or −1 and 1. */
export type Targets = "real" | "positive" | "oneHot" | "shares" | "binary" | "signs";

/** How a case differs from the plainest one. */
export interface CaseOptions {
  readonly network?: Layer;
  readonly input?: Shape;
  /** Columns of the input that hold codes. None if absent. */
  readonly codes?: readonly Pick<EmbeddedColumn, "column" | "levels">[];
  readonly loss?: LossPlan;
  readonly finaliser?: FinaliserChoice;
  readonly optimiser?: { readonly rules: readonly Rule[] };
  readonly batchSize?: number;
  readonly rows?: number;
  readonly epochs?: number;
  readonly targets?: Targets;
  readonly weights?: Float64Array;
}

/** A network with two layers of weights and no chance in it. */
export const plainNetwork: Layer = chain(dense(5, { activation: tanh }), dense(3));

/** A case: 10 rows in batches of 4 unless told otherwise, numbers that 32 bits hold exactly. */
export function caseOf(options: CaseOptions = {}): Case {
  const { network = plainNetwork, input = [4], rows = 10, epochs = 3, weights } = options;
  const { loss = mse().plan, finaliser = identity, optimiser = descent({ eta: 0.1 }) } = options;
  const source = rng(11);
  const node = infer(network, input);
  const plan: Plan = {
    network,
    input,
    finaliser: finaliserOf(finaliser),
    loss,
    optimiser: optimiser.rules,
    batchSize: options.batchSize ?? 4,
    seed: [7, 8],
  };
  const x = { shape: [rows, ...input], data: normals(rows * sizeOf(input), source.fork("x")) };
  for (const code of options.codes ?? []) drawCodes(x, code, source.fork("codes"));
  const y = targetsOf(options.targets ?? "real", [rows, sizeOf(node.output)], source.fork("y"));
  const start = stirred(initialState(node, source.fork("weights")), source.fork("stir"));
  const order = source.fork("order");
  const orders = [...allRows(epochs)].map((e) => order.fork(e).permutation(rows));
  return { plan, examples: { x, y, ...(weights && { weights }) }, start, orders };
}

/** Standard normal numbers that 32 bits hold. */
export function normals(size: number, source: Rng): Float32Array {
  return new Float32Array(size).map(() => source.normal());
}

/** The rows of examples with these numbers. */
export function takeRows({ x, y, weights }: HostExamples, rows: Rows): HostExamples {
  const chosen = Array.from(rows);
  return {
    x: takeRowsOf(x, rows),
    y: takeRowsOf(y, rows),
    ...(weights && { weights: Float64Array.from(chosen, (row) => weights[row]!) }),
  };
}

/** The rows of an array with these numbers. */
export function takeRowsOf({ shape, data }: HostArray, rows: Rows): HostArray {
  const width = sizeOf(shape.slice(1));
  const out = new Float64Array(rows.length * width);
  for (let r = 0; r < rows.length; r++) {
    out.set(data.subarray(rows[r]! * width, (rows[r]! + 1) * width), r * width);
  }
  return { shape: [rows.length, ...shape.slice(1)], data: out };
}

// Low codes more often than high ones, so that some come many times in a batch, and some never.
function drawCodes(
  { shape: [rows = 0, width = 0], data }: HostArray,
  { column, levels }: Pick<EmbeddedColumn, "column" | "levels">,
  source: Rng,
): void {
  const own = source.fork(column);
  for (let r = 0; r < rows; r++) data[r * width + column] = Math.floor(levels * own.uniform() ** 2);
}

// Zeros and ones at the start would hide mistakes: biases move off zero, gains off one.
function stirred(state: State, source: Rng): State {
  const arrays = [...state.arrays].map(([name, { shape, data }]) => {
    const draw = source.fork(name);
    return [name, { shape, data: Float32Array.from(data, (value) => value + 0.2 * draw.uniform()) }] as const;
  });
  return { step: state.step, arrays: new Map(arrays) };
}

function targetsOf(kind: Targets, [rows = 0, outputs = 0]: Shape, source: Rng): HostArray {
  const data = normals(rows * outputs, source);
  for (let r = 0; r < rows; r++) reshape(kind, data.subarray(r * outputs, (r + 1) * outputs), source);
  return { shape: [rows, outputs], data };
}

// Turns a row of normal numbers into a row of targets.
function reshape(kind: Targets, row: Float32Array, source: Rng): void {
  if (kind === "positive") row.forEach((value, j) => row[j] = 0.3 + Math.abs(value));
  if (kind === "binary") row.forEach((value, j) => row[j] = value > 0 ? 1 : 0);
  if (kind === "signs") row.forEach((value, j) => row[j] = value > 0 ? 1 : -1);
  if (kind === "oneHot") row.fill(0)[Math.floor(source.uniform() * row.length)] = 1;
  if (kind === "shares") {
    const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
    row.forEach((value, j) => row[j] = Math.exp(value) / total);
  }
}
