import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { builder, linear } from "../../builders/mod.ts";
import { Machine, type Shape } from "../../core/mod.ts";
import { categorical, cells, type Table, table } from "../../data/mod.ts";
import {
  neuralNetworkClassifier,
  type NeuralNetworkRegressor,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { chain, dense, identity } from "../../nn/mod.ts";
import { CLASSES, INPUTS, MIXED, near, NUMBERS } from "./_bench.ts";

const model = neuralNetworkRegressor({ builder: linear({ activation: identity }), epochs: 3, batchSize: 5 });
const DATA = { x: MIXED, y: NUMBERS };

// What a model learned.
async function fitted(made: NeuralNetworkRegressor, x: Table = MIXED) {
  return await new Machine(made, { x, y: NUMBERS }, { backend: reference(), seed: 3 }).fit();
}

Deno.test("columns of classes are embedded in their place, and the builder sees how wide that is", async () => {
  const inputs: Shape[] = [];
  const watching = builder(({ input, outputs }) => {
    inputs.push(input);
    return dense(outputs);
  });
  const learned = await fitted(model.with({ builder: watching }));
  const { arrays } = await learned.state();
  const shapes = [...arrays].filter(([name]) => !name.includes("#")).map((
    [name, { shape }],
  ) => [name, shape]);
  assert.deepEqual(inputs, [[3 + 1 + 2 + 1]]);
  assert.deepEqual(shapes, [
    ["0/embedding0", [4, 3]],
    ["0/embedding2", [3, 2]],
    ["1/kernel", [7, 1]],
    ["1/bias", [1]],
  ]);
});

Deno.test("embeddingDims gives widths as numbers and as shares of the levels, and is left as it was", async () => {
  const embeddingDims = { size: 0.4, colour: 5 };
  const learned = await fitted(model.with({ embeddingDims }));
  const { embeddings } = learned.report;
  assert.deepEqual([embeddings!.colour!.units, embeddings!.size!.units], [5, Math.ceil(0.4 * 3)]);
  assert.deepEqual(embeddingDims, { size: 0.4, colour: 5 });
});

Deno.test("changed embeddingDims take effect with the next fit", async () => {
  using backend = reference();
  using machine = new Machine(model, DATA, { backend });
  await machine.fit();
  machine.model = model.with({ embeddingDims: { colour: 1 } });
  const { report, network } = await machine.fit();
  assert.equal(report.embeddings!.colour!.units, 1);
  assert.deepEqual(network.children[0]!.output, [1 + 1 + 2 + 1]);
});

Deno.test("the default width is one below the number of levels, at least 1 and at most 10", async () => {
  const levels = Array.from({ length: 12 }, (_, i) => i);
  const x = table({ one: categorical(levels.map(() => "only")), many: categorical(levels) });
  const learned = await fitted(model, x);
  const { one, many } = learned.report.embeddings!;
  assert.deepEqual([one!.units, many!.units], [1, 10]);
});

const DIMS: readonly (readonly [Record<string, number>, string])[] = [
  [
    { color: 2 },
    'Cannot embed column "color" for NeuralNetworkRegressor: it is not in the table, and Multiclass or ' +
    'OrderedFactor is wanted; did you mean "colour"?',
  ],
  [
    { a: 2 },
    'Cannot embed column "a" for NeuralNetworkRegressor: it is Continuous, and Multiclass or ' +
    "OrderedFactor is wanted; take it out of embeddingDims",
  ],
];

for (const [embeddingDims, message] of DIMS) {
  Deno.test(`embeddingDims of what cannot be embedded is refused by name: ${Object.keys(embeddingDims)}`, async () => {
    await assert.rejects(fitted(model.with({ embeddingDims })), {
      name: "DataError",
      column: Object.keys(embeddingDims)[0],
      message,
    });
  });
}

Deno.test("embeddingDims takes integers from 1 and fractions below 1 only", () => {
  for (const bad of [0, -1, 1.5, NaN, Infinity, "2", "0.5", null]) {
    assert.throws(() => neuralNetworkRegressor({ embeddingDims: { colour: bad as never } }), {
      message:
        /^Cannot set "embeddingDims" of NeuralNetworkRegressor: expected a record of columns, each an /,
    });
  }
  assert.throws(() => neuralNetworkRegressor({ embeddingDims: [2] as never }), TypeError);
  assert.deepEqual(neuralNetworkRegressor({ embeddingDims: { a: 1, b: 0.01 } }).params.embeddingDims, {
    a: 1,
    b: 0.01,
  });
});

Deno.test("transform() gives what the network sees behind its embedding, other columns as they are", async () => {
  const learned = await fitted(model);
  const embedded = await learned.transform(MIXED);
  const { arrays } = await learned.state();
  const names = ["colour_1", "colour_2", "colour_3", "a", "size_1", "size_2", "b"];
  assert.deepEqual(embedded.names, names);
  assert.equal(embedded.column("a"), MIXED.column("a"));
  const vectors = arrays.get("0/embedding0")!.data;
  assert.deepEqual(cells(embedded.column("colour_2")).slice(0, 2), [vectors[1], vectors[3 * 3 + 1]]); // red, blue
  const [kernel, bias] = [arrays.get("1/kernel")!.data, arrays.get("1/bias")!.data];
  const columns = names.map((name) => cells(embedded.column(name)) as number[]); // all are numbers
  const byHand = cells(NUMBERS).map((_, i) =>
    columns.reduce((sum, column, j) => sum + column[i]! * kernel[j]!, bias[0]!)
  );
  near((await learned.predict(MIXED)).values, byHand, 1e-6);
});

Deno.test("transform() finds names that are free, and gives columns in the order of training", async () => {
  const x = table({ kind: CLASSES, kind_2: NUMBERS, kind_: CLASSES });
  const learned = await fitted(model, x);
  const names = ["kind__1", "kind__2", "kind_2", "kind___1", "kind___2"];
  assert.deepEqual((await learned.transform(x)).names, names);
  assert.deepEqual((await learned.transform(x.select(["kind_", "kind_2", "kind"]))).names, names);
  await assert.rejects(learned.transform(x.drop(["kind_"])), {
    name: "DataError",
    message: /^Cannot transform by NeuralNetworkRegressor: column "kind_" is absent; /,
  });
});

Deno.test("a table of numbers alone is transformed into itself, and nothing more is reported or saved", async () => {
  const learned = await fitted(model, INPUTS);
  assert.equal(await learned.transform(INPUTS), INPUTS);
  assert.deepEqual((await learned.transform(INPUTS.select(["b", "a"]))).names, ["a", "b"]);
  await assert.rejects(learned.transform(INPUTS.drop(["b"])), { name: "DataError", column: "b" });
  await assert.rejects(learned.transform(INPUTS.with("b", CLASSES)), { name: "DataError", column: "b" });
  assert.deepEqual(Object.keys(learned.report), ["losses", "trainingLosses"]);
  const { data } = await learned.save();
  assert.deepEqual(Object.keys(data), ["names", "plan", "history", "step", "since"]);
});

Deno.test("what is learned of columns is saved, and goes through JSON", async () => {
  const learned = await fitted(model.with({ embeddingDims: { size: 1 }, unknown: true }));
  const { data, arrays } = await learned.save();
  assert.deepEqual(JSON.parse(JSON.stringify(data.embeddings)), learned.report.embeddings);
  assert.deepEqual(data.names, ["colour", "a", "size", "b"]);
  assert.deepEqual(arrays.get("0/embedding2")!.shape, [4, 1]);
});

Deno.test("a builder's chain stands behind the embedding as it is", async () => {
  const deep = builder(({ outputs }) => chain(dense(3), chain(dense(2)), dense(outputs)));
  const learned = await fitted(model.with({ builder: deep }));
  assert.deepEqual(learned.network.children.map(({ layer }) => layer.kind), [
    "entityEmbedding",
    "dense",
    "chain",
    "dense",
  ]);
});

Deno.test("weights of rows and classes reach embeddings: a row that counts nothing leaves its level alone", async () => {
  using backend = reference();
  const classifier = neuralNetworkClassifier({ epochs: 2, batchSize: 4, classWeights: { p: 1, q: 2, r: 3 } });
  const x = table({ lone: categorical(["one", ...Array.from({ length: 11 }, () => "other")]), a: NUMBERS });
  const weights = Float64Array.from({ length: 12 }, (_, i) => i);
  const start = async (epochs: number) => {
    using machine = new Machine(classifier.with({ epochs }), { x, y: CLASSES, weights }, { backend });
    return [...(await (await machine.fit()).state()).arrays.get("0/embedding0")!.data];
  };
  const [before, after] = [await start(0), await start(2)];
  assert.equal(after[0], before[0]);
  assert.notEqual(after[1], before[1]);
});
