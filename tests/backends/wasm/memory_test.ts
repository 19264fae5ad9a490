import assert from "node:assert/strict";
import { makeDevice } from "../../../backends/wasm/device.ts";
import { Scheduler } from "../../../backends/wasm/scheduler.ts";
import { wasm } from "../../../backends/wasm/mod.ts";
import { examples, open, planOf } from "./_open.ts";

Deno.test("a thousand fits in a row leave the memory of the wasm backend as large as the first", async () => {
  const device = await makeDevice({ deterministic: false });
  using scheduler = new Scheduler(device, { threads: 1 });
  const { given, orders } = examples(64, 2);
  const before = device.arena.used;
  let size = 0;
  for (let fit = 0; fit < 1000; fit++) {
    using program = await open(planOf(), device, scheduler);
    await program.train(program.upload(given), orders);
    await program.predict(given.x);
    if (fit === 0) size = device.memory.buffer.byteLength;
  }
  assert.equal(device.arena.used, before);
  assert.equal(device.memory.buffer.byteLength, size);
});

Deno.test("an abort in the middle of training gives memory back, and the program trains on", async () => {
  const device = await makeDevice({ deterministic: false });
  using scheduler = new Scheduler(device, { threads: 1 });
  const { given, orders } = examples(2000, 2000);
  using program = await open(planOf(), device, scheduler);
  const data = program.upload(given);
  await program.train(data, orders.slice(0, 1));
  const before = device.arena.used;
  const controller = new AbortController();
  const training = program.train(data, orders, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("enough")), 20);
  await assert.rejects(training, /enough/);
  const { step } = await program.read();
  assert.ok(step > 200 && step < 200 * 2000, `stopped at step ${step}`);
  assert.equal(device.arena.used, before);
  await program.train(data, orders.slice(0, 1));
  assert.equal((await program.read()).step, step + 200);
});

Deno.test("programs that differ in sizes and constants alone share compiled code", async () => {
  const device = await makeDevice({ deterministic: false });
  using scheduler = new Scheduler(device, { threads: 1 });
  using small = await open(planOf({ units: 4 }), device, scheduler);
  using large = await open(planOf({ units: 32, eta: 0.1, batchSize: 20 }), device, scheduler);
  assert.equal(small.codeId, large.codeId);
});

Deno.test("wasm refuses what does not fit by a DeviceError with the size needed, and goes on", async () => {
  using backend = wasm({ threads: 1 });
  const huge = backend.compile(planOf({ units: 200_000_000 }));
  await assert.rejects(huge, { name: "DeviceError", message: /Cannot allocate \d+\.\d MiB/ });
  assert.equal(backend.live, 0);
  using program = await backend.compile(planOf());
  const { given, orders } = examples(32, 1);
  assert.equal((await program.train(program.upload(given), orders)).length, 1);
});
