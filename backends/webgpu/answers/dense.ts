import type { Step } from "../../lowering/mod.ts";
import { product, productTiles } from "../kernels/product.ts";
import { SHAPES, type TileShape } from "../kernels/tile.ts";
import { addParts, weights as weightsOf, weightsTiles } from "../kernels/weights.ts";
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

const tx2 = planned(7, INPUTS); // the same, from a layer before

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
const yInOrder = Array.from({ length: ROWS }, (_, r) => y.slice(row(r) * OUTPUTS, (row(r) + 1) * OUTPUTS))
  .flat();
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

// The same in two parts, of three rows and of two: kernel and bias of the one, then of the other.
const PARTS = 2;
const ranges = [[0, 3], [3, ROWS]] as const;
const sums = planned(6, 0, PARTS * (BIAS + OUTPUTS));
const split = { parts: [PARTS], sums };
const ofParts = ranges.flatMap(([from, to]) => [
  ...matrix(
    INPUTS,
    OUTPUTS,
    (i, c) => sum(to - from, (k) => x[row(from + k) * INPUTS + i]! * dy[(from + k) * OUTPUTS + c]!),
  ),
  ...matrix(1, OUTPUTS, (_, c) => sum(to - from, (k) => dy[(from + k) * OUTPUTS + c]!)),
]);
const layers = [gradient];
const inParts = {
  here,
  x,
  layout,
  tensors: [[tdy, dy], [sums, []]],
  gives: { tensors: [[sums, ofParts]] },
} as const;

const byTiles = (shape: TileShape): readonly KnownAnswer[] => [
  {
    name: "denseTiles",
    ...ofDense,
    write: (to) => productTiles({ product: { step: forward, tail: [rectify] }, shape }, to),
  },
  {
    name: "denseInputTiles",
    ...ofInput,
    write: (to) => productTiles({ product: { step: backward, tail: [] }, shape }, to),
  },
  {
    name: "weightsTiles",
    ...ofWeights,
    write: (to) => weightsTiles({ layers, rows: ROWS, shape }, to),
  },
  {
    name: "weightsPartsTiles",
    ...inParts,
    write: (to) => weightsTiles({ layers, split, rows: ROWS, shape }, to),
  },
];

/** Products, number by number and tile by tile. */
export const denseAnswers: readonly KnownAnswer[] = [
  { name: "dense", ...ofDense, write: (to) => product({ step: forward, tail: [rectify] }, to) },
  {
    name: "dense",
    here,
    vectors,
    layout,
    tensors: [[tx2, x], [ty, []]],
    write: (to) => product({ step: { ...forward, reads: { x: tx2 } }, tail: [rectify] }, to),
    gives: { tensors: [[ty, yInOrder]] },
  },
  { name: "denseInput", ...ofInput, write: (to) => product({ step: backward, tail: [] }, to) },
  { name: "weights", ...ofWeights, write: (to) => weightsOf({ layers }, to) },
  { name: "weightsParts", ...inParts, write: (to) => weightsOf({ layers, split }, to) },
  {
    name: "addParts",
    ...ofWeights,
    tensors: [[sums, ofParts]],
    write: (to) => addParts({ layers, split }, to),
  },
  ...SHAPES.flatMap(byTiles),
];
