import type { Step } from "../../lowering/mod.ts";
import { batchNorm, batchNormBack, batchNormInfer } from "../kernels/batch_norm.ts";
import { layerNorm, layerNormBack, layerNormWeights } from "../kernels/layer_norm.ts";
import { type KnownAnswer, planned, slot } from "./known_answer.ts";

// Two rows of two features: a row's features, and a feature's rows, lie 2 and 4 apart, so deviations are 1 and 2.
const [x, y, xhat] = [planned(3, 2), planned(4, 2), planned(5, 2)];
const [ofFeatures, ofRows] = [planned(6, 0, 2), planned(6, 1)];
const [gain, shift, mean, variance] = [slot(0, 2), slot(2, 2), slot(4, 2), slot(6, 2)];
const weights = [gain, shift, mean, variance] as const;
const layout = { slots: [], trained: 4, total: 8, memories: [] };
const vectors = [2, 3, 10, 20, 5, 6, 4, 9, 0, 0, 0, 0];
const block = { rows: 1, width: 2 };
const dy = [1, 2, 3, -4];

const infer = { op: "batchNormInfer", reads: { x }, writes: { y }, weights, epsilon: 0, ...block } as const;
const forward = {
  op: "batchNorm",
  reads: { x },
  writes: { xhat, deviation: ofFeatures, y },
  weights,
  epsilon: 0,
  momentum: 0.25,
  ...block,
} as const;

function back(
  op: "batchNormBack" | "layerNormBack",
): Extract<Step, { op: "batchNormBack" | "layerNormBack" }> {
  const deviation = op === "batchNormBack" ? ofFeatures : ofRows;
  return { op, reads: { dy: y, xhat, deviation }, writes: { dx: x }, gain, shift, ...block };
}

const standard = [-1, 1, 1, -1];
const gradients = [1 * -1 + 3 * 1, 2 * 1 + -4 * -1, 1 + 3, 2 - 4];

/** Normalisations. */
export const normAnswers: readonly KnownAnswer[] = [
  {
    name: "batchNorm",
    here: 2,
    vectors,
    layout,
    tensors: [[x, [1, 8, 3, 4]], [y, []], [xhat, []], [ofFeatures, []]],
    write: (to) => batchNorm({ step: forward, tail: [] }, to),
    gives: {
      tensors: [[xhat, standard], [ofFeatures, [1, 2]], [y, [8, 23, 12, 17]]],
      vectors: [2, 3, 10, 20, 0.75 * 5 + 0.25 * 2, 6, 0.75 * 4 + 0.25 * 2, 0.75 * 9 + 0.25 * 8, 0, 0, 0, 0],
    },
  },
  {
    name: "batchNormInfer",
    here: 2,
    vectors,
    layout,
    tensors: [[x, [1, 3, 7, 9]], [y, []]],
    write: (to) => batchNormInfer({ step: infer, tail: [] }, to),
    gives: { tensors: [[y, [2 * -2 + 10, 3 * -1 + 20, 2 * 1 + 10, 3 * 1 + 20]]] },
  },
  {
    name: "batchNormBack",
    here: 2,
    vectors,
    layout,
    tensors: [[y, dy], [xhat, standard], [ofFeatures, [1, 2]], [x, []]],
    write: (to) => batchNormBack({ step: back("batchNormBack"), tail: [] }, to),
    gives: { tensors: [[x, [0, 0, 0, 0]]], vectors: [...vectors.slice(0, 8), ...gradients] },
  },
  {
    name: "layerNorm",
    here: 2,
    vectors,
    layout,
    tensors: [[x, [1, 3, 8, 4]], [y, []], [xhat, []], [ofRows, []]],
    write: (to) =>
      layerNorm({
        op: "layerNorm",
        reads: { x },
        writes: { xhat, deviation: ofRows, y },
        gain,
        shift,
        epsilon: 0,
        ...block,
      }, to),
    gives: { tensors: [[xhat, [-1, 1, 1, -1]], [ofRows, [1, 2]], [y, [8, 23, 12, 17]]] },
  },
  {
    // of three features, or the gradient would be nothing but 0
    name: "layerNormBack",
    here: 1,
    vectors: [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    layout: { ...layout, total: 6, trained: 6 },
    tensors: [[planned(4, 3), [1, 2, 6]], [planned(5, 3), [-1, 0, 1]], [ofRows, [2]], [planned(3, 3), []]],
    write: (to) =>
      layerNormBack({
        op: "layerNormBack",
        reads: { dy: planned(4, 3), xhat: planned(5, 3), deviation: ofRows },
        writes: { dx: planned(3, 3) },
        gain: slot(0, 3),
        shift: slot(3, 3),
        rows: 1,
        width: 3,
      }, to),
    // dx̂ = 2, 2, 6 with mean 10 / 3 and mean along x̂ of 4 / 3
    gives: {
      tensors: [[planned(3, 3), [(2 - 10 / 3 + 4 / 3) / 2, (2 - 10 / 3) / 2, (6 - 10 / 3 - 4 / 3) / 2]]],
    },
  },
  {
    name: "layerNormWeights",
    here: 2,
    vectors,
    layout,
    tensors: [[y, dy], [xhat, standard]],
    write: (to) => layerNormWeights(back("layerNormBack"), to),
    gives: { vectors: [...vectors.slice(0, 8), ...gradients] },
  },
];
