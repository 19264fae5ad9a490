import { pool, type PoolStep } from "../kernels/pools.ts";
import { type KnownAnswer, planned } from "./known_answer.ts";

// Two channels of a 3 × 4 image; windows of 2 × 3 begin a row and a column outside, and overlap.
const window = {
  input: [3, 4],
  output: [2, 3],
  size: [2, 3],
  stride: [2, 1],
  dilation: [1, 1],
  before: [1, 1],
  after: [0, 0],
} as const;
const of = { window, channels: 2 } as const;
const [image, places, which] = [planned(3, 24), planned(4, 12), planned(5, 12)];

/** Interleaves two channels. */
function channels(one: readonly number[], two: readonly number[]): number[] {
  return one.flatMap((value, i) => [value, two[i]!]);
}

const x = channels([5, 5, 2, 2, 0, -1, 4, 4, 7, 3, 3, 9], [-1, -2, -3, -4, -5, -6, -7, -8, -9, -9, -9, NaN]);
const largest = channels([5, 5, 5, 7, 7, 9], [-1, -1, -2, -5, -5, NaN]);
const where = channels([4, 3, 3, 4, 3, 5], [4, 3, 3, 1, 0, 5]);

const ones = channels([1, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60]);
const backward = channels(
  [1 + 2, 3, 0, 0, 0, 0, 0, 0, 4 + 5, 0, 0, 6],
  [10 + 20, 30, 0, 0, 40 + 50, 0, 0, 0, 0, 0, 0, 60],
);

const steps: Readonly<Record<"max" | "back" | "mean" | "sum" | "spread" | "repeat", PoolStep>> = {
  max: { op: "maxPool", reads: { x: image }, writes: { y: places, which }, ...of },
  back: { op: "maxPoolBack", reads: { dy: places, which }, writes: { dx: image }, ...of },
  mean: { op: "sumPool", reads: { x: image }, writes: { y: places }, ...of, mean: true },
  sum: { op: "sumPool", reads: { x: image }, writes: { y: places }, ...of, mean: false },
  spread: { op: "spread", reads: { x: places }, writes: { y: image }, ...of, mean: true },
  repeat: { op: "spread", reads: { x: places }, writes: { y: image }, ...of, mean: false },
};

const numbers = channels([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2]);
const sums = channels(
  [1 + 2, 1 + 2 + 3, 2 + 3 + 4, 5 + 6 + 9 + 10, 5 + 6 + 7 + 9 + 10 + 11, 6 + 7 + 8 + 10 + 11 + 12],
  [2, 3, 3, 4, 6, 6],
);
const counts = [2, 3, 3, 4, 6, 6]; // points of each place that lie in the image
// each point is covered by so many places of the same row
const spread = (place: (i: number) => number) =>
  [0, 1, 1].flatMap((row) =>
    [[0, 1], [0, 1, 2], [1, 2], [2]].map((columns) =>
      columns.reduce((sum, column) => sum + place(3 * row + column), 0)
    )
  );
const [all, share] = [(i: number) => i + 1, (i: number) => (i + 1) / counts[i]!] as const;
const tenfold = (values: readonly number[]) => channels(values, values.map((value) => 10 * value));

function answer(
  step: PoolStep,
  [tensors, ...gives]: readonly [KnownAnswer["tensors"], ...NonNullable<KnownAnswer["gives"]["tensors"]>],
): KnownAnswer {
  return {
    name: step.op,
    here: 1,
    tensors,
    write: (to) => pool({ step, tail: [] }, to),
    gives: { tensors: gives },
  };
}

/** Pools, forward and back. */
export const poolAnswers: readonly KnownAnswer[] = [
  answer(steps.max, [[[image, x], [places, []], [which, []]], [places, largest], [which, where]]),
  answer(steps.back, [[[places, ones], [which, where], [image, []]], [image, backward]]),
  answer(steps.mean, [[[image, numbers], [places, []]], [
    places,
    sums.map((sum, i) => sum / counts[Math.floor(i / 2)]!),
  ]]),
  answer(steps.sum, [[[image, numbers], [places, []]], [places, sums]]),
  answer(steps.spread, [[[places, ones], [image, []]], [image, tenfold(spread(share))]]),
  answer(steps.repeat, [[[places, ones], [image, []]], [image, tenfold(spread(all))]]),
];
