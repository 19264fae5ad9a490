import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { linear } from "../../builders/mod.ts";
import { Machine } from "../../core/mod.ts";
import { categorical, cells, type Label, type Table, table } from "../../data/mod.ts";
import { type NeuralNetworkRegressor, neuralNetworkRegressor } from "../../models/mod.ts";
import { identity } from "../../nn/mod.ts";
import { CLASSES, MIXED, notes, NUMBERS, recorder } from "./_bench.ts";

const model = neuralNetworkRegressor({ builder: linear({ activation: identity }), epochs: 3, batchSize: 5 });

// What a model learned, and all that it noted.
async function fitted(made: NeuralNetworkRegressor, x: Table = MIXED) {
  const { events, listener } = recorder();
  const machine = new Machine(made, { x, y: NUMBERS }, { backend: reference(), listener, seed: 3 });
  return { learned: await machine.fit(), noted: notes(events) };
}

const colours = (...labels: readonly (Label | null)[]) =>
  MIXED.take(labels.map((_, i) => i)).with("colour", categorical(labels));

Deno.test("levels are matched by label: a pool of another order or size gives the same bits", async () => {
  const { learned } = await fitted(model);
  const labels = cells(MIXED.column("colour")) as string[]; // none is missing
  const turned = MIXED.with("colour", categorical(labels, { levels: ["new", "blue", "green", "red"] }))
    .with("size", categorical(cells(MIXED.column("size")) as string[], { levels: ["L", "S", "M"] }));
  assert.deepEqual((await learned.predict(turned)).values, (await learned.predict(MIXED)).values);
});

Deno.test("without unknown: the whole pool has vectors, and a note tells of levels that no row has", async () => {
  const { learned, noted } = await fitted(model);
  assert.deepEqual(noted, [
    'NeuralNetworkRegressor: no row of training has ["grey"] of column "colour", so nothing is learned of that ' +
    "level; set unknown: true, or leave them out of the pool",
  ]);
  assert.equal((await learned.predict(colours("grey"))).size, 1);
});

const REFUSED: readonly (readonly [string, Table, string])[] = [
  [
    "a missing level",
    colours("red", "blue", null),
    'Cannot give column "colour" to NeuralNetworkRegressor: its level is missing in row 2; ' +
    "fit with unknown: true, or leave out such rows",
  ],
  [
    "a foreign level",
    colours("red", "Red"),
    'Cannot give column "colour" to NeuralNetworkRegressor: its level is "Red" in row 1; fit with ' +
    'unknown: true, or leave out such rows; it learned from ["red", "green", "grey", "blue"]',
  ],
  [
    "numbers where classes were",
    MIXED.with("colour", NUMBERS),
    'Cannot give column "colour" to NeuralNetworkRegressor: it is Continuous, and Multiclass is wanted; ' +
    "coerce it to what it was in training",
  ],
  [
    "classes where numbers were",
    MIXED.with("a", CLASSES),
    'Cannot give column "a" to NeuralNetworkRegressor: it is Multiclass, and Continuous is wanted; ' +
    "coerce it to what it was in training",
  ],
];

for (const [what, x, message] of REFUSED) {
  Deno.test(`predict() and transform() refuse ${what}, and name it`, async () => {
    const { learned } = await fitted(model);
    await assert.rejects(learned.predict(x), { name: "DataError", message });
    await assert.rejects(learned.transform(x), { name: "DataError", message });
  });
}

Deno.test("a missing level in training is refused, unless unknown: true", async () => {
  const x = MIXED.with("size", categorical([null, ...cells(MIXED.column("size")).slice(1)] as string[]));
  await assert.rejects(fitted(model, x), {
    name: "DataError",
    column: "size",
    message: 'Cannot give column "size" to NeuralNetworkRegressor: its level is missing in row 0; ' +
      "fit with unknown: true, or leave out such rows",
  });
  const { learned } = await fitted(model.with({ unknown: true }), x);
  const { arrays } = await learned.state();
  const vectors = arrays.get("0/embedding2")!;
  assert.deepEqual(vectors.shape, [4, 2]);
  assert.ok(vectors.data.slice(-2).every((v) => v !== 0), "the row without a size trains the vector");
});

Deno.test("unknown: true has one vector for missing, foreign and unseen levels: zero if training had none", async () => {
  const { learned, noted } = await fitted(model.with({ unknown: true, lambda: 0.1 }));
  assert.deepEqual(noted, []);
  const { colour } = learned.report.embeddings!;
  assert.deepEqual(colour, {
    levels: ["red", "green", "grey", "blue"],
    unseen: ["grey"],
    units: 3,
    unknown: true,
  });
  const { arrays } = await learned.state();
  assert.deepEqual(arrays.get("0/embedding0")!.shape, [5, 3]);
  const odd = MIXED.take([4, 4, 4]).with("colour", categorical([null, "Red", "grey"]));
  const predictions = (await learned.predict(odd)).values;
  assert.ok(predictions.every((p) => p === predictions[0]));
  assert.notEqual(predictions[0], (await learned.predict(MIXED.take([4]))).values[0]);
  const embedded = await learned.transform(odd);
  for (const k of [1, 2, 3]) assert.deepEqual(cells(embedded.column(`colour_${k}`)), [0, 0, 0]);
});

Deno.test("a column whose levels are all missing is learned from with unknown: true", async () => {
  const { learned } = await fitted(
    model.with({ unknown: true }),
    table({ none: categorical(cells(NUMBERS).map(() => null)), a: NUMBERS }),
  );
  assert.deepEqual(learned.network.children[0]!.output, [2]);
});
