import type { Step } from "../../lowering/mod.ts";
import { embed } from "../kernels/embed.ts";
import { SHAPES } from "../kernels/tile.ts";
import { weights, weightsTiles } from "../kernels/weights.ts";
import { given, type KnownAnswer, planned, slot } from "./known_answer.ts";

// Four rows of a code of 3 levels, a number and a code of 2; the batch is theirs in reverse order. Some codes are none.
const codes = [0, 10, 1, 2, 20, -1, 7, 30, 0.5, 2, 40, 1];
const [x, y] = [given("x", 3), planned(3, 4)];
const [first, second] = [slot(0, 6), slot(8, 2)];
const layout = { slots: [], trained: 12, total: 12, memories: [] };
const kernels = [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 0, 0];

const forward: Extract<Step, { op: "embed" }> = {
  op: "embed",
  reads: { x },
  writes: { y },
  inputs: 3,
  outputs: 4,
  passed: [{ from: 1, to: 2, width: 1 }],
  embedded: [
    { column: 0, levels: 3, units: 2, to: 0, kernel: first },
    { column: 2, levels: 2, units: 1, to: 3, kernel: second },
  ],
};

const sizes = { op: "embedWeights", reads: { x, dy: y }, writes: {}, rows: 1 } as const;
const layers: readonly Extract<Step, { op: "embedWeights" }>[] = [
  {
    ...sizes,
    inputs: 3,
    outputs: 2,
    kernel: first,
    code: { offset: 0, stride: 3 },
    vector: { offset: 0, stride: 4 },
  },
  {
    ...sizes,
    inputs: 2,
    outputs: 1,
    kernel: second,
    code: { offset: 2, stride: 3 },
    vector: { offset: 3, stride: 4 },
  },
];

const ofWeights = {
  here: 4,
  vectors: [...kernels, ...new Array<number>(12).fill(9)],
  layout,
  x: codes,
  tensors: [[y, [1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11, 0, 13]]],
  // in the order of the batch the codes are of the levels 2, 2, 2, 0 and 1, 0, 0, 1
  gives: { vectors: [...kernels, 10, 11, 0, 0, 1 + 4 + 7, 2 + 5 + 8, 9, 9, 6 + 9, 3 + 13, 9, 9] },
} as const;

/** Codes and their vectors, and the way back. */
export const embeddingAnswers: readonly KnownAnswer[] = [
  {
    name: "embed",
    here: 4,
    vectors: [...kernels, ...new Array<number>(12).fill(0)],
    layout,
    x: codes,
    tensors: [[y, []]],
    write: (to) => embed(forward, to),
    gives: { tensors: [[y, [5, 6, 40, 8, 5, 6, 30, 7, 5, 6, 20, 7, 1, 2, 10, 8]]] },
  },
  { name: "weights", ...ofWeights, write: (to) => weights({ layers }, to) },
  ...SHAPES.map((shape) => ({
    name: "weightsTiles",
    ...ofWeights,
    write: (to: Parameters<KnownAnswer["write"]>[0]) => weightsTiles({ layers, rows: 4, shape }, to),
  })),
];
