import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { Device } from "../../../backends/webgpu/device.ts";
import { webgpu } from "../../../backends/webgpu/mod.ts";
import { chain, dense, dropout, relu } from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { begin, carryOut, taskOf } from "./_network.ts";

// 3,000 rows of 60 inputs and 2 outputs are 744 KB; buffers of 300 KB take them in three parts.
const task = taskOf({
  network: chain(dense(16, { activation: relu }), dropout(0.3), dense(2)),
  input: [60],
  outputs: 2,
  rows: 3000,
  batchSize: 64,
  epochs: 3,
});
const limits = { maxStorageBufferBindingSize: 300_000 };

test("examples that a buffer cannot hold go to the device part by part, and training has the same bits", async (device) => {
  using roomy = backendOn(device);
  using tight = backendOn(await Device.open({ power: "high", limits }));
  const weights = Float32Array.from({ length: 3000 }, (_, i) => i % 3);
  const weighted = { ...task, examples: { ...task.examples, weights } };
  for (const one of [task, weighted]) {
    const wanted = await carryOut(roomy, one);
    const told: number[] = [];
    using program = await begin(tight, one);
    const data = program.upload(one.examples);
    const losses = await program.train(data, one.orders, { onEpoch: (_, loss) => void told.push(loss) });
    assert.deepEqual(losses, wanted.losses);
    assert.deepEqual(told, [...losses]);
    assert.deepEqual(await program.read(), wanted.state);
    assert.deepEqual(await program.predict(one.examples.x), wanted.predictions);
    using other = await begin(roomy, one);
    other.write(wanted.state);
    assert.equal(await program.loss(data), await other.loss(other.upload(one.examples)));
  }
});

test("a network that a buffer cannot hold is refused with both sizes", async () => {
  using tight = backendOn(await Device.open({ power: "high", limits }));
  const wide = taskOf({
    network: chain(dense(4000), dense(2)),
    input: [60],
    outputs: 2,
    rows: 10,
    batchSize: 5,
    epochs: 1,
  });
  await assert.rejects(tight.compile(wide.plan), {
    name: "DeviceError",
    message: /^Cannot allocate 3\.\d MiB for weights and what the optimiser remembers: .+ at most 0\.3 MiB/,
  });
});

test("limits are refused that the adapter does not offer, or that are none", async () => {
  await assert.rejects(webgpu({ limits: { maxBufferSize: 2 ** 50 } }), {
    name: "DeviceError",
    message:
      /^Cannot open a WebGPU device with maxBufferSize 1125899906842624: .+ offers \d+; ask for no more$/,
  });
  const wrong = { limits: { maxBuffer: 3 } } as object;
  await assert.rejects(webgpu(wrong), { name: "TypeError", message: /limits/ });
});
