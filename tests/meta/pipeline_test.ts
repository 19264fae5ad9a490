import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import {
  contextOf,
  type Event,
  type Examples,
  get,
  Machine,
  type Mapper,
  type Model,
} from "../../core/mod.ts";
import { iris, wine } from "../../data/datasets/mod.ts";
import { type Categorical, cells, numeric, type Table, unpack } from "../../data/mod.ts";
import { accuracy } from "../../measures/mod.ts";
import { calibrated, evaluate, pipeline, stratifiedCv } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { adam } from "../../nn/mod.ts";
import { conformModel } from "../../testing/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { learnedOf, nearest, toy } from "./_toys.ts";

const flowers = unpack(iris(), "species") as unknown as Examples<Table, Categorical>; // four numbers and the species
const few: Examples<Table, Categorical> = {
  x: flowers.x.take([0, 1, 2, 50, 51, 52, 100, 101, 102]),
  y: flowers.y.take([0, 1, 2, 50, 51, 52, 100, 101, 102]),
  weights: Float64Array.of(1, 2, 1, 1, 0.5, 1, 3, 1, 1),
};
const net = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), batchSize: 4, epochs: 3 });
const widen = (x: Table) => x.with("wide", numeric(cells(x.column(x.names[0]!)).map((v) => Number(v) * 2)));

Deno.test("steps in a row are called by kind, functions by name or f, repeated names get numbers, the last is last", () => {
  const pipe = pipeline(standardiser(), widen, (x: Table) => x, standardiser(), net);
  assert.deepEqual(Object.keys(pipe.params), ["standardiser", "widen", "f", "standardiser2", "last"]);
  assert.equal(get(pipe.with({ "last.optimiser.eta": 0.5 }), "last.optimiser.eta"), 0.5);
  assert.deepEqual(Object.keys(pipeline({ scale: standardiser(), net }).params), ["scale", "net"]);
});

Deno.test("traits are those of the last step, with paths that lead through it, and the first step's inputs", () => {
  const pipe = pipeline({ outer: standardiser(), inner: pipeline(standardiser(), net) });
  assert.equal(pipe.traits.iteration, "inner.last.epochs");
  assert.deepEqual(pipe.traits.warm, ["inner.last.epochs", "inner.last.optimiser"]);
  assert.deepEqual(pipe.traits.input, standardiser().traits.input);
  assert.equal(pipe.traits.prediction, "distribution");
  assert.equal(pipe.traits.weights, true);
});

conformModel("a pipeline of two in a pipeline", {
  make: () => pipeline({ scale: standardiser(), rest: pipeline(standardiser({ constant: "keep" }), net) }),
  data: few,
  changes: [{ "rest.last.batchSize": 3 }, { "scale.constant": "keep" }, {
    "rest.standardiser.features": ["petal_width"],
  }],
});

Deno.test("a pipeline learns what its last step would learn of the transformed rows, to the bit", async () => {
  using backend = wasm({ threads: 1 });
  using whole = new Machine(pipeline(standardiser(), net), few, { backend, seed: 4 });
  using scaler = new Machine(standardiser(), few);
  const scaled = await (await scaler.fit()).transform(few.x);
  using alone = new Machine(net, { ...few, x: scaled }, { backend, seed: 4 });
  const [piped, byHand] = [await whole.fit(), await alone.fit()];
  assert.deepEqual(piped.report.losses, byHand.report.losses);
  assert.deepEqual((await piped.predict(few.x)).probs, (await byHand.predict(scaled)).probs);
  assert.deepEqual(piped.report.standardiser, (await scaler.fit()).report);
});

/** Which kinds were fitted, updated or kept by `act`. */
async function decisions(machine: Machine<Examples<Table, Categorical>, never>, events: Event[]) {
  events.length = 0;
  await machine.fit();
  return events.flatMap((event) => "kind" in event ? [`${event.type} ${event.kind}`] : []);
}

Deno.test("after a change, the steps before it are kept, it goes on where it can, and those behind it learn again", async () => {
  using backend = wasm({ threads: 1 });
  const events: Event[] = [];
  const listener = (event: Event) => void events.push(event);
  const machine = new Machine(
    pipeline({ a: standardiser(), b: standardiser({ constant: "keep" }), net }),
    few,
    { backend, listener },
  );
  const seen = (changes: Record<`${string}.${string}`, unknown>) => {
    machine.model = machine.model.with(changes);
    return decisions(machine as never, events);
  };
  const fits = ["fit Standardiser", "fit Standardiser", "fit NeuralNetworkClassifier"];
  assert.deepEqual(await seen({}), ["fit Pipeline", ...fits]);
  const keeps = ["update Pipeline", "keep Standardiser"];
  const [keep, go] = ["keep Standardiser", "update NeuralNetworkClassifier"];
  assert.deepEqual(await seen({ "net.epochs": 5 }), [...keeps, keep, go]);
  assert.deepEqual(await seen({ "net.batchSize": 2 }), [...keeps, keep, fits[2]]);
  assert.deepEqual(await seen({ "b.constant": "refuse" }), [...keeps, ...fits.slice(1)]);
  assert.deepEqual(await seen({ "a.constant": "keep" }), ["update Pipeline", ...fits]);
  assert.deepEqual(await seen({}), ["keep Pipeline"]);
  machine.model = pipeline({ b: standardiser(), a: standardiser(), net }) as never;
  assert.deepEqual(await decisions(machine as never, events), ["fit Pipeline", ...fits]);
  machine[Symbol.dispose]();
  assert.equal(backend.live, 0);
});

Deno.test("a step that may not show rows what it knows of them transforms what it learned from apart", async () => {
  const mapper: Mapper<Table, Table> = {
    report: {},
    transform: (x) => Promise.resolve(x.with("seen", numeric(new Float64Array(x.size)))),
    transformTraining: ({ x }) => Promise.resolve(x.with("seen", numeric(new Float64Array(x.size).fill(1)))),
    save: () => Promise.reject(new Error("Cannot save a toy: there is no need; use a model")),
    [Symbol.dispose]() {},
  };
  const step: Model<Examples<Table, Categorical>, Mapper<Table, Table>> = {
    kind: "Apart",
    params: {},
    traits: {},
    with: () => step,
    fit: () => Promise.resolve(mapper),
  };
  const given: number[] = [];
  const spy = toy<Table, Categorical, Table>("Spy", ({ x }) => {
    given.push(Number(cells(x.column("seen"))[0]));
    return learnedOf((x: Table) => x);
  });
  const learned = await pipeline(step, pipeline(step, spy)).fit(few, contextOf({}));
  assert.deepEqual(given, [1]);
  assert.equal(cells((await learned.predict(few.x) as Table).column("seen"))[0], 0);
});

Deno.test("a pipeline of transformers alone is a transformer, with a way back if each has one", async () => {
  const pipe = pipeline(standardiser(), standardiser({ features: ["petal_length"] }));
  using machine = new Machine(pipe, { x: few.x });
  const learned = await machine.fit();
  const back = await learned.inverseTransform!(await learned.transform(few.x));
  for (const name of few.x.names) {
    const wanted = cells(few.x.column(name)).map(Number);
    cells(back.column(name)).forEach((v, i) => assert.ok(Math.abs(Number(v) - wanted[i]!) < 1e-12));
  }
  const oneWay = await pipeline(standardiser(), widen).fit({ x: few.x }, contextOf({}));
  assert.equal(oneWay.inverseTransform, undefined);
  assert.deepEqual((await oneWay.transform(few.x)).names, [...few.x.names, "wide"]);
});

Deno.test("errors about data name the step, in pipelines within pipelines too, and keep the column", async () => {
  const pipe = pipeline({ outer: pipeline({ scale: standardiser({ features: ["petal"] }), nearest }) });
  await assert.rejects(pipe.fit(few, contextOf({})), {
    name: "DataError",
    column: "petal",
    message:
      'Cannot fit step "outer" of the pipeline: cannot fit step "scale" of the pipeline: cannot treat column ' +
      '"petal" by Standardiser: the table has sepal_length, sepal_width, petal_length, petal_width; name some of these',
  });
  const learned = await pipeline(standardiser(), nearest).fit(few, contextOf({}));
  await assert.rejects(learned.predict(few.x.drop(["petal_width"])), {
    message:
      /^Cannot predict at step "standardiser" of the pipeline: cannot transform by Standardiser: column "petal_width"/,
  });
  const drops = pipeline((x: Table) => x.take([0, 1]), nearest);
  await assert.rejects(drops.fit(few, contextOf({})), {
    message: 'Cannot fit step "f" of the pipeline: cannot use function "f": it made 2 rows of 9; ' +
      "give back as many as came, and leave rows out before the pipeline",
  });
});

Deno.test("a function that throws is named, with what it says", async () => {
  const boo = () => {
    throw new Error("no such column");
  };
  await assert.rejects(pipeline(boo, nearest).fit(few, contextOf({})), {
    name: "Error",
    message:
      'Cannot apply function "boo" of the pipeline: no such column; a function takes a table and gives one ' +
      "(call what makes a transformer or a model)",
  });
});

Deno.test("what can be no pipeline is refused", () => {
  const refused = (steps: unknown[], message: RegExp) =>
    assert.throws(() => pipeline(...steps as Parameters<typeof pipeline>), { name: "TypeError", message });
  refused([], /of no steps/);
  refused([[standardiser(), net]], /of a list: give the steps one by one/);
  refused([net, standardiser()], /put a transformer there, e.g. entityEmbedder\(model\)/);
  refused([standardiser, 3], /Cannot use 3 as step/);
  refused([standardiser(), { net }], /steps by name are given in one record alone/);
  refused([{ "a.b": standardiser(), net }], /Cannot call a pipeline's step "a.b"/);
  refused([{ 1: standardiser(), net }], /Cannot call a pipeline's step "1"/);
  assert.throws(() => pipeline(standardiser(), net).with({ standardiser: net }), { name: "TypeError" });
  assert.throws(() => pipeline(standardiser(), net).with({ standardizer: standardiser() }), /standardiser/);
});

Deno.test("what was learned is saved whole; a function cannot be, and is named", async () => {
  using backend = wasm({ threads: 1 });
  using learned = await pipeline(standardiser(), net).fit(few, contextOf({ backend }));
  const saved = await learned.save();
  assert.deepEqual(saved.data.steps, ["standardiser", "last"]);
  assert.ok([...saved.arrays.keys()].every((name) => name.startsWith("last/")) && saved.arrays.size > 0);
  using other = await pipeline(widen, net).fit(few, contextOf({ backend }));
  await assert.rejects(other.save(), { message: /step "widen" is a function/ });
});

Deno.test("what was learned is freed when a later step fails", async () => {
  using backend = wasm({ threads: 1 });
  const fails = toy<Table, Categorical, Table>(
    "Fails",
    () => Promise.reject(new RangeError("Cannot learn: no")),
  );
  const step = { ...net, kind: "Embeds", traits: {} } as unknown as ReturnType<typeof standardiser>; // learns a network
  const transforms: typeof step = {
    ...step,
    fit: async (data, context) =>
      Object.assign(await step.fit(data, context), { transform: (x: Table) => x }),
  } as typeof step;
  await assert.rejects(pipeline(transforms, fails).fit(few, contextOf({ backend })), { name: "RangeError" });
  assert.equal(backend.live, 0);
});

Deno.test("functions get names that no step has, whatever they are called", () => {
  const last = (x: Table) => x;
  function toString(x: Table) {
    return x;
  }
  assert.deepEqual(Object.keys(pipeline(last, toString, standardiser()).params), [
    "last2",
    "toString",
    "last",
  ]);
});

Deno.test("a path three wrappers deep reaches the optimiser, which trains by it", async () => {
  using backend = wasm({ threads: 1 });
  const by = async (eta: number) => {
    const deep = pipeline(standardiser(), calibrated(pipeline(standardiser(), net)));
    const changed = deep.with({ "last.model.last.optimiser.eta": eta });
    using learned = await changed.fit(flowers, contextOf({ backend }));
    return { losses: learned.report.losses!, set: get(changed, "last.model.last.optimiser.eta") };
  };
  const [quick, still] = [await by(0.125), await by(1e-9)];
  assert.deepEqual([quick.set, still.set], [0.125, 1e-9]);
  assert.ok(quick.losses[2]! < 0.5 * quick.losses[0]!);
  assert.ok(Math.abs(still.losses[2]! - still.losses[0]!) < 1e-4, "hardly a step");
});

Deno.test("a network of one hidden layer behind a standardiser has an accuracy of at least 0.97 on wine", async () => {
  using backend = wasm({ threads: 2 });
  const model = pipeline(
    standardiser(),
    neuralNetworkClassifier({
      builder: mlp({ hidden: [16] }),
      optimiser: adam({ eta: 0.01 }),
      batchSize: 16,
      epochs: 60,
    }),
  );
  const resampling = stratifiedCv({ folds: 10, shuffled: true });
  const evaluation = await evaluate(model, unpack(wine(), "cultivar"), {
    backend,
    resampling,
    measures: accuracy,
  });
  const { measurement } = evaluation.of(accuracy);
  assert.ok(measurement >= 0.97, String(measurement));
});
