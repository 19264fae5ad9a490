import assert from "node:assert/strict";
import { wasm } from "../../../backends/wasm/mod.ts";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { loopLimit } from "../../../backends/webgpu/loop_limit.ts";
import { batchNorm, chain, dense, relu, sigmoid } from "../../../nn/mod.ts";
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
  const task = (rows: number): Task =>
    taskOf({
      network: chain(batchNorm(), dense(2)),
      input: [2],
      outputs: 2,
      rows,
      batchSize: rows,
      epochs: 1,
    });
  using backend = backendOn(device);
  using theirs = wasm({ threads: 1 });
  const [found, wanted] = [await carryOut(backend, task(20000)), await carryOut(theirs, task(20000))];
  assert.ok(Math.abs(found.losses[0]! - wanted.losses[0]!) <= 1e-3 * wanted.losses[0]!);
  if (limit === Infinity) return;
  await assert.rejects(carryOut(backend, task(30000)), {
    name: "DeviceError",
    message:
      /^Cannot run kernel batchNorm on .+: its loops go round 9000\d times, and this device ends them after 65\d{3}; use/,
  });
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
