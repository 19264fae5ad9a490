import { crossEntropy } from "../kernels/cross_entropy.ts";
import { mean, ratio } from "../kernels/losses.ts";
import { softmax, softmaxBack } from "../kernels/softmax.ts";
import { given, type KnownAnswer, planned } from "./known_answer.ts";

const [y, a, b, c, rowLoss] = [given("y", 3), planned(3, 3), planned(4, 3), planned(5, 3), planned(6, 1)];
const logits = [1, 2, 3, 1000, 0, 1000];
const e = [Math.exp(-2), Math.exp(-1), 1];
const all = e[0]! + e[1]! + e[2]!;
const p = [...e.map((value) => value / all), 0.5, 0, 0.5];
const logp = [
  -2 - Math.log(all),
  -1 - Math.log(all),
  -Math.log(all),
  -Math.log(2),
  -1000 - Math.log(2),
  -Math.log(2),
];
// targets of the batch, whose rows are the examples in reverse order
const wanted = [0, 1, 0, 1, 0, 0];
const examples = { y: [1, 0, 0, 0, 1, 0], weights: [3, 0.5] };
const weights = [0.5, 3];

const slope = [1, 2, -1, 0, 1, 4];
const rows = [0, 1];
const along = (g: readonly number[], q: readonly number[]) =>
  rows.map((r) => sum3((j) => g[3 * r + j]! * q[3 * r + j]!));

function sum3(term: (j: number) => number): number {
  return term(0) + term(1) + term(2);
}

const ones = [1, 1, 1, 1, 1, 1];
const [above, below] = [2 + weights[0]! * 2 + weights[1]! * 5, 2 + weights[0]! * 3 + weights[1]! * 3];

/** Finalisers and losses. */
export const lossAnswers: readonly KnownAnswer[] = [
  {
    name: "softmax",
    here: 2,
    tensors: [[a, logits], [b, []]],
    write: (to) => softmax({ op: "softmax", reads: { x: a }, writes: { y: b }, width: 3 }, to),
    gives: { tensors: [[b, p]] },
  },
  {
    name: "logSoftmax",
    here: 2,
    tensors: [[a, logits], [b, []]],
    write: (to) => softmax({ op: "logSoftmax", reads: { x: a }, writes: { y: b }, width: 3 }, to),
    gives: { tensors: [[b, logp]] },
  },
  {
    name: "softmaxBack",
    here: 2,
    tensors: [[a, p], [b, slope]],
    write: (to) =>
      softmaxBack({ op: "softmaxBack", reads: { y: a, dx: b }, writes: { dx: b }, width: 3 }, to),
    gives: { tensors: [[b, slope.map((g, i) => p[i]! * (g - along(slope, p)[Math.floor(i / 3)]!))]] },
  },
  {
    name: "logSoftmaxBack",
    here: 2,
    tensors: [[a, logp], [b, slope]],
    write: (to) =>
      softmaxBack({ op: "logSoftmaxBack", reads: { y: a, dx: b }, writes: { dx: b }, width: 3 }, to),
    gives: { tensors: [[b, slope.map((g, i) => g - p[i]! * along(slope, ones)[Math.floor(i / 3)]!)]] },
  },
  {
    name: "crossEntropy",
    here: 2,
    ...examples,
    tensors: [[a, logits], [b, []], [rowLoss, []]],
    write: (to) =>
      crossEntropy({
        step: { op: "crossEntropy", reads: { x: a, y }, writes: { dx: b }, width: 3 },
        rowLoss,
      }, to),
    gives: {
      tensors: [
        [b, p.map((q, i) => weights[Math.floor(i / 3)]! * (q - wanted[i]!) / 2)],
        [rowLoss, [-logp[1]!, -logp[3]!]],
      ],
    },
  },
  {
    name: "mean",
    here: 2,
    ...examples,
    tensors: [[a, slope]],
    write: (to) => mean({ element: a, width: 3, per: 3 }, to),
    gives: { losses: [(weights[0]! * 2 + weights[1]! * 5) / 6] },
  },
  {
    name: "ratio",
    here: 2,
    ...examples,
    tensors: [[a, slope], [b, ones], [c, slope], [planned(7, 3), ones]],
    write: (to) =>
      ratio({
        op: "ratio",
        reads: { top: a, bottom: b, dx: c, dbottom: planned(7, 3) },
        writes: { dx: c },
        width: 3,
        smooth: 2,
      }, to),
    gives: {
      losses: [1 - above / below],
      tensors: [[c, slope.map((g, i) => -weights[Math.floor(i / 3)]! * (g * below - above) / below ** 2)]],
    },
  },
];
