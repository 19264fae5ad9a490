import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { Device } from "../../../backends/webgpu/device.ts";
import { webgpu } from "../../../backends/webgpu/mod.ts";
import { allRows } from "../../../core/observations.ts";
import { chain, dense, dropout, relu } from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { begin, carryOut, type Task, taskOf } from "./_network.ts";

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

test("examples on the host stand beside others, of other programs too, and all train and predict at once", async (device) => {
  using roomy = backendOn(device);
  using tight = backendOn(await Device.open({ power: "high", limits }));
  const few = { ...task, examples: slice(task, 200), orders: [allRows(200), allRows(200)] };
  const [wanted, wantedOfFew] = [await carryOut(roomy, task), await carryOut(roomy, few)];
  const programs = await Promise.all([1, 2, 3, 4].map(() => begin(tight, task)));
  const small = await begin(tight, few);
  const beside = small.upload(few.examples);
  const losses = await Promise.all([
    ...programs.map((program) => program.train(program.upload(task.examples), task.orders)),
    small.train(beside, few.orders),
  ]);
  for (const found of losses.slice(0, 4)) assert.deepEqual(found, wanted.losses);
  assert.deepEqual(losses[4], wantedOfFew.losses);
  for (const found of await Promise.all(programs.map((program) => program.predict(task.examples.x)))) {
    assert.deepEqual(found, wanted.predictions);
  }
  for (const program of [...programs, small]) program[Symbol.dispose]();
  assert.equal(tight.live, 0);
});

test("more epochs than the tape can hold are trained in stretches", async (device) => {
  using roomy = backendOn(device);
  using tight = backendOn(await Device.open({ power: "high", limits }));
  const many = {
    ...task,
    examples: slice(task, 500),
    orders: Array.from({ length: 100 }, () => allRows(500)),
  };
  assert.deepEqual(await carryOut(tight, many), await carryOut(roomy, many));
});

test("models whose batches have no room side by side take turns", async (device) => {
  const forms = { whole: 0, tiles: 16 };
  using roomy = backendOn(device, { forms });
  using tight = backendOn(await Device.open({ power: "high", limits }), { forms });
  const wide = {
    ...task,
    plan: { ...task.plan, batchSize: 400 },
    examples: slice(task, 800),
    orders: [allRows(800)],
  };
  const wanted = await carryOut(roomy, wide);
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => carryOut(tight, wide)));
  for (const found of all) assert.deepEqual(found, wanted);
});

test("examples may change on the host once they are uploaded", async (device) => {
  for (const on of [device, await Device.open({ power: "high", limits })]) {
    using backend = backendOn(on);
    using program = await begin(backend, task);
    const x = Float32Array.from(task.examples.x.data);
    const data = program.upload({ ...task.examples, x: { shape: task.examples.x.shape, data: x } });
    const before = await program.loss(data);
    x.fill(0);
    assert.equal(await program.loss(data), before);
  }
});

test("rows that there are not, are refused; an epoch of none has no mean", async (device) => {
  using backend = backendOn(device);
  using program = await begin(backend, task);
  const data = program.upload(task.examples);
  await assert.rejects(program.train(data, [[0, 3000]]), {
    name: "RangeError",
    message: "Cannot train on row 3000: there are 3000 rows, counted from 0",
  });
  assert.deepEqual([...await program.train(data, [[], [1]])].map(Number.isNaN), [true, false]);
});

function slice({ examples: { x, y } }: Task, rows: number) {
  const first = ({ shape: [, ...shape], data }: typeof x) => ({
    shape: [rows, ...shape],
    data: data.slice(0, rows * data.length / 3000),
  });
  return { x: first(x), y: first(y) };
}

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
  for (const limits of [{ maxBuffer: 3 }, { maxBufferSize: 100 }, { maxBufferSize: 1.5e6 + 0.5 }]) {
    await assert.rejects(webgpu({ limits }), {
      message: /"limits" of webgpu: expected whole numbers of bytes ≥ 131072/,
    });
  }
});

test("a device with limits of its own goes with its last backend", async () => {
  const first = await webgpu({ limits });
  const second = await webgpu({ limits });
  first[Symbol.dispose]();
  assert.equal((await carryOut(second, task)).losses.length, 3);
  second[Symbol.dispose]();
  using third = await webgpu({ limits });
  assert.equal((await carryOut(third, task)).losses.length, 3);
});
