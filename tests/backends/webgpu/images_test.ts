import assert from "node:assert/strict";
import { reference } from "../../../backends/reference/mod.ts";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { SHAPES } from "../../../backends/webgpu/kernels/tile.ts";
import {
  activate,
  batchNorm,
  chain,
  conv2d,
  dense,
  descent,
  flatten,
  globalMeanPool,
  layerNorm,
  maxPool2d,
  relu,
  scale,
  tanh,
} from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { counted } from "./_counted.ts";
import { begin, carryOut, type Task, taskOf } from "./_network.ts";

const same = (channels: number) => conv2d(channels, { padding: "same", activation: relu });
const tiny = { outputs: 2, epochs: 2, optimiser: descent({ eta: 0.1 }) };

// Losses and weights are those of the oracle, as far as 32 bits go.
async function agrees(found: Awaited<ReturnType<typeof carryOut>>, task: Task): Promise<void> {
  using theirs = reference();
  const wanted = await carryOut(theirs, task);
  const near = (ours: ArrayLike<number>, oracle: ArrayLike<number>, name: string) => {
    const largest = Math.max(...Array.from(oracle, Math.abs));
    Array.from(oracle).forEach((value, i) =>
      assert.ok(Math.abs(ours[i]! - value) <= 1e-4 * largest, `${name}: ${ours[i]}, not ${value}`)
    );
  };
  near(found.losses, wanted.losses, "losses");
  for (const [name, { data }] of wanted.state.arrays) near(found.state.arrays.get(name)!.data, data, name);
}

test("a step of three convolutions, pools and a dense layer takes at most 20 dispatches", async (device) => {
  const task = taskOf({
    network: chain(
      same(16),
      maxPool2d(2),
      same(32),
      maxPool2d(2),
      same(32),
      maxPool2d(2),
      flatten(),
      dense(10),
    ),
    input: [28, 28, 1],
    outputs: 10,
    rows: 50,
    batchSize: 50,
    epochs: 1,
  });
  using backend = backendOn(device, { forms: { whole: 0, tiles: 16, shape: SHAPES[0] } });
  using program = await begin(backend, task);
  const data = program.upload(task.examples);
  await program.train(data, task.orders);
  const { dispatchWorkgroups } = await counted(() => program.train(data, task.orders));
  assert.ok(dispatchWorkgroups <= 20, `${dispatchWorkgroups} dispatches a step`);
});

// Nothing divides the tiles' 32 and 16; channels are read one by one and by fours; the last batch is cut.
const edges = taskOf({
  ...tiny,
  network: chain(
    conv2d(7, { kernel: [3, 2], stride: [1, 2], dilation: [2, 1], padding: [2, 1], activation: relu }),
    conv2d(36, { kernel: 2, activation: tanh, bias: false }),
    conv2d(12, { stride: [2, 1], padding: "same", activation: relu }),
    conv2d(6, { groups: 3, activation: relu }),
    flatten(),
    dense(2),
  ),
  input: [13, 11, 3],
  rows: 12,
  batchSize: 7,
});

test("convolutions made tile by tile have the bits of those made number by number", async (device) => {
  using plain = backendOn(device, { forms: { whole: 0, tiles: Infinity } });
  const wanted = await carryOut(plain, edges);
  await agrees(wanted, edges);
  for (const shape of SHAPES) {
    using tiled = backendOn(device, { forms: { whole: 0, tiles: 1, shape } });
    assert.deepEqual(await carryOut(tiled, edges), wanted);
  }
});

test("more tiles one above the other than a dimension has workgroups are made side by side", async (device) => {
  const [height, width] = [1026, 1024];
  const task = taskOf({
    ...tiny,
    network: chain(conv2d(1, { kernel: [2, 1] }), flatten()),
    input: [height, width, 1],
    outputs: (height - 1) * width,
    rows: 1,
    batchSize: 1,
    epochs: 1,
    learns: "numbers",
  });
  using plain = backendOn(device, { forms: { whole: 0, tiles: Infinity } });
  using tiled = backendOn(device, { forms: { whole: 0, tiles: 1, shape: SHAPES[0] } });
  const [found, wanted] = [await carryOut(tiled, task), await carryOut(plain, task)];
  assert.ok(found.predictions.data.every((value, i) => value === wanted.predictions.data[i]));
  assert.notEqual(found.predictions.data.at(-1), 0);
  assert.deepEqual(found.state, wanted.state);
});

test("normalisations of many rows, whose sums are made in parts, learn what the oracle does", async (device) => {
  const task = taskOf({
    ...tiny,
    network: chain(
      batchNorm(),
      scale(),
      layerNorm(),
      activate(tanh),
      batchNorm({ momentum: 0.3 }),
      globalMeanPool(),
      dense(2),
    ),
    input: [28, 28, 3],
    rows: 63, // the last batch is so short that parts are left over
    batchSize: 50, // 39,200 rows of features: more than the software driver goes round
  });
  using ours = backendOn(device);
  const found = await carryOut(ours, task);
  await agrees(found, task);
  assert.deepEqual(await carryOut(ours, task), found);
});
