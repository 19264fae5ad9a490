import assert from "node:assert/strict";
import { cnn, convNet, linear, mlp, resNet, short, vgg } from "../../builders/mod.ts";
import { type Builder, diff, type Layer, type Shape, sizeOf } from "../../core/mod.ts";
import { convWindow, gelu, infer, type Node, parametersOf } from "../../nn/mod.ts";

const networkOf = (made: Builder, input: Shape, outputs = 10): Node =>
  infer(made.build({ input, outputs }), input);
const weights = (node: Node) => parametersOf(node).filter(({ trained }) => trained);
const count = (node: Node) => weights(node).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
const kinds = (node: Node) => node.children.map(({ layer }) => layer.kind);

/** Multiplications and additions of one image, those of convolutions and dense layers. */
function operations(node: Node): number {
  const inside = node.children.reduce((sum, child) => sum + operations(child), 0);
  const { layer } = node;
  const kernel = node.parameters.find(({ name }) => name.endsWith("kernel"));
  if (!kernel) return inside;
  const places = layer.kind === "conv2d" ? sizeOf(convWindow(layer, node).output) : 1;
  return 2 * places * sizeOf(kernel.shape);
}

Deno.test("cnn() is the builder of MLJFlux's tutorial: three blocks, then a dense layer", () => {
  const network = networkOf(cnn(), [28, 28, 1]);
  assert.deepEqual(network.children.map(({ output }) => output), [
    [28, 28, 16],
    [14, 14, 16],
    [14, 14, 32],
    [7, 7, 32],
    [7, 7, 32],
    [3, 3, 32],
    [288],
    [10],
  ]);
  const conv = (inputs: number, channels: number) => (9 * inputs + 1) * channels;
  assert.equal(count(network), conv(1, 16) + conv(16, 32) + conv(32, 32) + 289 * 10);
  for (const { layer } of network.children) {
    if (layer.kind === "conv2d") assert.deepEqual([layer.activation.name, layer.padding], ["relu", "same"]);
  }
});

Deno.test("cnn() takes any odd filter and any number of blocks, and keeps sizes", () => {
  const network = networkOf(cnn({ filter: 5, channels: [4, 6] }), [13, 9, 3], 2);
  assert.deepEqual(network.children.map(({ output }) => output), [
    [13, 9, 4],
    [6, 4, 4],
    [6, 4, 6],
    [3, 2, 6],
    [36],
    [2],
  ]);
  assert.deepEqual(networkOf(cnn(), [8, 8, 1]).children.at(-2)?.output, [32], "8 × 8 is just large enough");
});

const SIZES: readonly (readonly [input: number[], pools: number[][], left: number[]])[] = [
  [[1, 1, 1], [], [1, 1, 16]],
  [[3, 3, 3], [], [3, 3, 16]],
  [[4, 4, 1], [[2, 2]], [2, 2, 16]],
  [[8, 8, 1], [[2, 2], [2, 2]], [2, 2, 32]],
  [[28, 28, 1], [[2, 2], [2, 2], [2, 2]], [3, 3, 64]],
  [[32, 32, 3], [[2, 2], [2, 2], [2, 2], [2, 2]], [2, 2, 64]],
  [[224, 224, 3], Array.from({ length: 6 }, () => [2, 2]), [3, 3, 64]],
  [[1, 20, 1], [[1, 2], [1, 2], [1, 2]], [1, 2, 64]],
  [[16, 4, 1], [[2, 2], [2, 1], [2, 1]], [2, 2, 64]],
];

for (const [input, pools, left] of SIZES) {
  Deno.test(`convNet() has ${pools.length} pools for images of ${input.join(" × ")}`, () => {
    const network = networkOf(convNet(), input);
    const found = network.children.flatMap(({ layer }) => layer.kind === "maxPool2d" ? [layer.size] : []);
    assert.deepEqual(found, pools);
    assert.deepEqual(kinds(network).slice(-3), ["flatten", "dropout", "dense"]);
    assert.deepEqual(network.children.at(-3)?.input, left);
    assert.deepEqual(network.output, [10]);
  });
}

Deno.test("convNet() takes fewer than four million operations for an image of 28 × 28", () => {
  const network = networkOf(convNet(), [28, 28, 1]);
  assert.equal(operations(network), 2 * (784 * 144 + 196 * 144 * 32 + 49 * 288 * 64 + 5760));
  assert.ok(operations(network) < 4e6);
  assert.equal(count(network), 144 + 144 * 32 + 288 * 64 + 2 * (16 + 32 + 64) + 577 * 10);
  assert.deepEqual(kinds(network).slice(0, 4), ["conv2d", "batchNorm", "activation", "maxPool2d"]);
});

Deno.test("convNet() without batchNorm has biases and fused activations", () => {
  const network = networkOf(convNet({ batchNorm: false, channels: [4], kernel: 1, activation: gelu }), [
    4,
    4,
    1,
  ]);
  assert.deepEqual(kinds(network), ["conv2d", "maxPool2d", "flatten", "dropout", "dense"]);
  assert.deepEqual(weights(network).map(({ shape }) => shape), [[1, 1, 1, 4], [4], [16, 10], [10]]);
  const { layer } = network.children[0]!;
  assert.equal(layer.kind === "conv2d" && layer.activation.name, "gelu");
});

Deno.test("vgg() has stages of convolutions and a dense head with dropout", () => {
  const network = networkOf(vgg({ batchNorm: false }), [28, 28, 1]);
  const stage = ["conv2d", "conv2d", "maxPool2d"];
  assert.deepEqual(kinds(network), [
    ...stage,
    ...stage,
    ...stage,
    "flatten",
    "dense",
    "dropout",
    "dense",
  ]);
  const conv = (inputs: number, channels: number) => (9 * inputs + 1) * channels;
  const stages = [conv(1, 16), conv(16, 16), conv(16, 32), conv(32, 32), conv(32, 64), conv(64, 64)];
  assert.equal(count(network), stages.reduce((sum, n) => sum + n, 0) + 577 * 128 + 129 * 10);
  const normalised = networkOf(vgg({ convolutions: 1, channels: [4], hidden: [] }), [6, 6, 3], 2);
  assert.deepEqual(kinds(normalised), ["conv2d", "batchNorm", "activation", "maxPool2d", "flatten", "dense"]);
});

Deno.test("vgg() can be VGG13, which has 133 million weights for 1,000 classes", () => {
  const vgg13 = vgg({ channels: [64, 128, 256, 512, 512], hidden: [4096, 4096], batchNorm: false });
  assert.equal(count(networkOf(vgg13, [224, 224, 3], 1000)), 133_047_848);
});

Deno.test("resNet() has residual blocks that halve images, and short cuts that fit", () => {
  const network = networkOf(resNet(), [28, 28, 1]);
  const shortCuts = network.children.flatMap(({ layer }) =>
    layer.kind === "parallel" ? [layer.branches[0]!] : []
  );
  assert.deepEqual(shortCuts.map(shown), ["pass", "1 × 1 by 2", "1 × 1 by 2"]);
  const sums = network.children.filter(({ layer }) => layer.kind === "parallel");
  assert.deepEqual(sums.map(({ output }) => output), [[28, 28, 16], [14, 14, 32], [7, 7, 64]]);
  assert.deepEqual(kinds(network).slice(-2), ["globalMeanPool", "dense"]);
  const norms = 2 * (16 + 2 * 16 + 3 * 32 + 3 * 64);
  const convs = 9 * (16 + 2 * 256 + 512 + 1024 + 2048 + 4096) + 512 + 2048;
  assert.equal(count(network), convs + norms + 65 * 10);
});

Deno.test("resNet({ blocks: 3 }) is ResNet-20: 19 convolutions on the long way, and a dense layer", () => {
  const network = networkOf(resNet({ blocks: 3 }), [32, 32, 3]);
  const threes = weights(network).filter(({ shape }) => shape.length === 4 && shape[0] === 3);
  assert.equal(threes.length, 19);
});

Deno.test("resNet() projects where channels change without a stride, and takes images of any size", () => {
  const made = resNet({ stem: 4, channels: [6, 6, 8], blocks: 2 });
  const { layer } = networkOf(made, [5, 5, 1]).children[3]!;
  assert.equal(layer.kind === "parallel" && shown(layer.branches[0]!), "1 × 1 by 1");
  for (const input of [[1, 1, 1], [3, 5, 3], [9, 2, 1]]) {
    assert.deepEqual(networkOf(made, input, 3).output, [3]);
  }
});

function shown(layer: Layer): string {
  if (layer.kind === "identity") return "pass";
  const first = layer.kind === "chain" ? layer.layers[0] : undefined;
  return first?.kind === "conv2d" ? `${first.kernel.join(" × ")} by ${first.stride[0]}` : layer.kind;
}

const MESSAGES: readonly (readonly [name: string, call: () => unknown, text: string])[] = [
  [
    "an even filter",
    () => cnn({ filter: 4 }),
    'RangeError: Cannot set "filter" of Cnn: expected an odd integer ≥ 1, got 4; ' +
    "only around an odd window does padding keep the size of images",
  ],
  [
    "a filter that is no integer",
    () => cnn({ filter: 2.5 }),
    'RangeError: Cannot set "filter" of Cnn: expected an odd integer ≥ 1, got 2.5',
  ],
  [
    "no channels",
    () => convNet({ channels: [] }),
    'RangeError: Cannot set "channels" of ConvNet: expected a list, each an integer ≥ 1, at least one, got []',
  ],
  [
    "a block without channels",
    () => vgg({ channels: [4, 0] }),
    'RangeError: Cannot set "channels" of Vgg: expected a list, each an integer ≥ 1, at least one, got [4, 0]',
  ],
  [
    "a stage without blocks",
    () => resNet({ blocks: 0 }),
    'RangeError: Cannot set "blocks" of ResNet: expected an integer ≥ 1, got 0',
  ],
  [
    "an unknown name",
    () => cnn({ filters: 3 } as object),
    'TypeError: Cannot set "filters" of Cnn: known parameters are filter, channels; did you mean "filter"?',
  ],
  [
    "images too small for cnn()",
    () => cnn().build({ input: [7, 28, 1], outputs: 2 }),
    "ShapeError: Cannot build Cnn for [7, 28, 1]: it halves images 3 times, once in each of its blocks, and 2 fit; " +
    "give channels for 2, take convNet(), which suits any size, or images of at least 8 × 8",
  ],
  [
    "images of one point for cnn()",
    () => cnn().build({ input: [1, 1, 1], outputs: 2 }),
    "ShapeError: Cannot build Cnn for [1, 1, 1]: it halves images 3 times, once in each of its blocks, and 0 fit; " +
    "take convNet(), which suits any size, or images of at least 8 × 8",
  ],
  [
    "cnn() without a block",
    () => cnn({ channels: [] }),
    'RangeError: Cannot set "channels" of Cnn: expected a list, each an integer ≥ 1, at least one, got []',
  ],
  [
    "images too small for vgg()",
    () => vgg().build({ input: [3, 3, 1], outputs: 2 }),
    "ShapeError: Cannot build Vgg for [3, 3, 1]: it halves images 3 times, once in each of its stages, and 1 fit; " +
    "give channels for 1, take convNet(), which suits any size, or images of at least 8 × 8",
  ],
  ...[cnn(), convNet(), vgg(), resNet()].map((made) =>
    [
      `a table for ${made.kind}`,
      () => made.build({ input: [4], outputs: 2 }),
      `ShapeError: Cannot build ${made.kind} for [4]: it takes [height, width, channels]; ` +
      "give images, or another builder, e.g. mlp()",
    ] as const
  ),
];

for (const [name, call, text] of MESSAGES) {
  Deno.test(`builders of images refuse ${name}`, () =>
    assert.throws(call, (error) => String(error) === text || assert.fail(String(error))));
}

Deno.test("builders of images are compared by value, tunable by path, frozen and printed as listings", () => {
  assert.deepEqual(diff(convNet(), convNet().with({ dropout: 0.25 })), []);
  assert.deepEqual(diff(vgg(), vgg().with({ channels: [8], convolutions: 1 })), ["channels", "convolutions"]);
  for (const made of [cnn(), convNet(), vgg(), resNet()]) {
    assert.ok(Object.isFrozen(made) && Object.isFrozen(made.params));
    assert.deepEqual(
      made.build({ input: [8, 8, 1], outputs: 2 }),
      made.with({}).build({ input: [8, 8, 1], outputs: 2 }),
    );
  }
  assert.equal(String(cnn()), "Cnn(\n  filter = 3,\n  channels = [16, 32, 32])");
});

Deno.test("builders of dense layers flatten images, and leave rows as they are", () => {
  for (const made of [linear(), short(), mlp()]) {
    assert.deepEqual(kinds(networkOf(made, [4, 3, 2]))[0], "flatten");
    assert.deepEqual(kinds(networkOf(made, [24]))[0], "dense");
    assert.equal(count(networkOf(made, [4, 3, 2])), count(networkOf(made, [24])));
  }
});
