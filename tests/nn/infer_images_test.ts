import assert from "node:assert/strict";
import { ShapeError } from "../../core/mod.ts";
import type { Layer } from "../../core/layer.ts";
import {
  chain,
  conv2d,
  dense,
  flatten,
  globalMaxPool,
  globalMeanPool,
  infer,
  maxPool2d,
  meanPool2d,
  parametersOf,
  summary,
  upsample2d,
} from "../../nn/mod.ts";

// By hand: (size + 2 · padding − (kernel − 1) · dilation − 1) / stride + 1, rounded down; "same" is ⌈size / stride⌉.
const shapes: readonly (readonly [name: string, layer: Layer, input: number[], output: number[]])[] = [
  ["3 × 3, valid", conv2d(4), [7, 9, 2], [5, 7, 4]],
  ["same", conv2d(4, { padding: "same" }), [7, 9, 2], [7, 9, 4]],
  ["an even kernel, same", conv2d(1, { kernel: [2, 4], padding: "same" }), [7, 9, 1], [7, 9, 1]],
  ["stride, same", conv2d(1, { stride: [2, 3], padding: "same" }), [7, 9, 1], [4, 3, 1]],
  ["stride, valid", conv2d(1, { stride: 2 }), [8, 9, 1], [3, 4, 1]],
  ["padding by number", conv2d(1, { kernel: 5, padding: 2 }), [7, 9, 1], [7, 9, 1]],
  ["padding by axis", conv2d(1, { kernel: 1, padding: [1, 2] }), [7, 9, 1], [9, 13, 1]],
  ["dilation", conv2d(1, { dilation: [2, 3] }), [7, 9, 1], [3, 3, 1]],
  ["max pool drops what is left over", maxPool2d(2), [7, 9, 3], [3, 4, 3]],
  ["max pool, same, keeps it", maxPool2d(2, { padding: "same" }), [7, 9, 3], [4, 5, 3]],
  ["overlapping pool", meanPool2d(3, { stride: 2, padding: 1 }), [7, 9, 3], [4, 5, 3]],
  ["global max", globalMaxPool(), [7, 9, 3], [3]],
  ["global mean", globalMeanPool(), [7, 9, 3], [3]],
  ["upsample", upsample2d([2, 3]), [7, 9, 3], [14, 27, 3]],
  ["flatten", flatten(), [7, 9, 3], [189]],
  ["flatten of a row", flatten(), [7], [7]],
  ["one point", conv2d(2, { padding: "same" }), [1, 1, 1], [1, 1, 2]],
];

for (const [name, layer, input, output] of shapes) {
  Deno.test(`infer() gives shapes of images: ${name}`, () =>
    assert.deepEqual(infer(layer, input).output, output));
}

Deno.test("conv2d has a kernel of height × width × channels of its group × channels, and a bias", () => {
  const shapesOf = (layer: Layer) =>
    parametersOf(infer(layer, [8, 8, 6])).map(({ name, shape }) => [name, shape]);
  assert.deepEqual(shapesOf(conv2d(4, { kernel: [2, 3] })), [["0/kernel", [2, 3, 6, 4]], ["0/bias", [4]]]);
  assert.deepEqual(shapesOf(conv2d(12, { groups: 6, bias: false })), [["0/kernel", [3, 3, 1, 12]]]);
});

const messages: readonly (readonly [name: string, make: () => unknown, message: string | RegExp])[] = [
  [
    "a window larger than the image",
    () => infer(chain(conv2d(4), conv2d(4, { kernel: 5 })), [6, 6, 1]),
    'Cannot apply conv2d(4) at 1: its window does not fit into [4, 4, 4]; take a smaller window, padding: "same", or larger images',
  ],
  [
    "a pool larger than the image",
    () => infer(chain(maxPool2d(2), maxPool2d(2)), [3, 3, 1]),
    'Cannot apply maxPool2d([2, 2]) at 1: its window does not fit into [1, 1, 1]; take a smaller window, padding: "same", or larger images',
  ],
  [
    "no image",
    () => infer(conv2d(4), [6]),
    "Cannot apply conv2d(4) at 0: it takes [height, width, channels], but [6] arrives; give images",
  ],
  [
    "no image for a global pool",
    () => infer(chain(flatten(), globalMeanPool()), [2, 2, 1]),
    "Cannot apply globalMeanPool at 1: it takes [height, width, channels], but [4] arrives; give images",
  ],
  [
    "groups that do not divide channels",
    () => infer(conv2d(4, { groups: 2 }), [6, 6, 3]),
    "Cannot apply conv2d(4) at 0: 2 groups do not divide 3 channels of [6, 6, 3] and 4 of its own; take groups that divide both",
  ],
  [
    "dense without flatten",
    () => infer(chain(conv2d(4), dense(2)), [6, 6, 1]),
    "Cannot apply dense(2) at 1: it takes [inputs], but [4, 4, 4] arrives; flatten first",
  ],
  [
    "padding of a pool as large as its window",
    () => maxPool2d(2, { padding: 2 }),
    'Cannot set "padding" of maxPool2d: [2,2] is not less than its size [2,2]; take less, or "same"',
  ],
  [
    "a kernel that has no name",
    // @ts-expect-error options come by name
    () => conv2d(8, 5),
    "Cannot take 5 for options: give them by name, e.g. conv2d(8, { kernel: 5 })",
  ],
  [
    "a stride that has no name",
    // @ts-expect-error options come by name
    () => maxPool2d(3, 1),
    "Cannot take 1 for options: give them by name, e.g. maxPool2d(2, { stride: 1 })",
  ],
  [
    "a kernel of nothing",
    () => conv2d(4, { kernel: 0 }),
    /Cannot set "kernel" of conv2d: expected an integer ≥ 1/,
  ],
  [
    "half a pixel",
    () => conv2d(4, { stride: [1, 0.5] }),
    /Cannot set "stride" of conv2d: expected an integer ≥ 1/,
  ],
  [
    "a word that is no padding",
    // @ts-expect-error no such padding
    () => conv2d(4, { padding: "full" }),
    /Cannot set "padding" of conv2d: expected "valid", "same", an integer ≥ 0/,
  ],
];

for (const [name, make, message] of messages) {
  Deno.test(`layers of images refuse ${name}`, () => assert.throws(make, { message }));
}

Deno.test("a window that does not fit is a ShapeError with the layer's path and the shape that arrived", () => {
  assert.throws(() => infer(conv2d(4), [2, 8, 1]), (error) => {
    assert.ok(error instanceof ShapeError);
    assert.deepEqual([error.path, error.found], ["0", [2, 8, 1]]);
    return true;
  });
});

Deno.test("summary() tells window, groups and activation of layers of images", () => {
  const text = summary(infer(chain(conv2d(6, { groups: 2 }), maxPool2d([2, 3]), globalMaxPool()), [8, 8, 2]));
  assert.match(text, /conv2d\(6, 3 × 3, 2 groups\) +\[6, 6, 6\] +60/);
  assert.match(text, /maxPool2d\(2 × 3\) +\[3, 2, 6\] +0/);
});
