import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { wasm } from "../../../backends/wasm/mod.ts";
import { chooseShape } from "../../../backends/webgpu/choose_shape.ts";
import { SHAPES } from "../../../backends/webgpu/kernels/tile.ts";
import { chain, dense, descent, dropout, entityEmbedding, relu, tanh } from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { counted } from "./_counted.ts";
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
  // normal numbers as codes: those that are none are taken for the nearest level
  "embeddings": taskOf({
    network: chain(
      entityEmbedding({
        columns: [{ column: 0, levels: 37, units: 5 }, { column: 2, levels: 3, units: 35 }],
      }),
      dense(2),
    ),
    input: [4],
    outputs: 2,
    rows: 70,
    batchSize: 50,
    epochs: 2,
  }),
};

for (const [name, task] of Object.entries(NETWORKS)) {
  test(`products made tile by tile have the bits of those made number by number: ${name}`, async (device) => {
    using plain = backendOn(device, { forms: { whole: 0, tiles: Infinity } });
    const wanted = await carryOut(plain, task);
    assert.ok(wanted.losses.every(Number.isFinite));
    for (const shape of SHAPES) {
      using tiled = backendOn(device, { forms: { whole: 0, tiles: 1, shape } });
      assert.deepEqual(await carryOut(tiled, task), wanted);
    }
  });
}

test("more tiles than a dimension has workgroups are made in lines", async (device) => {
  const outputs = 32 * 32769;
  const task = taskOf({
    network: chain(dense(outputs)),
    input: [1],
    outputs,
    rows: 1,
    batchSize: 1,
    epochs: 1,
    learns: "numbers",
    optimiser: descent({ eta: 100 }),
  });
  using plain = backendOn(device, { forms: { whole: 0, tiles: Infinity } });
  using tiled = backendOn(device, { forms: { whole: 0, tiles: 1, shape: SHAPES[0] } });
  const [found, wanted] = [await carryOut(tiled, task), await carryOut(plain, task)];
  const [kernel, other] = [found, wanted].map(({ state }) => state.arrays.get("0/kernel")!.data);
  assert.ok(kernel!.every((weight, k) => weight === other![k]));
  assert.notEqual(kernel!.at(-1), task.start.arrays.get("0/kernel")!.data.at(-1));
});

test("the shape of tiles is measured once for a size", async (device) => {
  const product = { op: "dense", rows: 64, inputs: 256, outputs: 256 } as const;
  let shape: unknown;
  const first = await counted(async () => shape = await chooseShape(product, device));
  assert.ok(SHAPES.includes(shape as (typeof SHAPES)[number]));
  assert.ok(first.submit >= SHAPES.length);
  const second = await counted(async () => assert.equal(await chooseShape(product, device), shape));
  assert.equal(second.submit, 0);
});

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
