import type { Step } from "../../lowering/mod.ts";
import { dense, denseTiles } from "../kernels/dense.ts";
import { denseWeights, denseWeightsTiles } from "../kernels/dense_weights.ts";
import { given, type KnownAnswer, mixed, planned, slot } from "./known_answer.ts";

// 5 rows, 19 inputs, 7 outputs: sums are longer than a tile is deep, and nothing divides.
const [ROWS, INPUTS, OUTPUTS] = [5, 19, 7];
const x = mixed(ROWS * INPUTS, 1);
const kernel = mixed(INPUTS * OUTPUTS, 2);
const bias = mixed(OUTPUTS, 3);
const dy = mixed(ROWS * OUTPUTS, 4);
const BIAS = INPUTS * OUTPUTS;
const sizes = { rows: 1, inputs: INPUTS, outputs: OUTPUTS };
const weights = { kernel: slot(0, BIAS), bias: slot(BIAS, OUTPUTS) };
const layout = { slots: [], trained: BIAS + OUTPUTS, total: BIAS + OUTPUTS, memories: [] };

const [tx, ty, tdy, tdx] = [given("x", INPUTS), planned(3, OUTPUTS), planned(4, OUTPUTS), planned(5, INPUTS)];

// rows of the batch are the examples in reverse order
const row = (r: number) => ROWS - 1 - r;
const sum = (count: number, term: (k: number) => number) =>
  Array.from({ length: count }, (_, k) => term(k)).reduce((a, b) => a + b, 0);
const matrix = (rows: number, columns: number, at: (r: number, c: number) => number) =>
  Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns));

const forward: Extract<Step, { op: "dense" }> = {
  op: "dense",
  reads: { x: tx },
  writes: { y: ty },
  ...weights,
  ...sizes,
  relu: true,
};
const backward: Extract<Step, { op: "denseInput" }> = {
  op: "denseInput",
  reads: { dy: tdy },
  writes: { dx: tdx },
  kernel: weights.kernel,
  ...sizes,
};
const gradient: Extract<Step, { op: "denseWeights" }> = {
  op: "denseWeights",
  reads: { x: tx, dy: tdy },
  writes: {},
  ...weights,
  ...sizes,
};
const rectify = { does: "map", reads: { y: ty }, writes: { y: ty }, values: { y: ["max", "y", 0] } } as const;

const here = ROWS;
const vectors = [...kernel, ...bias, ...mixed(BIAS + OUTPUTS, 5)];
const y = matrix(
  ROWS,
  OUTPUTS,
  (r, c) => Math.max(0, bias[c]! + sum(INPUTS, (k) => x[row(r) * INPUTS + k]! * kernel[k * OUTPUTS + c]!)),
);
const dx = matrix(
  ROWS,
  INPUTS,
  (r, i) => sum(OUTPUTS, (k) => dy[r * OUTPUTS + k]! * kernel[i * OUTPUTS + k]!),
);
const dkernel = matrix(
  INPUTS,
  OUTPUTS,
  (i, c) => sum(ROWS, (r) => x[row(r) * INPUTS + i]! * dy[r * OUTPUTS + c]!),
);
const dbias = matrix(1, OUTPUTS, (_, c) => sum(ROWS, (r) => dy[r * OUTPUTS + c]!));

const ofDense = { here, x, vectors, layout, tensors: [[ty, []]], gives: { tensors: [[ty, y]] } } as const;
const ofInput = {
  here,
  vectors,
  layout,
  tensors: [[tdy, dy], [tdx, []]],
  gives: { tensors: [[tdx, dx]] },
} as const;
const ofWeights = {
  here,
  x,
  vectors,
  layout,
  tensors: [[tdy, dy]],
  gives: { vectors: [...kernel, ...bias, ...dkernel, ...dbias] },
} as const;

/** Products, number by number and tile by tile. */
export const denseAnswers: readonly KnownAnswer[] = [
  { name: "dense", ...ofDense, write: (to) => dense({ step: forward, tail: [rectify] }, to) },
  {
    name: "denseTiles",
    ...ofDense,
    write: (to) => denseTiles({ product: { step: forward, tail: [rectify] }, rows: ROWS }, to),
  },
  { name: "denseInput", ...ofInput, write: (to) => dense({ step: backward, tail: [] }, to) },
  {
    name: "denseInputTiles",
    ...ofInput,
    write: (to) => denseTiles({ product: { step: backward, tail: [] }, rows: ROWS }, to),
  },
  { name: "denseWeights", ...ofWeights, write: (to) => denseWeights([gradient], to) },
  {
    name: "denseWeightsTiles",
    ...ofWeights,
    write: (to) => denseWeightsTiles({ layers: [gradient], rows: ROWS }, to),
  },
];
