import { clipNorm, momentum, optimiserChain } from "../../../nn/mod.ts";
import { advance } from "../kernels/advance.ts";
import { mean } from "../kernels/losses.ts";
import { normPartials, norms, PARTIALS } from "../kernels/norms.ts";
import { update } from "../kernels/update.ts";
import { passesOf } from "../passes.ts";
import { tapeOf } from "../tape.ts";
import { type KnownAnswer, planned, slot } from "./known_answer.ts";

const { rules } = optimiserChain(clipNorm({ omega: 2.5 }), momentum({ eta: 0.5, rho: 0.25 }));
const tape = tapeOf({ network: { kind: "identity" }, optimiser: rules, seed: [0, 0] });
const slots = [slot(0, 2), slot(4, 1)];
const layout = { slots, trained: 8, total: 8, memories: [{ link: 1, name: "v", start: 0, vector: 0 }] };
const [partials, sums, element] = [planned(3, 0, 2 * PARTIALS), planned(4, 0, 2), planned(5, 1)];
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
    // three batches of one row in one dispatch, the rows' numbers being those of the examples in reverse order
    name: "whole",
    here: 1,
    steps: 3,
    x: [5, 6, 7],
    tensors: [[element, []]],
    write: (to) => [
      {
        name: "elements",
        form: "each",
        count: "o.here",
        text: `${to.element(element)("i")} = data[o.x + tape[o.first + i]];`,
      },
      mean({ element, width: 1, per: 1 }, to),
      advance,
    ],
    gives: { losses: [7, 6, 5] },
  },
];
