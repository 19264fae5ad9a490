import { dropout, dropoutMask } from "../../../nn/mod.ts";
import { copy } from "../kernels/copy.ts";
import { elements, type Part } from "../kernels/elements.ts";
import { scaleWeights } from "../kernels/scale_weights.ts";
import { tapeOf } from "../tape.ts";
import { given, type KnownAnswer, planned, slot } from "./known_answer.ts";

const [x, y, z, wide] = [given("x", 3), planned(3, 3), planned(4, 3), planned(5, 4)];
const factor = slot(0, 3);
const layout = { slots: [], trained: 3, total: 3, memories: [] };

const square: Part = { does: "map", reads: { x }, writes: { y }, values: { y: ["mul", "x", "x"] } };
const tanh: Part = { does: "map", reads: { x }, writes: { z }, values: { z: ["tanh", "x"] } };
const scale: Part = { does: "scale", reads: { x: y }, writes: { y }, factor, features: 3 };
const weigh: Part = { does: "weigh", reads: { x: y }, writes: { y }, per: 2 };
const relu: Part = { does: "map", reads: { y }, writes: { y }, values: { y: ["max", "y", 0] } };
const drop: Part = { does: "drop", reads: { x: z }, writes: { y: z }, layer: 0 };

const [SEED, STEP, RATE] = [[3, 4], 5, 0.5] as const;

// What the tape says of a dropout layer, and what its mask keeps.
function dropped() {
  const tape = tapeOf({ network: dropout(RATE), optimiser: [], seed: SEED });
  const words = new Uint32Array(tape.stride);
  tape.write(words, 0, { step: STEP, stepsPerEpoch: 1, since: 0 });
  const mask = new Uint8Array(6);
  dropoutMask(mask, { seed: SEED, layer: 0, step: STEP, rate: RATE });
  return { tape: [...words], kept: [...mask] };
}
const { tape, kept } = dropped();

/** What is done to elements one by one. */
export const elementAnswers: readonly KnownAnswer[] = [
  {
    name: "elements",
    here: 2,
    x: [1, 2, 3, -4, 0, 0.5],
    weights: [1, 0.5],
    vectors: [2, 3, 4, 0, 0, 0],
    layout,
    tensors: [[y, []], [z, []]],
    write: (to) => elements({ parts: [square, tanh, scale, weigh], width: 3 }, to),
    gives: {
      tensors: [
        [y, [16 * 2 * 0.5 / 4, 0, 0.25 * 4 * 0.5 / 4, 2 / 4, 12 / 4, 36 / 4]],
        [z, [-4, 0, 0.5, 1, 2, 3].map(Math.tanh)],
      ],
    },
  },
  {
    name: "elements",
    here: 2,
    tape,
    tensors: [[z, [1, 2, 3, 4, 5, 6]]],
    write: (to) => elements({ parts: [drop], width: 3 }, to),
    gives: { tensors: [[z, kept.map((k, i) => k * (i + 1) / (1 - RATE))]] },
  },
  {
    name: "elements",
    here: 2,
    tensors: [[y, [NaN, -2, 3, 4, -5, 0]]],
    write: (to) => elements({ parts: [relu], width: 3 }, to),
    gives: { tensors: [[y, [NaN, 0, 3, 4, 0, 0]]] }, // a rectifier must not hide that training has diverged
  },
  {
    name: "copy",
    here: 2,
    tensors: [[y, [1, 2, 3, 4, 5, 6]], [wide, [0, 10, 20, 30, 40, 50, 60, 70]]],
    write: (to) =>
      copy({
        op: "copy",
        reads: { x: y },
        writes: { y: wide },
        from: { offset: 1, stride: 3 },
        to: { offset: 2, stride: 4 },
        rows: 1,
        width: 2,
        add: true,
      }, to),
    gives: { tensors: [[wide, [0, 10, 22, 33, 40, 50, 65, 76]]] },
  },
  {
    name: "scaleWeights",
    here: 2,
    vectors: [1, 1, 1, 0, 0, 0],
    layout,
    tensors: [[y, [1, 2, 3, 4, 5, 6]], [z, [1, 0, -1, 2, 1, 0.5]]],
    write: (to) =>
      scaleWeights(
        { op: "scaleBack", reads: { x: y, dy: z }, writes: { dx: z }, factor, rows: 1, width: 3 },
        to,
      ),
    gives: { vectors: [1, 1, 1, 1 + 8, 5, -3 + 3] },
  },
];
