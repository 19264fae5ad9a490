import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { Device } from "../../../backends/webgpu/device.ts";
import { chain, dense, dropout, relu } from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { begin, carryOut, taskOf } from "./_network.ts";

const open = () => Device.open({ power: "high" });
const task = taskOf({
  network: chain(dense(16, { activation: relu }), dropout(0.3), dense(3)),
  input: [4],
  outputs: 3,
  rows: 150,
  batchSize: 8,
  epochs: 100,
});

test("a device that is lost amid training is replaced once, and training goes on to the same bits", async (device) => {
  using undisturbed = backendOn(device);
  const wanted = await carryOut(undisturbed, task);
  const first = await open();
  using backend = backendOn(first);
  using program = await begin(backend, task);
  using other = await begin(backend, task);
  const data = program.upload(task.examples);
  const [half, rest] = [task.orders.slice(0, 50), task.orders.slice(50)];
  const told: number[] = [];
  const onEpoch = (epoch: number) => void told.push(epoch);
  const before = await program.train(data, half);
  setTimeout(() => first.gpu.destroy(), 10);
  const after = await program.train(data, rest, { onEpoch });
  assert.ok(first.isLost);
  assert.deepEqual([...before, ...after], [...wanted.losses]);
  assert.deepEqual(told, rest.map((_, e) => e));
  assert.deepEqual(await program.read(), wanted.state);
  assert.deepEqual(await program.predict(task.examples.x), wanted.predictions);
  // the neighbour comes along
  assert.deepEqual(await other.train(other.upload(task.examples), task.orders), wanted.losses);
});

test("programs that train at the same time when their device is lost all go on", async (device) => {
  using undisturbed = backendOn(device);
  const wanted = await carryOut(undisturbed, task);
  const first = await open();
  using backend = backendOn(first);
  const programs = await Promise.all([1, 2, 3].map(() => begin(backend, task)));
  const training = programs.map((program) => program.train(program.upload(task.examples), task.orders));
  setTimeout(() => first.gpu.destroy(), 10);
  for (const losses of await Promise.all(training)) assert.deepEqual(losses, wanted.losses);
  assert.ok(first.isLost);
});

test("a device that is lost a second time is reported, by name", async () => {
  const devices = [await open(), await open()];
  const reopened: Device[] = [];
  const reopen = () => {
    reopened.push(devices[1]!);
    return Promise.resolve(devices[1]!);
  };
  using backend = backendOn(devices[0]!, { reopen });
  using program = await begin(backend, task);
  const data = program.upload(task.examples);
  devices[0]!.gpu.destroy();
  await program.train(data, task.orders.slice(0, 2));
  assert.equal(reopened.length, 1);
  devices[1]!.gpu.destroy();
  const message = /^Cannot go on with WebGPU: the device .+ was lost \(.+\); make a new backend/;
  await assert.rejects(program.train(data, task.orders), { name: "DeviceError", message });
  await assert.rejects(program.read(), { name: "DeviceError", message });
  await assert.rejects(backend.compile(task.plan), { name: "DeviceError", message });
  assert.equal(reopened.length, 1);
});

test("what went wrong on the device is thrown by the next call, once", async () => {
  const device = await open();
  using backend = backendOn(device);
  using program = await begin(backend, task);
  const data = program.upload(task.examples);
  device.gpu.createBuffer({
    label: "nonsense",
    size: 16,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE,
  });
  await assert.rejects(program.train(data, task.orders.slice(0, 2)), {
    name: "DeviceError",
    message: /^Cannot go on with WebGPU on .+: .*MAP_READ/s,
  });
  assert.equal((await program.train(data, task.orders.slice(0, 2))).length, 2);
});
