import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { builder } from "../../builders/mod.ts";
import {
  type Backend,
  contextOf,
  type Event,
  fromBytes,
  joinSaved,
  load,
  Machine,
  NotLearnedError,
  save,
  SavedError,
  toBytes,
} from "../../core/mod.ts";
import { categorical, numeric, table } from "../../data/mod.ts";
import { type NeuralNetworkRegressor, neuralNetworkRegressor } from "../../models/mod.ts";
import { chain, dense, relu } from "../../nn/mod.ts";
import { type ConstantGuess, constantGuess, type Descender, descender } from "../../testing/mod.ts";
import { KINDS } from "../../kinds.ts";

const data = { x: numeric([1, 2, 3, 4]), y: numeric([2, 4, 7, 8]) };
const kinds = [descender, constantGuess];

async function fitted(
  epochs = 3,
): Promise<Machine<typeof data, Awaited<ReturnType<Descender["fit"]>>, Descender["params"]>> {
  const machine = new Machine(descender({ epochs }), data, { seed: 5 });
  await machine.fit();
  return machine;
}

Deno.test("load() gives a machine that predicts, reports and shows what the saved one did, without data", async () => {
  using machine = await fitted();
  using loaded = await load<Descender>(await save(machine), { kinds });
  assert.deepEqual(loaded.report, machine.report);
  assert.equal(loaded.learned.weight, machine.learned.weight);
  assert.equal(String(loaded.model), String(machine.model));
  assert.deepEqual([loaded.size, loaded.age], [4, 1]);
  assert.equal(String(loaded).split("\n")[0], "Machine: trained 1 time; without data");
});

Deno.test("a machine loaded without data keeps what it learned, and says what it lacks to learn more", async () => {
  using machine = await fitted();
  using loaded = await load<Descender>(await save(machine), { kinds });
  assert.equal(await loaded.fit(), loaded.learned);
  loaded.model = descender({ epochs: 9 });
  await assert.rejects(loaded.fit(), {
    name: "Error",
    message: "Cannot fit Descender: this machine was loaded without data; give them, load(bytes, { data })",
  });
  assert.deepEqual(
    (await load<Descender>(await save(loaded), { kinds })).report,
    machine.report,
    "nothing is lost",
  );
});

Deno.test("a machine loaded with its data goes on as if it had never stopped: seed, rows and age are in the file", async () => {
  const rows = [3, 0, 1];
  using whole = new Machine(descender({ epochs: 7 }), data, { seed: 9 });
  await whole.fit({ rows });
  using machine = new Machine(descender({ epochs: 3 }), data, { seed: 9 });
  await machine.fit({ rows });
  const events: Event[] = [];
  const listener = (event: Event) => void events.push(event);
  using loaded = await load<Descender>(await save(machine), { kinds, data, listener });
  loaded.model = loaded.model.with({ epochs: 7 });
  assert.equal((await loaded.fit({ rows })).weight, whole.learned.weight);
  assert.equal(events[0]?.type, "update");
  assert.equal(loaded.age, 2);
  loaded.model = loaded.model.with({ epochs: 2 });
  await loaded.fit();
  using fresh = new Machine(descender({ epochs: 2 }), data, { seed: 9 });
  assert.equal(
    loaded.learned.weight,
    (await fresh.fit({ rows })).weight,
    "what starts over starts from the seed in the file, on the rows in the file",
  );
});

const OTHER: readonly (readonly [data: object, message: string])[] = [
  [
    { ...data, x: numeric([1, 2, 3]), y: numeric([1, 2, 3]) },
    "x is 3 rows, Continuous, and was 4 rows, Continuous",
  ],
  [
    { ...data, y: categorical(["a", "b", "a", "b"]) },
    'y is 4 rows, Multiclass of ["a","b"], and was 4 rows, Continuous',
  ],
  [{ ...data, weights: Float64Array.of(1, 1, 1, 2) }, "weights is 4 rows, and was absent"],
  [{ x: data.x }, "y is absent, and was 4 rows, Continuous"],
  [{ ...data, x: table({ a: data.x }) }, "x is 4 rows, and was 4 rows, Continuous"],
];

Deno.test("load() refuses data that do not look as those did that were learned from", async () => {
  using machine = await fitted();
  const bytes = await save(machine);
  for (const [other, message] of OTHER) {
    await assert.rejects(load<Descender>(bytes, { kinds, data: other as typeof data }), {
      name: "DataError",
      message:
        `Cannot go on with these data: ${message} when the machine was saved; give the data that it learned from`,
    });
  }
});

Deno.test("load() names the kind that it lacks, and where", async () => {
  using machine = await fitted();
  await assert.rejects(load(await save(machine)), (error) => {
    assert.ok(error instanceof SavedError);
    assert.equal(error.kind, "Descender");
    assert.equal(
      error.message,
      'Cannot load the model: no kind "Descender" is known; give what makes it, e.g. load(bytes, { kinds: [myBuilder] })',
    );
    return true;
  });
});

Deno.test("load() takes no machine for what is none: something learned alone, or a file that tells too little", async () => {
  using machine = await fitted();
  const learned = await machine.learned.save();
  await assert.rejects(load(toBytes(learned), { kinds }), {
    name: "SavedError",
    message: "Cannot load Descender: it is no machine; restore it by the model that learned it",
  });
  const whole = await machine.save();
  const others = [
    { ...whole, data: { ...whole.data, seed: -1 } },
    { ...whole, data: { ...whole.data, outline: { x: 3 } } },
    { ...whole, data: { ...whole.data, parts: {} } },
    { ...whole, data: { ...whole.data, model: "Descender" } },
    { ...whole, data: { ...whole.data, model: { $kind: "Descender", params: { epochs: -1 } } } },
    { ...whole, data: { ...whole.data, model: { $kind: "Descender", params: { epoch: 1 } } } },
    { ...whole, arrays: new Map([["rows", { shape: [1], data: Float64Array.of(4) }]]) },
  ];
  for (const other of others) await assert.rejects(load(toBytes(other), { kinds }), { name: "SavedError" });
});

Deno.test("load() refuses what is no backend, and a model that is no model or cannot be restored", async () => {
  using machine = await fitted();
  const bytes = await save(machine);
  await assert.rejects(load(bytes, { kinds, backend: Promise.resolve(reference()) as unknown as Backend }), {
    name: "TypeError",
    message: /^Cannot load by .*: it is no backend; give e.g. wasm\(\)/,
  });
  const once = (options: object = {}) => Object.freeze({ ...descender(options), restore: undefined });
  await assert.rejects(load(bytes, { kinds: [once] }), {
    name: "SavedError",
    message: "Cannot load Descender: it cannot be restored; fit it anew",
  });
  const { data: { model: _, ...rest } } = await machine.save();
  const whole = joinSaved({ kind: "Machine", data: { ...rest, model: { $kind: "relu", params: {} } } }, {});
  await assert.rejects(load(toBytes(whole), { kinds: [relu] }), {
    name: "SavedError",
    message: "Cannot load relu: it is no model",
  });
});

Deno.test("save() refuses a machine that has not learned, or is just learning", async () => {
  using machine = new Machine(constantGuess(), data);
  await assert.rejects(save(machine), (error) => error instanceof NotLearnedError);
  const going = machine.fit();
  await assert.rejects(save(machine), NotLearnedError);
  await going;
  const again = machine.fit({ force: true });
  await assert.rejects(save(machine), {
    message: "Cannot save ConstantGuess: a fit of this machine is under way; await it first",
  });
  await again;
  using loaded = await load<ConstantGuess>(await save(machine), { kinds });
  assert.deepEqual(
    (await loaded.learned.predict(data.x)).values,
    (await machine.learned.predict(data.x)).values,
  );
});

Deno.test("save() writes the model that learned, whatever the machine is to learn next", async () => {
  using machine = await fitted();
  machine.model = descender({ epochs: 50 });
  using loaded = await load<Descender>(await save(machine), { kinds });
  assert.equal(loaded.model.params.epochs, 3);
});

Deno.test("a machine goes on from what was learned elsewhere, which it takes over, and saves it", async () => {
  using whole = await fitted(7);
  const model = descender({ epochs: 3 });
  const learned = await model.fit(data, contextOf({ seed: 5 }));
  using machine = new Machine(model, data, { seed: 5, from: { learned } });
  assert.equal(await machine.fit(), learned);
  using loaded = await load<Descender>(await save(machine), { kinds, data });
  for (const each of [machine, loaded]) {
    assert.equal(each.age, 1);
    each.model = descender({ epochs: 7 });
    assert.equal((await each.fit()).weight, whole.learned.weight);
  }
  assert.throws(() => learned.weight, NotLearnedError);
});

const x = table({ a: numeric([1, 2, 3, 4]), b: numeric([0, 1, 0, 1]) });
const examples = { x, y: data.y };
const own = builder(({ outputs }) => chain(dense(3, { activation: relu }), dense(outputs)));
const network = neuralNetworkRegressor({ builder: own, epochs: 2, batchSize: 2 });

Deno.test("a network of a function of the user's predicts and goes on; only where it starts over the function is missed", async () => {
  using backend = reference();
  using machine = new Machine(network, examples, { backend, seed: 1 });
  await machine.fit();
  const bytes = await save(machine);
  using loaded = await load<NeuralNetworkRegressor>(bytes, { kinds: KINDS, data: examples, backend });
  assert.deepEqual((await loaded.learned.predict(x)).values, (await machine.learned.predict(x)).values);
  [machine, loaded].forEach((each) => each.model = each.model.with({ epochs: 4 }));
  assert.deepEqual(await (await loaded.fit()).save(), await (await machine.fit()).save());
  await assert.rejects(loaded.fit({ force: true }), {
    message:
      'Cannot build a network for input [2] and 1 outputs: builder Builder failed: Cannot call "builder.build" of the ' +
      "model: it is code, which was not saved; give a value that holds it to load(), or set what holds it anew, by with()",
  });
});

Deno.test("a value of the user's that is given as a kind brings back its function", async () => {
  using backend = reference();
  using machine = new Machine(network, examples, { backend, seed: 1 });
  await machine.fit();
  const kinds = [own, ...KINDS];
  using loaded = await load<NeuralNetworkRegressor>(await save(machine), { kinds, data: examples, backend });
  assert.equal(loaded.model.params.builder.params, network.params.builder.params);
  loaded.model = network.with({ epochs: 3 });
  const events: string[] = [];
  machine.model = loaded.model;
  assert.deepEqual(await (await loaded.fit()).save(), await (await machine.fit()).save());
  assert.equal(loaded.age, 2, String(events));
});

Deno.test("a load that fails holds nothing, and one that succeeds frees what it owns", async () => {
  using backend = reference();
  using machine = new Machine(network, examples, { backend });
  await machine.fit();
  const saved = fromBytes(await save(machine));
  machine[Symbol.dispose]();
  const { live } = backend;
  const cut = { ...saved, arrays: new Map([...saved.arrays].filter(([name]) => name !== "learned/1/bias")) };
  await assert.rejects(load(toBytes(cut), { kinds: KINDS, backend }), {
    name: "SavedError",
    message: "Cannot restore NeuralNetworkRegressor: 1/bias has 1 numbers, and none were saved",
  });
  await assert.rejects(load(toBytes(saved), { kinds: KINDS }), { message: /no backend given/ });
  assert.equal(backend.live, live);
  let freed = 0;
  const loaded = await load(toBytes(saved), {
    kinds: KINDS,
    backend,
    owns: { [Symbol.dispose]: () => void freed++ },
  });
  loaded[Symbol.dispose]();
  assert.deepEqual([backend.live, freed], [live, 1]);
});
