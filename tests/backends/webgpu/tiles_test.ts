import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
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
    using plain = backendOn(device, { whole: 0, tiles: Infinity });
    using tiled = backendOn(device, { whole: 0, tiles: 1 });
    const wanted = await carryOut(plain, task);
    const found = await carryOut(tiled, task);
    assert.ok(wanted.losses.every(Number.isFinite));
    assert.deepEqual(found, wanted);
  });
}
