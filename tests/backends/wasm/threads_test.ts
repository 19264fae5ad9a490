import assert from "node:assert/strict";
import { wasm } from "../../../backends/wasm/mod.ts";
import type { Backend } from "../../../core/mod.ts";
import { rng } from "../../../core/mod.ts";
import { visitEventLoop } from "../../../core/visit_event_loop.ts";
import { infer, initialState } from "../../../nn/mod.ts";
import { examples, planOf } from "./_open.ts";
import { workersCalled } from "./_workers_called.ts";

async function trainAll(backend: Backend, count: number, signal?: AbortSignal) {
  const { given, orders } = examples(2000, 60);
  const fits = Array.from({ length: count }, async (_, i) => {
    const plan = planOf({ units: 16 + 4 * i });
    const program = await backend.compile(plan);
    program.write(initialState(infer(plan.network, plan.input), rng(i)));
    const losses = await program.train(program.upload(given), orders, signal ? { signal } : {});
    return { losses, state: await program.read() };
  });
  return await Promise.allSettled(fits);
}

Deno.test("programs trained side by side on threads have the bits that they have one after the other", async () => {
  using one = wasm({ threads: 1 });
  using three = wasm({ threads: 3 });
  const alone = await trainAll(one, 8);
  const workers = await workersCalled(async () => assert.deepEqual(await trainAll(three, 8), alone));
  assert.equal(workers, 2);
});

Deno.test("both builds give the same bits at every run", async () => {
  for (const deterministic of [false, true]) {
    using first = wasm({ threads: 1, deterministic });
    using second = wasm({ threads: 2, deterministic });
    assert.deepEqual(await trainAll(first, 2), await trainAll(second, 2));
  }
});

Deno.test("a signal stops programs on workers too, within 100 ms, and leaves the event loop free", async () => {
  using backend = wasm({ threads: 2 });
  const { given } = examples(2000, 0);
  const orders = Array.from({ length: 5000 }, () => Uint32Array.from({ length: 2000 }, (_, r) => r));
  const programs = await Promise.all([1, 2, 3].map(() => backend.compile(planOf())));
  const controller = new AbortController();
  const all = Promise.allSettled(
    programs.map((p) => p.train(p.upload(given), orders, { signal: controller.signal })),
  );
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 5);
  await new Promise((resolve) => setTimeout(resolve, 300));
  clearInterval(ticking);
  const before = performance.now();
  controller.abort(new Error("enough"));
  const ends = await all;
  const took = performance.now() - before;
  assert.ok(ends.every((end) => end.status === "rejected" && /enough/.test(String(end.reason))));
  assert.ok(took < 100, `took ${took} ms`);
  assert.ok(ticks > 3, `${ticks} ticks`);
});

Deno.test("a worker that was stopped trains its next job to the end", async () => {
  using backend = wasm({ threads: 2 });
  const { given, orders } = examples(2000, 60);
  const [first, second] = await Promise.all([backend.compile(planOf()), backend.compile(planOf())]);
  const data = [first.upload(given), second.upload(given)] as const;
  for (let round = 0; round < 4; round++) {
    const controller = new AbortController();
    const { signal } = controller;
    const stopped = Promise.allSettled([
      first.train(data[0], orders, { signal }),
      second.train(data[1], orders, { signal }),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    controller.abort(new Error("enough"));
    await stopped;
    const steps = (await first.read()).step + (await second.read()).step;
    await Promise.all([
      first.train(data[0], orders.slice(0, 20)),
      second.train(data[1], orders.slice(0, 20)),
    ]);
    assert.equal((await first.read()).step + (await second.read()).step, steps + 2 * 20 * 200);
  }
});

Deno.test("an error in onEpoch ends its program alone, on a worker too, and the program trains again", async () => {
  using backend = wasm({ threads: 2 });
  const { given, orders } = examples(2000, 40);
  const programs = await Promise.all([1, 2, 3, 4].map(() => backend.compile(planOf())));
  const data = programs.map((p) => p.upload(given));
  const train = (onEpoch: (p: number) => void) =>
    Promise.allSettled(programs.map((p, i) => p.train(data[i]!, orders, { onEpoch: () => onEpoch(i) })));
  const ends = await train((p) => {
    if (p !== 1) throw new Error(`told ${p}`);
  });
  const said = ends.map((end) => end.status === "rejected" ? end.reason.message : "done");
  assert.deepEqual(said, ["told 0", "done", "told 2", "told 3"]);
  assert.ok((await train(() => {})).every(({ status }) => status === "fulfilled"));
});

Deno.test("each of many small jobs is trained once, whoever takes it", async () => {
  using backend = wasm({ threads: 2 });
  const { given, orders } = examples(2000, 3);
  const programs = await Promise.all(Array.from({ length: 60 }, () => backend.compile(planOf())));
  const losses = await Promise.all(programs.map((p) => p.train(p.upload(given), orders)));
  assert.ok(losses.every((loss) => loss.length === 3 && loss.every((value) => Number.isFinite(value))));
  const steps = await Promise.all(programs.map(async (p) => (await p.read()).step));
  assert.deepEqual(steps, Array(60).fill(3 * 200));
});

Deno.test("a signal ends a job that waits behind others at once, and the others go on", async () => {
  using backend = wasm({ threads: 2 });
  const { given, orders } = examples(2000, 400);
  const programs = await Promise.all(Array.from({ length: 6 }, () => backend.compile(planOf())));
  const controller = new AbortController();
  const { signal } = controller;
  const ends: (string | number)[] = [];
  const all = Promise.allSettled(
    programs.map((p, i) =>
      p.train(p.upload(given), orders, i < 3 ? {} : { signal }).then(
        () => ends.push(i),
        () => ends.push(`stopped ${i}`),
      )
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  controller.abort(new Error("enough"));
  await all;
  assert.deepEqual(ends.slice(0, 3).toSorted(), ["stopped 3", "stopped 4", "stopped 5"]);
  assert.deepEqual(ends.slice(3).toSorted(), [0, 1, 2]);
});

Deno.test("where workers die as they start, all is trained without them", async () => {
  const { Worker } = globalThis;
  globalThis.Worker = new Proxy(Worker, {
    construct: (of, [, options]) => new of("data:text/javascript,throw new Error('forbidden')", options),
  });
  try {
    using backend = wasm({ threads: 2 });
    const ends = await trainAll(backend, 4);
    assert.ok(ends.every(({ status }) => status === "fulfilled"));
  } finally {
    globalThis.Worker = Worker;
  }
});

// So many loops make short jobs ready, one after the other each; tells how many workers were called.
function called(loops: number): Promise<number> {
  return workersCalled(async () => {
    using backend = wasm({ threads: 2 });
    const { given, orders } = examples(200, 5);
    const loop = async () => {
      for (let job = 0; job < 400 / loops; job++) {
        await visitEventLoop();
        using program = await backend.compile(planOf());
        await program.train(program.upload(given), orders);
      }
    };
    await Promise.all(Array.from({ length: loops }, loop));
  });
}

Deno.test("short jobs that are made ready side by side share threads, and those of one loop call nobody", async () => {
  assert.equal(await called(4), 1);
  assert.equal(await called(1), 0);
});
