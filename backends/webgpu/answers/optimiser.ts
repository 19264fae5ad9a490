import { clipNorm, descent, momentum, optimiserChain } from "../../../nn/mod.ts";
import { passesOf } from "../../lowering/mod.ts";
import { mean } from "../kernels/losses.ts";
import { normPartials, norms, PARTIALS } from "../kernels/norms.ts";
import { product } from "../kernels/product.ts";
import { update } from "../kernels/update.ts";
import { weights as weightsOf } from "../kernels/weights.ts";
import { tapeOf } from "../tape.ts";
import { given, type KnownAnswer, planned, slot } from "./known_answer.ts";

const { rules } = optimiserChain(clipNorm({ omega: 2.5 }), momentum({ eta: 0.5, rho: 0.25 }));
const tape = tapeOf({ network: { kind: "identity" }, optimiser: rules, seed: [0, 0] });
const slots = [slot(0, 2), slot(4, 1)];
const layout = { slots, trained: 8, total: 8, memories: [{ link: 1, name: "v", start: 0, vector: 0 }] };
const [partials, sums] = [planned(3, 0, 2 * PARTIALS), planned(4, 0, 2)];
const weights = [1, 2, 0, 0, 3, 0, 0, 0];
const gradients = [3, -4, 0, 0, 2, 0, 0, 0];
const velocities = [1, 1, 0, 0, 1, 0, 0, 0];
const words = new Uint32Array(tape.stride);
tape.write(words, 0, { step: 0, stepsPerEpoch: 1, since: 0 });

const of = { p: 2, over: "array", slots, partials, norms: sums } as const;
const sparse = (values: Readonly<Record<number, number>>) =>
  Array.from({ length: 2 * PARTIALS }, (_, i) => values[i] ?? 0);
// the first array's norm of 5 is cut to 2.5
const velocity = [0.25 + 0.5 * 1.5, 0.25 - 0.5 * 2, 0, 0, 0.25 + 0.5 * 2, 0, 0, 0];

// A line through the origin, and descent at rate ½.
const { rules: half } = descent({ eta: 0.5 });
const ofHalf = tapeOf({ network: { kind: "identity" }, optimiser: half, seed: [0, 0] });
const step = new Uint32Array(ofHalf.stride);
ofHalf.write(step, 0, { step: 0, stepsPerEpoch: 1, since: 0 });
const line = { slots: [slot(0, 1)], trained: 4, total: 4, memories: [] };
const [input, output, ones] = [given("x", 1), planned(3, 1), planned(4, 1)];
const one = { kernel: slot(0, 1), rows: 1, inputs: 1, outputs: 1 };
const forward = { op: "dense", reads: { x: input }, writes: { y: output }, ...one, relu: false } as const;
const weightsOfLine = { op: "denseWeights", reads: { x: input, dy: ones }, writes: {}, ...one } as const;

/** The optimiser, and going on to the next batch. */
export const optimiserAnswers: readonly KnownAnswer[] = [
  {
    name: "normPartials",
    here: 1,
    vectors: [...weights, ...gradients, ...velocities],
    layout,
    tensors: [[partials, []]],
    write: (to) => normPartials(of, to),
    gives: { tensors: [[partials, sparse({ 0: 9, 1: 16, [PARTIALS]: 4 })]] },
  },
  {
    name: "norms",
    here: 1,
    tensors: [[partials, sparse({ 0: 9, 200: 16, [PARTIALS + 5]: 4 })], [sums, []]],
    write: (to) => norms(of, to),
    gives: { tensors: [[sums, [5, 2]]] },
  },
  {
    name: "update",
    here: 1,
    vectors: [...weights, ...gradients, ...velocities],
    layout,
    tape: [...words],
    tensors: [[sums, [5, 2]]],
    write: (to) => update({ pass: passesOf(rules)[0]!, layout, tape, norms: sums }, to),
    gives: { vectors: [...weights.map((w, i) => w - velocity[i]!), ...gradients, ...velocity] },
  },
  {
    // two batches of one row, the last example first: y = 6 w, its mean, the slope 6, w less half of that; then 5 w
    name: "whole",
    here: 1,
    steps: 2,
    x: [5, 6],
    vectors: [10, 0, 0, 0, 0, 0, 0, 0],
    layout: line,
    tape: [...step],
    tensors: [[output, []], [ones, [1]]],
    write: (to) => [
      product({ step: forward, tail: [] }, to),
      mean({ element: output, width: 1, per: 1 }, to),
      weightsOf({ layers: [weightsOfLine] }, to),
      update({ pass: passesOf(half)[0]!, layout: line, tape: ofHalf, norms: undefined }, to),
    ],
    gives: { losses: [60, 35], vectors: [7 - 2.5, 0, 0, 0, 5, 0, 0, 0] },
  },
];
