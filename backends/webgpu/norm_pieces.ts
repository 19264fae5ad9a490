import type { Step } from "../lowering/mod.ts";
import { flowOf } from "./flow_of.ts";
import { batchNorm, batchNormBack, batchNormInfer } from "./kernels/batch_norm.ts";
import {
  batchNormApply,
  type BatchNormParts,
  batchNormParts,
  batchNormSlope,
  batchNormStatistics,
} from "./kernels/batch_norm_parts.ts";
import { columnParts, type ColumnSums, columnSums } from "./kernels/column_sums.ts";
import type { Part } from "./kernels/elements.ts";
import { layerNorm, layerNormBack, layerNormWeights } from "./kernels/layer_norm.ts";
import { scaleWeights } from "./kernels/scale_weights.ts";
import type { Making, Piece } from "./pieces.ts";

type NormStep = Extract<
  Step,
  { op: "batchNorm" | "batchNormInfer" | "batchNormBack" | "layerNorm" | "layerNormBack" | "scaleBack" }
>;

interface Normalising {
  readonly step: NormStep;
  /** What is done to each element of a batch normalisation. */
  readonly tail: readonly Part[];
}

/** Kernels of a step that looks at whole rows or columns. Sums over many rows are made in parts. */
export function normPieces({ step, tail }: Normalising, making: Making): Piece[] {
  const one = (write: Piece["write"]): Piece[] => [{ ...flowOf([step, ...tail]), write }];
  const parts = partsOf(step, making);
  switch (step.op) {
    case "batchNorm":
      return parts > 1
        ? batchNormPieces({ step, tail }, { ...making, parts })
        : one((to) => batchNorm({ step, tail }, to));
    case "batchNormInfer":
      return one((to) => batchNormInfer({ step, tail }, to));
    case "batchNormBack":
      return parts > 1
        ? [...columnPieces(step, { ...making, parts }), ...one((to) => batchNormSlope({ step, tail }, to))]
        : one((to) => batchNormBack({ step, tail }, to));
    case "layerNorm":
      return one((to) => layerNorm(step, to));
    case "layerNormBack":
      return [
        ...one((to) => layerNormBack(step, to)),
        ...parts > 1 ? columnPieces(step, { ...making, parts }) : one((to) => layerNormWeights(step, to)),
      ];
    case "scaleBack":
      return parts > 1 ? columnPieces(step, { ...making, parts }) : one((to) => scaleWeights(step, to));
  }
}

/** Rows from which on a sum is made in parts, and parts at most. */
const [MANY, PARTS] = [1024, 1024];

// As many parts as each has rows: what adds them goes round as often as what makes them.
function partsOf({ rows }: NormStep, { batchSize }: Making): number {
  const all = rows * batchSize;
  return all > MANY ? Math.min(PARTS, Math.ceil(Math.sqrt(all))) : 1;
}

interface InParts extends Making {
  readonly parts: number;
}

function batchNormPieces(
  { step, tail }: Omit<BatchNormParts, "parts" | "sums" | "means">,
  { newTensor, parts }: InParts,
): Piece[] {
  const [sums, means] = [newTensor(0, 2 * parts * step.width), newTensor(0, step.width)];
  const { reads: { x }, writes: { deviation, xhat, y } } = step;
  const of = { step, tail, parts, sums, means };
  const last = flowOf([{ reads: { x, means, deviation }, writes: { xhat, y } }, ...tail]);
  return [
    { reads: { x }, writes: { sums }, write: (to) => batchNormParts(of, to) },
    { reads: { sums }, writes: { means, deviation }, write: (to) => batchNormStatistics(of, to) },
    { ...last, write: (to) => batchNormApply(of, to) },
  ];
}

function columnPieces(
  step: Extract<NormStep, { op: "batchNormBack" | "layerNormBack" | "scaleBack" }>,
  { newTensor, parts }: InParts,
): Piece[] {
  const { rows, width, reads: { dy } } = step;
  const [x, to] = step.op === "scaleBack"
    ? [step.reads.x, { along: step.factor }]
    : [step.reads.xhat, { along: step.gain, plain: step.shift }];
  const sums = newTensor(0, 2 * parts * width);
  const of: ColumnSums = { x, dy, rows, width, parts, sums, ...to };
  return [
    { reads: { x, dy }, writes: { sums }, write: (to) => columnParts(of, to) },
    { reads: { sums }, writes: {}, write: (to) => columnSums(of, to) },
  ];
}
