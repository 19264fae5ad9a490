import assert from "node:assert/strict";
import { wasm } from "../../../backends/wasm/mod.ts";
import { rng } from "../../../core/mod.ts";
import { infer, initialState } from "../../../nn/mod.ts";
import { examples, planOf } from "./_open.ts";

for (const threads of [1, 2]) {
  Deno.test(`a backend that is disposed of ends all training, and says why, on ${threads} threads`, async () => {
    const backend = wasm({ threads });
    const { given, orders } = examples(2000, 2000);
    const programs = await Promise.all([1, 2, 3, 4].map(() => backend.compile(planOf())));
    const all = Promise.allSettled(programs.map((p) => p.train(p.upload(given), orders)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    backend[Symbol.dispose]();
    assert.equal(backend.live, 0);
    for (const end of await all) {
      assert.equal(end.status, "rejected");
      assert.match(String(end.reason), /Cannot train: this program, or its backend, was disposed/);
    }
  });
}

Deno.test("a program that was disposed of refuses to work, and leaves the memory of others alone", async () => {
  using backend = wasm({ threads: 1 });
  const { given, orders } = examples(200, 2);
  const [old, other] = await Promise.all([backend.compile(planOf()), backend.compile(planOf())]);
  const data = old.upload(given);
  const state = await old.read();
  old[Symbol.dispose]();
  const before = await other.read();
  await assert.rejects(old.train(data, orders), /Cannot train: this program, or its backend, was disposed/);
  await assert.rejects(old.loss(data), /Cannot judge: this program/);
  await assert.rejects(old.predict(given.x), /Cannot predict: this program/);
  assert.throws(() => old.upload(given), /Cannot upload data: this program/);
  assert.throws(() => old.read(), /Cannot read: this program/);
  assert.throws(() => old.write(state), /Cannot write: this program/);
  assert.deepEqual(await other.read(), before);
});

Deno.test("a backend that was disposed of compiles no more", async () => {
  const backend = wasm({ threads: 1 });
  backend[Symbol.dispose]();
  await assert.rejects(backend.compile(planOf()), {
    message: "Cannot compile for backend wasm: it is disposed; make a new one",
  });
});

Deno.test("predicting and judging many rows leaves the event loop its turns", async () => {
  using backend = wasm({ threads: 1 });
  const { given } = examples(1_500_000, 0);
  const program = await backend.compile(planOf({ units: 64, batchSize: 100 }));
  const data = program.upload(given);
  for (const work of [() => program.predict(given.x), () => program.loss(data)]) {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 1);
    await work();
    clearInterval(ticking);
    assert.ok(ticks >= 2, `${ticks} ticks`);
  }
});

Deno.test("the loss has the same bits however long its parts take", async () => {
  using backend = wasm({ threads: 1 });
  const { given } = examples(3000, 1);
  const plan = { ...planOf({ units: 8 }), batchSize: 7 };
  const program = await backend.compile(plan);
  program.write(initialState(infer(plan.network, plan.input), rng(1)));
  const data = program.upload(given);
  const { now } = performance;
  const losses: number[] = [];
  for (const tick of [0, 0.5, 7, 100]) { // milliseconds between two looks at the clock
    let time = 0;
    performance.now = () => time += tick;
    try {
      losses.push(await program.loss(data));
    } finally {
      performance.now = now;
    }
  }
  assert.deepEqual(losses, Array(4).fill(losses[0]));
});
