import assert from "node:assert/strict";
import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { webgpu } from "../../../backends/webgpu/mod.ts";
import type { Backend } from "../../../core/backend.ts";
import {
  adam,
  cv,
  evaluate,
  grid,
  iris,
  logLoss,
  Machine,
  mlp,
  neuralNetworkClassifier,
  range,
  tuned,
  unpack,
} from "../../../mod.ts";
import { adamW, chain, dense, descent, dropout, relu, sigmoid } from "../../../nn/mod.ts";
import { test } from "./_adapter.ts";
import { counted } from "./_counted.ts";
import { carryOut, type Task, taskOf, type TaskOptions } from "./_network.ts";

const small = { input: [4], outputs: 3, rows: 150, batchSize: 8, epochs: 5 };

function tasks(options: Pick<TaskOptions, "network"> & Partial<TaskOptions>, count: number): Task[] {
  return Array.from({ length: count }, (_, seed) => taskOf({ ...small, ...options, seed }));
}

async function oneByOne(backend: Backend, of: readonly Task[]) {
  const results = [];
  for (const task of of) results.push(await carryOut(backend, task));
  return results;
}

const FORMS = {
  "in one kernel": { whole: Infinity, tiles: 16 },
  "a dispatch a kernel": { whole: 0, tiles: 16 },
};

for (const [form, forms] of Object.entries(FORMS)) {
  test(`five models side by side have the bits of five by themselves, ${form}`, async (device) => {
    using backend = backendOn(device, { forms });
    const network = chain(dense(16, { activation: relu }), dropout(0.4), dense(3));
    const five = tasks({ network }, 5);
    const wanted = await oneByOne(backend, five);
    let found: unknown;
    const together = await counted(async () => {
      found = await Promise.all(five.map((task) => carryOut(backend, task)));
    });
    assert.deepEqual(found, wanted);
    const alone = await counted(() => carryOut(backend, five[0]!));
    // a dispatch a kernel: as many as for one; in one kernel they depend on how the steps are cut into submissions
    const predictions = 4; // what one model's predictions take
    const most = forms.whole === 0 ? alone.dispatchWorkgroups : 2 * alone.dispatchWorkgroups;
    assert.ok(
      together.dispatchWorkgroups <= most + 4 * predictions,
      `${together.dispatchWorkgroups} dispatches, ${alone.dispatchWorkgroups} for one`,
    );
  });
}

test("candidates that differ in rate, momentum, dropout, rows or epochs share dispatches and keep their bits", async (device) => {
  using backend = backendOn(device);
  const network = (rate: number) => chain(dense(8, { activation: sigmoid }), dropout(rate), dense(3));
  const candidates = [
    taskOf({ ...small, network: network(0.1), optimiser: adam({ eta: 0.01 }) }),
    taskOf({ ...small, network: network(0.5), optimiser: adam({ eta: 0.1, beta1: 0.5 }), seed: 2 }),
    taskOf({ ...small, network: network(0.2), optimiser: adam({ eta: 0.02 }), rows: 131, epochs: 9 }),
    taskOf({ ...small, network: network(0.2), optimiser: adam({ eta: 0.02 }), rows: 20, epochs: 1 }),
  ];
  const wanted = await oneByOne(backend, candidates);
  let found: unknown;
  const { submit } = await counted(async () => {
    found = await Promise.all(candidates.map((task) => carryOut(backend, task)));
  });
  assert.deepEqual(found, wanted);
  const { submit: apart } = await counted(() => oneByOne(backend, candidates));
  assert.ok(submit < apart, `${submit} submissions together, ${apart} apart`);
});

test("programs of another build stand apart", async (device) => {
  using backend = backendOn(device);
  const network = chain(dense(8, { activation: relu }), dense(3));
  const different = [
    taskOf({ ...small, network }),
    taskOf({ ...small, network: chain(dense(9, { activation: relu }), dense(3)) }),
    taskOf({ ...small, network, optimiser: descent({ eta: 0.1 }) }),
    taskOf({ ...small, network, optimiser: adamW({ eta: 0.1 }) }),
  ];
  const wanted = await oneByOne(backend, different);
  assert.deepEqual(await Promise.all(different.map((task) => carryOut(backend, task))), wanted);
});

test("one that is aborted does not disturb its neighbours", async (device) => {
  using backend = backendOn(device);
  const network = chain(dense(8, { activation: relu }), dense(3));
  const [one, other] = tasks({ network, epochs: 300 }, 2);
  const wanted = await carryOut(backend, other!);
  using program = await backend.compile(one!.plan);
  program.write(one!.start);
  const signal = AbortSignal.timeout(20);
  const aborted = program.train(program.upload(one!.examples), Array(20).fill(one!.orders).flat(), {
    signal,
  });
  const [found] = await Promise.all([
    carryOut(backend, other!),
    assert.rejects(aborted, { name: "TimeoutError" }),
  ]);
  assert.deepEqual(found, wanted);
});

test("evaluate trains five folds of three models in one stream, with the numbers of one after the other", async () => {
  const { x, y } = unpack(iris(), "species");
  const model = neuralNetworkClassifier({ builder: mlp({ hidden: [8] }), epochs: 20, batchSize: 10 });
  const models = [0.001, 0.01, 0.1].map((eta) => ({
    tag: `rate ${eta}`,
    model: model.with({ "optimiser.eta": eta }),
  }));
  const judge = (backend: Backend) =>
    evaluate(models, { x, y }, {
      resampling: cv({ folds: 5, shuffled: true }),
      measures: logLoss,
      seed: 1,
      verbosity: 0,
      backend,
    });
  using backend = await webgpu();
  let [together, apart]: (Awaited<ReturnType<typeof judge>> | undefined)[] = [];
  const many = await counted(async () => together = await judge(backend));
  const one = await counted(async () => apart = await judge(lonely(backend)));
  assert.deepEqual(
    together!.map(({ tag, results }) => [tag, results]),
    apart!.map(({ tag, results }) => [tag, results]),
  );
  assert.deepEqual(together!.map((evaluation) => evaluation.of(logLoss).perFold.length), [5, 5, 5]);
  // how many passes one stream takes depends on the machine's speed, but not on how many share it
  assert.ok(
    many.beginComputePass < one.beginComputePass,
    `${many.beginComputePass} passes of training, ${one.beginComputePass} apart`,
  );
});

test("a search over four rates by three folds takes nearly as many dispatches as one fit, with the bits of one after the other", async (device) => {
  const data = unpack(iris(), "species");
  const model = neuralNetworkClassifier({ builder: mlp({ hidden: [8] }), epochs: 100, batchSize: 10 });
  const rates = [0.001, 0.003, 0.01, 0.03];
  const search = async (backend: Backend) => {
    const ranges = range(model, "optimiser.eta", { values: rates });
    const resampling = cv({ folds: 3, shuffled: true });
    const searching = tuned(model, {
      ranges,
      search: grid(),
      resampling,
      measure: logLoss,
      trainBest: false,
    });
    using machine = new Machine(searching, data, { backend, seed: 1, verbosity: 0 });
    return (await machine.fit()).report.history.map(({ values, perFold }) => ({ values, perFold }));
  };
  using backend = backendOn(device, { forms: FORMS["a dispatch a kernel"] });
  let [together, apart]: unknown[] = [];
  const many = await counted(async () => together = await search(backend));
  const all = await counted(async () => apart = await search(lonely(backend)));
  assert.deepEqual(together, apart);
  const one = all.dispatchWorkgroups / (rates.length * 3);
  // each fit's predictions are its own, and those that begin late train some steps after the others
  assert.ok(
    many.dispatchWorkgroups <= 1.5 * one,
    `${many.dispatchWorkgroups} dispatches, ${one} for one fit`,
  );
});

// Trains one program after the other.
function lonely(backend: Backend): Backend {
  const { name, missing, compile } = backend;
  return { name, threads: 1, live: 0, missing, compile, [Symbol.dispose]: () => {} };
}
