import assert from "node:assert/strict";
import { reference } from "../../../backends/reference/mod.ts";
import { wasm } from "../../../backends/wasm/mod.ts";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { loopLimit } from "../../../backends/webgpu/loop_limit.ts";
import {
  batchNorm,
  chain,
  conv2d,
  dense,
  flatten,
  globalMaxPool,
  globalMeanPool,
  maxPool2d,
  meanPool2d,
  relu,
  sigmoid,
  upsample2d,
} from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { carryOut, type Task, taskOf, times } from "./_network.ts";

// Mesa's software driver ends all loops of an invocation after 65,535 rounds, and says nothing.
const deep = taskOf({
  network: chain(...times(5, () => dense(9, { activation: sigmoid })), dense(3)),
  input: [4],
  outputs: 3,
  rows: 150,
  batchSize: 16,
  epochs: 200,
});
const wide = taskOf({
  network: chain(dense(32, { activation: relu }), dense(2)),
  input: [30],
  outputs: 2,
  rows: 569,
  batchSize: 16,
  epochs: 10,
});

// Batches of one: the loops of many layers' weights are short, and all of them are begun in each turn. The first was
// cut short when only one of them was counted.
const SINGLES = [
  { widths: [16, 16, 16, 16, 15], inputs: 4, outputs: 3, epochs: 40 },
  { widths: [40, 40, 40, 40, 40], inputs: 60, outputs: 2, epochs: 10 },
];

test("no step is lost in batches of one, however many layers and inputs there are", async (device) => {
  for (const { widths, inputs, outputs, epochs } of SINGLES) {
    const network = chain(...widths.map((width) => dense(width, { activation: relu })), dense(outputs));
    const task = taskOf({ network, input: [inputs], outputs, rows: 150, batchSize: 1, epochs });
    using backend = backendOn(device, { forms: { whole: Infinity, tiles: 16 } });
    const { state } = await carryOut(backend, task); // throws where a step is lost
    assert.equal(state.step, 150 * epochs);
  }
});

test("large batches of small layers are not refused", async (device) => {
  const task = taskOf({
    network: chain(dense(8, { activation: relu }), dense(1)),
    input: [3],
    outputs: 1,
    rows: 17000,
    batchSize: 17000,
    epochs: 2,
    learns: "numbers",
  });
  using ours = backendOn(device);
  using theirs = wasm({ threads: 1 });
  const [found, wanted] = [await carryOut(ours, task), await carryOut(theirs, task)];
  wanted.losses.forEach((loss, e) => assert.ok(Math.abs(found.losses[e]! - loss) <= 1e-3 * loss));
});

for (const [name, task] of Object.entries({ deep, wide })) {
  test(`no step is cut short where many of them are one dispatch: a ${name} network`, async (device) => {
    using ours = backendOn(device, { forms: { whole: Infinity, tiles: 16 } });
    using theirs = wasm({ threads: 1 });
    const [found, wanted] = [await carryOut(ours, task), await carryOut(theirs, task)];
    assert.equal(found.state.step, wanted.state.step);
    wanted.losses.forEach((loss, e) => {
      assert.ok(
        Math.abs(found.losses[e]! - loss) <= 1e-3 * loss,
        `epoch ${e}: ${found.losses[e]}, not ${loss}`,
      );
    });
    assert.deepEqual(await carryOut(ours, task), found);
  });
}

test("a kernel that would go round more often than the device does is refused by name, and no other", async (device) => {
  const limit = await loopLimit(device);
  const task = (size: number): Task =>
    taskOf({
      network: chain(globalMeanPool(), dense(2)),
      input: [size, size, 1],
      outputs: 2,
      rows: 3,
      batchSize: 3,
      epochs: 1,
    });
  using backend = backendOn(device);
  using theirs = reference();
  const [found, wanted] = [await carryOut(backend, task(250)), await carryOut(theirs, task(250))];
  assert.ok(Math.abs(found.losses[0]! - wanted.losses[0]!) <= 1e-3 * wanted.losses[0]!);
  if (limit === Infinity) return;
  await assert.rejects(carryOut(backend, task(300)), {
    name: "DeviceError",
    message:
      /^Cannot run kernel sumPool on .+: its loops go round 9060\d times, and this device ends them after 65\d{3}; use/,
  });
});

test("no step is cut short where many of them are one dispatch: networks of images", async (device) => {
  const small = (channels: number) => conv2d(channels, { padding: "same", activation: relu });
  const networks = [
    chain(small(3), maxPool2d(2), small(4), meanPool2d(2), flatten(), dense(2)),
    chain(conv2d(4, { stride: 2, groups: 2 }), batchNorm(), upsample2d(2), globalMaxPool(), dense(2)),
  ];
  for (const network of networks) {
    const of = { network, input: [8, 6, 2], outputs: 2, rows: 40 };
    for (const batchSize of [1, 8]) {
      const task = taskOf({ ...of, batchSize, epochs: 2 });
      using ours = backendOn(device, { forms: { whole: Infinity, tiles: 16 } });
      using theirs = reference();
      const [found, wanted] = [await carryOut(ours, task), await carryOut(theirs, task)];
      wanted.losses.forEach((loss, e) => assert.ok(Math.abs(found.losses[e]! - loss) <= 1e-3 * loss));
    }
  }
});

test("weights of a window that has many places are sums of parts, none too long for the device", async (device) => {
  const task = taskOf({
    network: chain(
      conv2d(2, { kernel: [1, 2] }),
      maxPool2d(16),
      conv2d(2, { groups: 2 }),
      flatten(),
      dense(2),
    ),
    input: [160, 160, 1],
    outputs: 2,
    rows: 4,
    batchSize: 4, // 101,760 places
    epochs: 1,
  });
  using ours = backendOn(device, { forms: { whole: 0, tiles: Infinity } });
  using theirs = reference();
  const [found, wanted] = [await carryOut(ours, task), await carryOut(theirs, task)];
  for (const [name, { data }] of wanted.state.arrays) {
    const { data: own } = found.state.arrays.get(name)!;
    data.forEach((value, i) =>
      assert.ok(Math.abs(own[i]! - value) <= 1e-4, `${name}: ${own[i]}, not ${value}`)
    );
  }
});

test("a network of many small layers trains, though no kernel could carry out a whole step", async (device) => {
  using ours = backendOn(device);
  using theirs = wasm({ threads: 1 });
  const task = taskOf({
    network: chain(...times(60, () => dense(4)), dense(3)),
    input: [4],
    outputs: 3,
    rows: 20,
    batchSize: 8,
    epochs: 2,
  });
  const [found, wanted] = [await carryOut(ours, task), await carryOut(theirs, task)];
  wanted.losses.forEach((loss, e) => assert.ok(Math.abs(found.losses[e]! - loss) <= 1e-3 * loss));
});
