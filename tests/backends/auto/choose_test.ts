import assert from "node:assert/strict";
import { autoIn } from "../../../backends/auto/auto_in.ts";
import { auto } from "../../../backends/auto/mod.ts";
import { estimate } from "../../../backends/auto/choose.ts";
import { loadOf } from "../../../backends/auto/load.ts";
import { measure } from "../../../backends/auto/measure.ts";
import { blobs, evaluate, type Event, Machine, mlp, neuralNetworkClassifier } from "../../../mod.ts";
import { webgpu } from "../../../backends/webgpu/mod.ts";
import { wasm } from "../../../backends/wasm/mod.ts";
import { chain, conv2d, dense, entityEmbedding, flatten, maxPool2d, relu } from "../../../nn/mod.ts";
import { device, test } from "../webgpu/_adapter.ts";
import { carryOut, taskOf } from "../webgpu/_network.ts";

// A processor of 20, a GPU of 2000 billion multiplications a second that takes 10 µs for each kernel.
const speeds = { processor: 20e9, gpu: 2000e9, dispatch: 10e-6 };
const task = { outputs: 3, rows: 10, epochs: 1 };
const iris = taskOf({
  ...task,
  network: chain(dense(16, { activation: relu }), dense(3)),
  input: [4],
  batchSize: 8,
});
const wide = taskOf({
  ...task,
  network: chain(dense(1024, { activation: relu }), dense(3)),
  input: [784],
  batchSize: 256,
});

Deno.test("a step's multiplications are those of its products, forward and back", () => {
  // the first layer has no gradient of its input
  assert.equal(loadOf(iris.plan).multiplications, 8 * (2 * 4 * 16 + 3 * 16 * 3));
  assert.ok(loadOf(iris.plan).dispatches <= 8);
});

Deno.test("a convolution's multiplications are those of its windows, and its kernels are counted", () => {
  const images = taskOf({
    ...task,
    network: chain(
      conv2d(8, { activation: relu }),
      maxPool2d(2),
      conv2d(4, { padding: "same" }),
      flatten(),
      dense(3),
    ),
    input: [6, 6, 4],
    batchSize: 8,
  });
  const [first, second, last] = [16 * 9 * 4 * 8, 4 * 9 * 8 * 4, 16 * 3];
  const load = loadOf(images.plan);
  assert.equal(load.multiplications, 8 * (2 * first + 3 * second + 3 * last));
  // forward and loss, back, the weights of all layers, the optimiser
  assert.equal(load.dispatches, 4 + 2 + 3 + 1 + 1);
});

Deno.test("an embedding costs a GPU products with one-hot codes, and a processor none of them", () => {
  const embedded = taskOf({
    ...task,
    network: chain(entityEmbedding({ columns: [{ column: 1, levels: 100, units: 3 }] }), dense(2)),
    input: [4],
    batchSize: 8,
  });
  const load = loadOf(embedded.plan);
  assert.equal(load.multiplications, 8 * 3 * 6 * 2);
  assert.equal(load.oneHot, 8 * 100 * 3);
  const [one, none] = [load, { ...load, oneHot: 0 }].map((load) =>
    estimate(load, { programs: 1, threads: 1, speeds })
  );
  assert.equal(one!.wasm, none!.wasm);
  assert.ok(one!.webgpu > none!.webgpu);
});

Deno.test("a small network is estimated to be faster on the processor, a wide one on the GPU", () => {
  const alone = { programs: 1, threads: 2, speeds };
  const [small, large] = [estimate(loadOf(iris.plan), alone), estimate(loadOf(wide.plan), alone)];
  assert.ok(small.wasm < small.webgpu);
  assert.ok(large.webgpu < large.wasm);
});

Deno.test("many programs of a small network are estimated to be faster on the GPU", () => {
  const crowd = estimate(loadOf(iris.plan), { programs: 1000, threads: 2, speeds });
  assert.ok(crowd.webgpu < crowd.wasm);
});

Deno.test("threads take programs in turn, the GPU all at once", () => {
  const load = { multiplications: 20e9, oneHot: 0, dispatches: 5 };
  assert.deepEqual(estimate(load, { programs: 3, threads: 2, speeds }), {
    wasm: 2 * (1 + 5 * 2e-7),
    webgpu: 50e-6 + 0.03,
  });
});

Deno.test("auto refuses what is no number of programs", () => {
  assert.throws(() => auto({ programs: 0 }), { name: "RangeError", message: /programs/ });
});

test("the three constants of a machine are finite and positive", async () => {
  using processor = wasm({ threads: 1 });
  using gpu = await webgpu();
  const found = Object.values(await measure(processor, gpu));
  assert.equal(found.length, 3);
  for (const value of found) assert.ok(Number.isFinite(value) && value > 0, `${value}`);
});

test("where a GPU is fast, auto chooses it for wide networks, makes one backend of it, and says so", async () => {
  let made = 0;
  const make = () => {
    made++;
    return webgpu();
  };
  using backend = autoIn(() => Promise.resolve({ speeds, make }), {});
  assert.match(
    await backend.note!(wide.plan) ?? "",
    /^auto chose webgpu: a step is estimated at 0\.\d+ ms, and at \d/,
  );
  assert.match(
    await backend.note!(iris.plan) ?? "",
    /^auto chose wasm: a step is estimated at 0\.\d+ ms, and at 0/,
  );
  const [one, other] = await Promise.all([backend.compile(wide.plan), backend.compile(wide.plan)]);
  assert.equal(made, 1);
  assert.ok(backend.live >= 2);
  one[Symbol.dispose]();
  other[Symbol.dispose]();
  assert.equal(backend.live, 0);
});

test("auto that is disposed of says so", async () => {
  const backend = autoIn(() => Promise.resolve({ speeds, make: () => webgpu() }), {});
  backend[Symbol.dispose]();
  await assert.rejects(backend.compile(wide.plan), {
    message: /^Cannot compile for backend auto: it is disposed/,
  });
});

test("a program on the processor is told of once", async () => {
  using backend = await webgpu();
  const notes: string[] = [];
  const listener = (event: Event) => void (event.type === "note" && notes.push(event.message));
  const model = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 1, batchSize: 20 });
  await evaluate([model, model.with({ batchSize: 10 })], blobs({ seed: 1 }), { backend, listener });
  assert.equal(
    notes.filter((note) => /is a program on the processor/.test(note)).length,
    backend.software ? 1 : 0,
  );
});

test("auto never chooses a program on the processor, says so, and learns what wasm learns", async () => {
  if (!device!.software) return;
  using backend = auto({ programs: 1000 });
  const notes: string[] = [];
  const model = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 2, batchSize: 20 });
  using machine = new Machine(model, blobs({ seed: 1 }), {
    backend,
    listener: (event) => void (event.type === "note" && notes.push(event.message)),
  });
  await machine.fit();
  assert.equal(notes.length, 1);
  assert.match(notes[0]!, /^auto chose wasm: the only WebGPU adapter, .+, is a program on the processor$/);
  using ours = wasm();
  assert.deepEqual(await carryOut(backend, iris), await carryOut(ours, iris));
});

test('"auto" may be said instead of a backend', async () => {
  const data = blobs({ rows: 30, seed: 1 });
  const model = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 2, batchSize: 10 });
  using machine = new Machine(model, data, { backend: "auto", verbosity: 0 });
  using plain = new Machine(model, data, { verbosity: 0 });
  const losses = (await machine.fit()).report.losses;
  if (device!.software) assert.deepEqual(losses, (await plain.fit()).report.losses);
  assert.equal(losses.length, 2);
  const evaluation = await evaluate(model, data, { backend: "auto", verbosity: 0 });
  assert.ok(evaluation.toString().length > 0);
});
