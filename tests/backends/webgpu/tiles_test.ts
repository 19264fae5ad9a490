import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { wasm } from "../../../backends/wasm/mod.ts";
import { chain, dense, dropout, relu, tanh } from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { carryOut, taskOf } from "./_network.ts";

// No size divides the tiles' 32 and 16; the last batch is cut.
const NETWORKS = {
  "dense layers with dropout": taskOf({
    network: chain(dense(45, { activation: relu }), dropout(0.3), dense(33, { activation: tanh }), dense(2)),
    input: [37],
    outputs: 2,
    rows: 70,
    batchSize: 50,
    epochs: 2,
  }),
  "numbers, and no bias": taskOf({
    network: chain(dense(35, { activation: relu, bias: false }), dense(19, { bias: false })),
    input: [63],
    outputs: 19,
    rows: 23,
    batchSize: 17,
    epochs: 2,
    learns: "numbers",
  }),
};

for (const [name, task] of Object.entries(NETWORKS)) {
  test(`products made tile by tile have the bits of those made number by number: ${name}`, async (device) => {
    using plain = backendOn(device, { forms: { whole: 0, tiles: Infinity } });
    using tiled = backendOn(device, { forms: { whole: 0, tiles: 1 } });
    const wanted = await carryOut(plain, task);
    const found = await carryOut(tiled, task);
    assert.ok(wanted.losses.every(Number.isFinite));
    assert.deepEqual(found, wanted);
  });
}

test("long batches of small layers, whose sums are made in parts, learn what the wasm backend does", async (device) => {
  const task = taskOf({
    network: chain(dense(20, { activation: relu }), dense(3)),
    input: [17],
    outputs: 3,
    rows: 5000,
    batchSize: 2048,
    epochs: 8,
  });
  using theirs = wasm({ threads: 1 });
  const wanted = await carryOut(theirs, task);
  for (const forms of [{ whole: 0, tiles: Infinity }, { whole: 0, tiles: 1 }]) {
    using ours = backendOn(device, { forms });
    const { losses } = await carryOut(ours, task);
    wanted.losses.forEach((loss, e) => assert.ok(Math.abs(losses[e]! - loss) <= 1e-5 * loss, `${losses[e]}`));
    const again = await carryOut(ours, task);
    assert.deepEqual(again.losses, losses);
  }
});
