import assert from "node:assert/strict";
import type { Mapper } from "../../core/mod.ts";
import {
  batchNorm,
  builder,
  categorical,
  cells,
  chain,
  dense,
  diabetes,
  iris,
  type Learned,
  Machine,
  mlp,
  multitargetNeuralNetworkRegressor,
  neuralNetworkBinaryClassifier,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
  numeric,
  penguins,
  pipeline,
  relu,
  relu6,
  standardiser,
  type Table,
  table,
  toOnnx,
  unpack,
} from "../../mod.ts";
import { columnsOf, numbersOf } from "./_given.ts";
import { close, probabilities } from "./_network.ts";
import { run } from "./_run.ts";

const trained = { builder: mlp({ hidden: [8] }), batchSize: 8, epochs: 5 };
const careless = { ...trained, unknown: true, missing: "indicator" } as const; // the words, not any text
const flowers = unpack(iris(), "species");
const birds = unpack(penguins(), "species");
using scale = new Machine(standardiser({ count: true }), { x: birds.x });
const scaledBirds = { x: await (await scale.fit()).transform(birds.x), y: birds.y };

Deno.test("iris: probabilities of three species are those of predict", async () => {
  using machine = new Machine(neuralNetworkClassifier(trained), flowers);
  const learned = await machine.fit();
  close(
    await run(await toOnnx(machine), numbersOf(flowers.x)),
    probabilities(await learned.predict(flowers.x)),
  );
});

Deno.test("two classes by one output: both probabilities come out, in the order of the levels", async () => {
  const data = { x: flowers.x, y: categorical(cells(flowers.y).map((species) => species === "virginica")) };
  using machine = new Machine(neuralNetworkBinaryClassifier(trained), data);
  const learned = await machine.fit();
  const found = await run(await toOnnx(learned), numbersOf(data.x));
  assert.deepEqual(found.dims, [150, 2]);
  close(found, probabilities(await learned.predict(data.x)));
});

Deno.test("diabetes, scales learned by a batchNorm that stands first: y is that of predict", async () => {
  const data = unpack(diabetes(), "progression");
  const scaling = builder(({ outputs }) =>
    chain(batchNorm(), dense(6, { activation: relu }), dense(outputs))
  );
  using machine = new Machine(neuralNetworkRegressor({ ...trained, builder: scaling }), data);
  const learned = await machine.fit();
  const { values, size } = await learned.predict(data.x);
  close(await run(await toOnnx(machine), numbersOf(data.x)), { data: values, shape: [size, 1] });
});

Deno.test("several targets: y has a column for each", async () => {
  const data = { x: flowers.x.drop(["petal_length", "petal_width"]), y: flowers.x.drop(["sepal_length"]) };
  using machine = new Machine(multitargetNeuralNetworkRegressor(trained), data);
  const learned = await machine.fit();
  const found = await run(await toOnnx(machine), numbersOf(data.x));
  close(found, { data: numbersOf(await learned.predict(data.x)).x!.data as Float32Array, shape: [150, 3] }); // numbers
});

Deno.test("penguins, words and holes as they are: probabilities are those of predict", async () => {
  using machine = new Machine(neuralNetworkClassifier(careless), scaledBirds);
  const learned = await machine.fit();
  close(
    await run(await toOnnx(machine), columnsOf(scaledBirds.x)),
    probabilities(await learned.predict(scaledBirds.x)),
  );
});

Deno.test("penguins of an island that no row of training has: as predict treats what is unknown", async () => {
  const islands = cells(scaledBirds.x.column("island"));
  using machine = new Machine(neuralNetworkClassifier(careless), scaledBirds);
  const learned = await machine.fit({
    rows: islands.flatMap((island, row) => island === "Torgersen" ? [] : [row]),
  });
  const file = await toOnnx(machine);
  const elsewhere = scaledBirds.x.with("island", categorical(islands.map(() => "Anvers")));
  for (const x of [scaledBirds.x, elsewhere]) {
    close(await run(file, columnsOf(x)), probabilities(await learned.predict(x)));
  }
});

Deno.test("where predict refuses a level that is unknown, its row comes out as NaN", async () => {
  const data = { x: birds.x.select(["island"]), y: birds.y };
  using machine = new Machine(neuralNetworkClassifier(trained), data);
  const learned = await machine.fit();
  const strange: Table = table({ island: categorical(["Dream", "Anvers"]) });
  await assert.rejects(learned.predict(strange), /its level is "Anvers"/);
  const { data: found } = await run(await toOnnx(machine), columnsOf(strange));
  const { probs } = await learned.predict(strange.take([0]));
  probs.forEach((p, k) => assert.ok(Math.abs(Number(found[k]) - p) <= 1e-5));
  assert.deepEqual([...found].slice(3), [NaN, NaN, NaN]);
});

Deno.test("numbers with holes, in a table of numbers: the means and marks of training", async () => {
  const x = flowers.x.with(
    "sepal_width",
    numeric(cells(flowers.x.column("sepal_width")).map((v, i) => i % 7 ? v as number : NaN)),
  );
  using machine = new Machine(neuralNetworkClassifier({ ...trained, missing: "indicator" }), {
    x,
    y: flowers.y,
  });
  const learned = await machine.fit();
  const holed = x.with("petal_width", numeric(Array.from({ length: 150 }, (_, i) => i % 5 ? 1 : NaN)));
  close(await run(await toOnnx(machine), numbersOf(holed)), probabilities(await learned.predict(holed)));
});

Deno.test("a row whose number is missing or infinite comes out as NaN, and the others as ever", async () => {
  using machine = new Machine(
    neuralNetworkClassifier({ ...trained, builder: mlp({ hidden: [8], activation: relu6 }) }),
    flowers,
  );
  const learned = await machine.fit();
  const x = flowers.x.take([0, 1, 2, 3]);
  const { data, shape } = numbersOf(x).x!;
  const bad = Float32Array.from(data as Float32Array); // numbers
  bad[4 * 1 + 2] = NaN;
  bad[4 * 2 + 0] = -Infinity;
  const found = await run(await toOnnx(machine), { x: { data: bad, shape } });
  const { probs } = await learned.predict(x);
  assert.deepEqual([...found.data].slice(3, 9), Array(6).fill(NaN));
  for (const k of [0, 1, 2, 9, 10, 11]) assert.ok(Math.abs(Number(found.data[k]) - probs[k]!) <= 1e-5);
});

Deno.test("columns whose names are taken, and levels that are numbers or truths", async () => {
  const x = table({
    probabilities: numeric([1, 2, 3, 4]),
    "": categorical([1, 0.5, 1, 0.5]),
    "0/kernel": categorical([true, false, false, true]),
  });
  const y = categorical(["a", "b", "a", "b"]);
  using machine = new Machine(neuralNetworkClassifier(trained), { x, y });
  const learned = await machine.fit();
  const { "": half, ...rest } = columnsOf(x);
  close(await run(await toOnnx(machine), { ...rest, _: half! }), probabilities(await learned.predict(x)));
});

Deno.test("penguins, standardised in a pipeline: the file takes what the pipeline takes", async () => {
  const model = pipeline(standardiser({ count: true }), neuralNetworkClassifier(careless));
  using machine = new Machine(model, birds);
  const learned = await machine.fit();
  close(await run(await toOnnx(machine), columnsOf(birds.x)), probabilities(await learned.predict(birds.x)));
});

Deno.test("the last step of a pipeline, on what the step before it makes", async () => {
  using machine = new Machine(pipeline(standardiser(), neuralNetworkClassifier(trained)), flowers);
  const learned = await machine.fit();
  const { steps } = learned as unknown as LearnedPipeline; // what pipelines learn
  const scaled = await steps[0].learned.transform(flowers.x);
  const found = await run(await toOnnx(steps[1].learned), numbersOf(scaled));
  close(found, probabilities(await learned.predict(flowers.x)));
});

interface LearnedPipeline {
  readonly steps: readonly [{ readonly learned: Mapper<Table, Table> }, { readonly learned: Learned }];
}
