import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { chain, dense, relu, sigmoid } from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { countBuffers, counted } from "./_counted.ts";
import { begin, carryOut, taskOf } from "./_network.ts";

const iris = taskOf({
  network: chain(dense(16, { activation: relu }), dense(3)),
  input: [4],
  outputs: 3,
  rows: 150,
  batchSize: 8,
  epochs: 100,
});
const medium = taskOf({
  network: chain(dense(64, { activation: sigmoid }), dense(10)),
  input: [40],
  outputs: 10,
  rows: 1000,
  batchSize: 50,
  epochs: 4,
});

test("a step of a two-layer network takes at most eight dispatches", async (device) => {
  using backend = backendOn(device, { forms: { whole: 0, tiles: 16 } });
  for (const task of [iris, medium]) {
    using program = await begin(backend, task);
    const data = program.upload(task.examples);
    const orders = task.orders.slice(0, 4);
    await program.train(data, orders);
    const { dispatchWorkgroups } = await counted(() => program.train(data, orders));
    const steps = orders.length * Math.ceil(orders[0]!.length / task.plan.batchSize);
    assert.ok(dispatchWorkgroups <= 8 * steps, `${dispatchWorkgroups / steps} dispatches a step`);
    assert.ok(dispatchWorkgroups >= steps);
  }
});

test("a hundred epochs of irises are read once", async (device) => {
  using backend = backendOn(device);
  using program = await begin(backend, iris);
  const data = program.upload(iris.examples);
  await program.train(data, iris.orders);
  const { mapAsync } = await counted(() => program.train(data, iris.orders));
  assert.equal(mapAsync, 1);
});

test("more epochs make no more buffers, bind groups or writes", async (device) => {
  for (const task of [iris, medium]) {
    using backend = backendOn(device);
    using program = await begin(backend, task);
    const data = program.upload(task.examples);
    await program.train(data, task.orders);
    const few = await counted(() => program.train(data, task.orders.slice(0, 2)));
    const many = await counted(() => program.train(data, task.orders));
    for (const call of ["createBuffer", "createBindGroup", "writeBuffer"] as const) {
      assert.equal(many[call], few[call], call);
    }
    assert.equal(many.createBindGroup, 0);
    assert.equal(many.createBuffer, 1); // for the losses on their way to the host
  }
});

test("after a hundred fits the device holds as many bytes as after the first", async (device) => {
  using backend = backendOn(device);
  const buffers = countBuffers();
  try {
    const short = { ...iris, orders: iris.orders.slice(0, 1) };
    const kept = await begin(backend, short); // its population stays
    await carryOut(backend, short);
    const first = buffers.live();
    assert.ok(first > 0);
    for (let fit = 0; fit < 50; fit++) await carryOut(backend, short);
    assert.equal(buffers.live(), first);
    kept[Symbol.dispose]();
    for (let fit = 0; fit < 50; fit++) await carryOut(backend, short); // each in a population of its own
    assert.equal(buffers.live(), 0);
  } finally {
    buffers.end();
  }
});

test("a backend that is disposed of holds no byte on the device", async (device) => {
  const buffers = countBuffers();
  try {
    using backend = backendOn(device);
    await carryOut(backend, { ...iris, orders: iris.orders.slice(0, 1) });
    assert.equal(buffers.live(), 0);
  } finally {
    buffers.end();
  }
});

test("an abort amid training leaves the device without an error, and the program as usable as before", async (device) => {
  const buffers = countBuffers();
  const backend = backendOn(device);
  const program = await begin(backend, iris);
  const data = program.upload(iris.examples);
  const controller = new AbortController();
  const long = Array.from({ length: 30 }, () => iris.orders).flat();
  const training = program.train(data, long, { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(training, { name: "AbortError" });
  assert.equal(await device.gpu.popErrorScope().catch(() => "none open"), "none open");
  device.check();
  program.write(iris.start);
  const losses = await program.train(data, iris.orders);
  assert.deepEqual(losses, (await carryOut(backend, iris)).losses);
  program[Symbol.dispose]();
  assert.equal(buffers.live(), 0);
  buffers.end();
});
