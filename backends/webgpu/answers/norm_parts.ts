import type { Step } from "../../lowering/mod.ts";
import {
  batchNormApply,
  batchNormParts,
  batchNormSlope,
  batchNormStatistics,
} from "../kernels/batch_norm_parts.ts";
import { columnParts, columnSums } from "../kernels/column_sums.ts";
import { type KnownAnswer, planned, slot } from "./known_answer.ts";

// Three rows of two features, in parts of two rows and of one.
const [x, xhat, y] = [planned(3, 2), planned(4, 2), planned(5, 2)];
const [deviation, means, sums] = [planned(6, 0, 2), planned(7, 0, 2), planned(8, 0, 8)];
const [gain, shift, mean, variance] = [slot(0, 2), slot(2, 2), slot(4, 2), slot(6, 2)];
const layout = { slots: [], trained: 4, total: 8, memories: [] };
const vectors = [2, 3, 10, 20, 5, 6, 4, 9, 0, 0, 0, 0];
const block = { rows: 1, width: 2 };
const common = { here: 3, layout, vectors } as const;

const step: Extract<Step, { op: "batchNorm" }> = {
  op: "batchNorm",
  reads: { x },
  writes: { xhat, deviation, y },
  weights: [gain, shift, mean, variance],
  epsilon: 0,
  momentum: 0.25,
  ...block,
};
const forward = { step, tail: [], parts: 2, sums, means };
const back = {
  op: "batchNormBack" as const,
  reads: { dy: y, xhat, deviation },
  writes: { dx: x },
  gain,
  shift,
  ...block,
};
const columns = { x: xhat, dy: y, parts: 2, sums, along: gain, plain: shift, ...block };

// means 2 and 2 of the first part, 8 and 5 of the second; their squares, 2 and 0, 0 and 0
const numbers = [1, 2, 3, 2, 8, 5];
const statistics = [2, 2, 8, 5, 2, 0, 0, 0];
// over all 4 and 3; squares 26 and 6
const deviations = [Math.sqrt(26 / 3), Math.sqrt(2)];
const standard = numbers.map((value, i) => (value - [4, 3][i % 2]!) / deviations[i % 2]!);

const dy = [1, 2, 3, -4, 5, 6];
const h = [1, -1, 2, 1, 0.5, -2];
const ofParts = [1 + 6, -2 - 4, 2.5, -12, 4, -2, 5, 6];
const gradients = [7 + 2.5, -6 - 12, 4 + 5, -2 + 6];

/** Sums over rows in parts, and what comes of them. */
export const normPartAnswers: readonly KnownAnswer[] = [
  {
    name: "batchNormParts",
    ...common,
    tensors: [[x, numbers], [sums, []]],
    write: (to) => batchNormParts(forward, to),
    gives: { tensors: [[sums, statistics]] },
  },
  {
    name: "batchNormStatistics",
    ...common,
    tensors: [[sums, statistics], [means, []], [deviation, []]],
    write: (to) => batchNormStatistics(forward, to),
    gives: {
      tensors: [[means, [4, 3]], [deviation, deviations]],
      vectors: [2, 3, 10, 20, 0.75 * 5 + 1, 0.75 * 6 + 0.75, 3 + 0.25 * 13, 0.75 * 9 + 0.25 * 3, 0, 0, 0, 0],
    },
  },
  {
    name: "batchNormApply",
    ...common,
    tensors: [[x, numbers], [means, [4, 3]], [deviation, deviations], [xhat, []], [y, []]],
    write: (to) => batchNormApply(forward, to),
    gives: {
      tensors: [[xhat, standard], [
        y,
        standard.map((value, i) => i % 2 === 0 ? 2 * value + 10 : 3 * value + 20),
      ]],
    },
  },
  {
    name: "columnParts",
    ...common,
    tensors: [[xhat, h], [y, dy], [sums, []]],
    write: (to) => columnParts(columns, to),
    gives: { tensors: [[sums, ofParts]] },
  },
  {
    name: "columnSums",
    ...common,
    tensors: [[sums, ofParts]],
    write: (to) => columnSums(columns, to),
    gives: { vectors: [...vectors.slice(0, 8), ...gradients] },
  },
  {
    name: "columnSums",
    ...common,
    tensors: [[sums, ofParts]],
    write: (to) => columnSums({ ...columns, plain: undefined }, to),
    gives: { vectors: [...vectors.slice(0, 8), gradients[0]!, gradients[1]!, 0, 0] },
  },
  {
    name: "batchNormSlope",
    ...common,
    vectors: [...vectors.slice(0, 8), ...gradients],
    tensors: [[xhat, h], [y, dy], [deviation, [2, 4]], [x, []]],
    write: (to) => batchNormSlope({ step: back, tail: [] }, to),
    gives: {
      tensors: [[
        x,
        dy.map((d, i) => {
          const j = i % 2;
          return [1, 0.75][j]! * (d - gradients[2 + j]! / 3 - h[i]! * gradients[j]! / 3);
        }),
      ]],
    },
  },
];
