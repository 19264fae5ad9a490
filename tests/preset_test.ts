import assert from "node:assert/strict";
import { Machine as BareMachine } from "../core/mod.ts";
import { evaluate as bareEvaluate } from "../meta/mod.ts";
import {
  accuracy,
  blobs,
  constantClassifier,
  evaluate,
  type Event,
  holdout,
  logLoss,
  Machine,
  mlp,
  neuralNetworkClassifier,
} from "../mod.ts";
import { wasm } from "../backends/wasm/mod.ts";
import { spy } from "./models/_bench.ts";

const data = blobs({ rows: 30, seed: 1 });
const model = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 2, batchSize: 10 });

Deno.test("Machine needs no backend, and learns as the bare one does on the default", async () => {
  using machine = new Machine(model, data, { seed: 3, verbosity: 0 });
  using backend = wasm();
  using bare = new BareMachine(model, data, { seed: 3, backend });
  assert.deepEqual(await (await machine.fit()).save(), await (await bare.fit()).save());
  assert.ok(machine instanceof BareMachine);
});

Deno.test("Machine takes another backend and another listener where they are given", async () => {
  using backend = spy();
  const events: Event[] = [];
  using machine = new Machine(model, data, { backend, listener: (event) => void events.push(event) });
  await machine.fit();
  assert.equal(backend.plans.length, 1);
  assert.deepEqual(events.map(({ type }) => type), ["fit", "epoch", "epoch"]);
});

Deno.test("Machine goes on where the bare one does, bit for bit", async () => {
  using machine = new Machine(model, data, { verbosity: 0 });
  await machine.fit();
  machine.model = model.with({ epochs: 4 });
  using atOnce = new Machine(machine.model, data, { verbosity: 0 });
  assert.deepEqual(await (await machine.fit()).save(), await (await atOnce.fit()).save());
  assert.equal(machine.age, 2);
});

Deno.test("evaluate() needs no backend, for one model or several", async () => {
  const options = { resampling: holdout(), seed: 2 };
  using backend = wasm();
  const bare = await bareEvaluate(model, data, { ...options, backend });
  const one = await evaluate(model, data, { ...options, verbosity: 0 });
  assert.deepEqual(one.results, bare.results);
  const both = await evaluate([model, constantClassifier()], data, { ...options, verbosity: 0 });
  assert.deepEqual(both[0]!.of(logLoss).perFold, bare.of(logLoss).perFold);
  assert.equal(both.length, 2);
});

Deno.test("the preset refuses another verbosity", () => {
  assert.throws(() => new Machine(model, data, { verbosity: 5 as 0 }), {
    name: "RangeError",
    message: "Cannot tell at verbosity 5: expected 0, 1 or 2",
  });
});

Deno.test("Machine, fit() and evaluate() refuse options that they do not know, and say which was meant", async () => {
  const data = blobs({ rows: 6, seed: 1 });
  const model = constantClassifier();
  assert.throws(() => new Machine(model, data, { sed: 1 } as never), {
    name: "TypeError",
    message:
      'Cannot set "sed" of Machine: known parameters are backend, seed, signal, listener, verbosity; ' +
      'did you mean "seed"?',
  });
  using machine = new Machine(model, data);
  await assert.rejects(
    machine.fit({ row: [1] } as never),
    /Cannot set "row" of fit\(\): .*did you mean "rows"\?/,
  );
  await assert.rejects(
    evaluate(model, data, { measure: accuracy } as never),
    /Cannot set "measure" of evaluate\(\): .*did you mean "measures"\?/,
  );
  await assert.rejects(evaluate(model, data, { folds: 3 } as never), {
    name: "TypeError",
    message:
      'Cannot set "folds" of evaluate(): it belongs to a resampling; give e.g. resampling: cv({ folds: 3 })',
  });
  await assert.rejects(
    evaluate(model, data, { seed: 1, groups: Array(30).fill("a") } as never),
    /^TypeError: Cannot set "groups" of evaluate\(\): .* groupCv\(\{ groups: \["a", .*, … \(30 in all\)\] \}\)$/,
  );
});
