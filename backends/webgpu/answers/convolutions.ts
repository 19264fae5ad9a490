import type { Window } from "../../../nn/mod.ts";
import { product, productTiles } from "../kernels/product.ts";
import { SHAPES, type TileShape } from "../kernels/tile.ts";
import { addParts, weights, weightsTiles } from "../kernels/weights.ts";
import { given, type KnownAnswer, mixed, planned, slot } from "./known_answer.ts";

/** Images of a batch. */
const IMAGES = 2;

interface Sizes {
  readonly window: Window;
  readonly inputs: number;
  readonly outputs: number;
  readonly groups: number;
}

// Channels that come by fours are read by fours, others one by one. Nothing divides, and some points lie outside.
const sizes = { input: [4, 5], size: [3, 2], stride: [2, 1], dilation: [1, 2], before: [1, 1] } as const;
const single: Sizes = {
  window: { ...sizes, output: [2, 5], after: [0, 1] },
  inputs: 3,
  outputs: 5,
  groups: 1,
};
const byFours: Sizes = {
  window: { ...sizes, size: [2, 3], stride: [1, 2], dilation: [1, 1], output: [5, 3], after: [1, 1] },
  inputs: 4,
  outputs: 8,
  groups: 1,
};
const grouped: Sizes = { ...single, inputs: 4, outputs: 6, groups: 2 };

// Everything about a convolution of numbers that are mixed: what it is, and what it gives.
function caseOf(of: Sizes) {
  const { window: { input, output, size }, inputs, outputs, groups } = of;
  const [points, places, taps] = [input, output, size].map(([height, width]) => height * width);
  const own = inputs / groups;
  const count = taps! * own * outputs; // of three sizes as many areas
  const x = mixed(IMAGES * points! * inputs, 1);
  const [kernel, bias] = [mixed(count, 2), mixed(outputs, 3)];
  const dy = mixed(IMAGES * places! * outputs, 4);
  const y = dy.map((_, i) => bias[i % outputs]!);
  const [dx, dkernel] = [x.map(() => 0), kernel.map(() => 0)];
  eachProduct(of, ({ image, point, place, tap }) => {
    for (let k = 0; k < outputs * own; k++) {
      const [n, c] = [Math.floor(k / own), k % own];
      const channel = Math.floor(n / (outputs / groups)) * own + c;
      const [at, to] = [
        (image * points! + point) * inputs + channel,
        (image * places! + place) * outputs + n,
      ];
      const of = (IMAGES - 1 - image) * points! * inputs + point * inputs + channel; // the batch is in reverse order
      const w = (tap * own + c) * outputs + n;
      y[to]! += x[of]! * kernel[w]!;
      dkernel[w]! += x[of]! * dy[to]!;
      dx[at]! += dy[to]! * kernel[w]!;
    }
  });
  const dbias = bias.map((_, n) => dy.reduce((sum, d, i) => i % outputs === n ? sum + d : sum, 0));
  return {
    of,
    x,
    kernel,
    bias,
    dy,
    y,
    dx,
    dkernel,
    dbias,
    points: points! * inputs,
    places: places! * outputs,
  };
}

// Every point of every place that lies in the image.
function eachProduct(
  { window: { input, output, size, stride, dilation, before } }: Sizes,
  visit: (at: { image: number; point: number; place: number; tap: number }) => void,
): void {
  for (let i = 0; i < IMAGES * output[0] * output[1] * size[0] * size[1]; i++) {
    const tap = i % (size[0] * size[1]);
    const place = Math.floor(i / (size[0] * size[1])) % (output[0] * output[1]);
    const image = Math.floor(i / (size[0] * size[1] * output[0] * output[1]));
    const row = Math.floor(place / output[1]) * stride[0] - before[0] +
      Math.floor(tap / size[1]) * dilation[0];
    const column = place % output[1] * stride[1] - before[1] + tap % size[1] * dilation[1];
    if (row < 0 || column < 0 || row >= input[0] || column >= input[1]) continue;
    visit({ image, point: row * input[1] + column, place, tap });
  }
}

// The steps of a convolution, and where their numbers are.
function stepsOf(of: Sizes) {
  const { kernel, bias, points, places } = caseOf(of);
  const [tx, ty, tdy, tdx] = [given("x", points), planned(3, places), planned(4, places), planned(5, points)];
  const slots = { kernel: slot(0, kernel.length), bias: slot(kernel.length, bias.length) };
  const forward = {
    op: "conv2d",
    reads: { x: tx },
    writes: { y: ty },
    ...slots,
    ...of,
    relu: false,
  } as const;
  const back = {
    op: "conv2dInput",
    reads: { dy: tdy },
    writes: { dx: tdx },
    kernel: slots.kernel,
    ...of,
  } as const;
  const layers = [{ op: "conv2dWeights", reads: { x: tx, dy: tdy }, writes: {}, ...slots, ...of } as const];
  return { ty, tdy, tdx, layers, made: [{ step: forward, tail: [] }, { step: back, tail: [] }] as const };
}

function answersOf(of: Sizes, shape?: TileShape): readonly KnownAnswer[] {
  const { x, kernel, bias, dy, y, dx, dkernel, dbias } = caseOf(of);
  const { ty, tdy, tdx, layers, made } = stepsOf(of);
  const total = kernel.length + bias.length;
  const layout = { slots: [], trained: total, total, memories: [] };
  const common = { here: IMAGES, layout, vectors: [...kernel, ...bias, ...mixed(total, 5)] };
  const gradients = { vectors: [...kernel, ...bias, ...dkernel, ...dbias] };
  const name = (kind: string) => shape ? `${kind}Tiles` : kind;
  return [
    {
      name: name("conv2d"),
      ...common,
      x,
      tensors: [[ty, []]],
      write: (to) => shape ? productTiles({ product: made[0], shape }, to) : product(made[0], to),
      gives: { tensors: [[ty, y]] },
    },
    {
      name: name("conv2dInput"),
      ...common,
      tensors: [[tdy, dy], [tdx, []]],
      write: (to) => shape ? productTiles({ product: made[1], shape }, to) : product(made[1], to),
      gives: { tensors: [[tdx, dx]] },
    },
    {
      name: name("weights"),
      ...common,
      x,
      tensors: [[tdy, dy]],
      write: (to) => shape ? weightsTiles({ layers, rows: IMAGES, shape }, to) : weights({ layers }, to),
      gives: gradients,
    },
  ];
}

// Two layers, of which one is made in three parts and the other is whole.
function inParts(shape?: TileShape): KnownAnswer {
  const { of, x, kernel, bias, dy, dkernel, dbias, points, places } = caseOf(byFours);
  const [tx, tdy] = [given("x", points), planned(4, places)];
  const total = kernel.length + bias.length;
  const sums = planned(6, 0, 3 * total);
  const layer = (at: number) => ({
    op: "conv2dWeights" as const,
    reads: { x: tx, dy: tdy },
    writes: {},
    kernel: slot(at, kernel.length),
    bias: slot(at + kernel.length, bias.length),
    ...of,
  });
  const layers = [layer(0), layer(total)];
  const split = { parts: [3, 1], sums };
  const layout = { slots: [], trained: 2 * total, total: 2 * total, memories: [] };
  const zeros = [...kernel, ...bias].map(() => 0);
  const vectors = [...zeros, ...zeros, ...zeros, ...zeros];
  return {
    name: shape ? "weightsPartsTiles" : "weightsParts",
    here: IMAGES,
    layout,
    x,
    vectors,
    tensors: [[tdy, dy], [sums, []]],
    write: (to) =>
      shape ? weightsTiles({ layers, split, rows: IMAGES, shape }, to) : weights({ layers, split }, to),
    gives: { vectors: [...zeros, ...zeros, ...zeros, ...dkernel, ...dbias] }, // the first waits for addParts
  };
}

// Parts of the first and the third of three layers, whose sums are 1, 2 … and 10, 20 …
function added(): KnownAnswer {
  const sums = planned(6, 0, 2 * 2 + 3 * 3);
  const dense = (at: number, outputs: number) => ({
    op: "denseWeights" as const,
    reads: { x: given("x", 1), dy: planned(4, outputs) },
    writes: {},
    kernel: slot(at, outputs),
    rows: 1,
    inputs: 1,
    outputs,
  });
  const layers = [dense(0, 2), dense(2, 1), dense(3, 3)];
  return {
    name: "addParts",
    here: 1,
    layout: { slots: [], trained: 6, total: 6, memories: [] },
    vectors: [0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0],
    tensors: [[planned(4, 1), []], [sums, [1, 2, 3, 4, 10, 20, 30, 40, 50, 60, 70, 80, 90]]],
    write: (to) => addParts({ layers, split: { parts: [2, 1, 3], sums } }, to),
    gives: { vectors: [0, 0, 0, 0, 0, 0, 4, 6, 7, 120, 150, 180] },
  };
}

/** Convolutions, number by number and tile by tile. */
export const convolutionAnswers: readonly KnownAnswer[] = [
  ...[single, byFours, grouped].flatMap((sizes) => answersOf(sizes)),
  inParts(),
  added(),
  ...SHAPES.flatMap((shape) => [
    ...[single, byFours].flatMap((sizes) => answersOf(sizes, shape)),
    inParts(shape),
  ]),
];
