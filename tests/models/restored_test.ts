import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { linear } from "../../builders/mod.ts";
import { contextOf, type Saved } from "../../core/mod.ts";
import { categorical } from "../../data/mod.ts";
import {
  constantClassifier,
  constantRegressor,
  imageClassifier,
  multitargetNeuralNetworkRegressor,
  neuralNetworkClassifier,
} from "../../models/mod.ts";
import { CLASSES, INPUTS, MIXED, NUMBERS } from "./_bench.ts";
import { bars } from "./_images.ts";

const some = { builder: linear(), epochs: 1, batchSize: 4 };
const classifier = neuralNetworkClassifier(some);
const data = { x: MIXED, y: CLASSES };

// What a model saves of these data; nothing is held when it is there.
async function savedBy<D>(
  model: {
    fit(data: D, context: ReturnType<typeof contextOf>): Promise<Disposable & { save(): Promise<Saved> }>;
  },
  data: D,
): Promise<Saved> {
  using backend = reference();
  using learned = await model.fit(data, contextOf({ backend }));
  return await learned.save();
}

Deno.test("a restored network refuses to go on with other levels, and frees itself", async () => {
  const saved = await savedBy(classifier, data);
  using backend = reference();
  const context = contextOf({ backend });
  const learned = await classifier.restore!(saved, context);
  const longer = classifier.with({ epochs: 2 });
  const y = categorical(["p", "q", "s", "q", "p", "s", "p", "q", "s", "p", "q", "s"]);
  await assert.rejects(longer.update!(learned, classifier, { x: MIXED, y }, context)!, {
    name: "DataError",
    message:
      /^Cannot go on with NeuralNetworkClassifier: the target is .*"s".*, and it learned .*"r".*; give the data/,
  });
  assert.equal(backend.live, 0);
});

Deno.test("a restored network needs no data to be used, saved and transformed by", async () => {
  const saved = await savedBy(classifier, data);
  using backend = reference();
  using learned = await classifier.restore!(saved, contextOf({ backend }));
  assert.deepEqual(await learned.save(), saved);
  assert.equal((await learned.transform(MIXED)).size, 12);
  assert.equal((await learned.state()).step, 3);
});

const changed = (saved: Saved, data: Readonly<Record<string, unknown>>): Saved => ({
  ...saved,
  data: { ...saved.data, ...data },
});

Deno.test("a network that is not told whole is refused by a SavedError, and nothing is held", async () => {
  using backend = reference();
  const context = contextOf({ backend });
  const saved = await savedBy(classifier, data);
  const others: readonly Saved[] = [
    ...["names", "embeddings", "levels", "scitype", "plan", "history", "step", "since"].map((name) =>
      changed(saved, { [name]: "?" })
    ),
    changed(saved, { embeddings: { colour: {} } }),
    changed(saved, { means: { a: "x" } }),
    changed(saved, { history: [] }),
    { ...saved, kind: "NeuralNetworkRegressor" },
    { ...saved, arrays: new Map([...saved.arrays].slice(1)) },
    { ...saved, arrays: new Map([...saved.arrays, ["1/bias", { shape: [1], data: Float64Array.of(1) }]]) },
  ];
  for (const other of others) {
    await assert.rejects(async () => await classifier.restore!(other, context), { name: "SavedError" });
  }
  const pictures = imageClassifier({ epochs: 0 });
  const ofImages = await savedBy(pictures, bars(4));
  await assert.rejects(async () => await pictures.restore!(changed(ofImages, { images: {} }), context), {
    name: "SavedError",
    message: "Cannot restore ImageClassifier: which images it learned from is not told",
  });
  const several = multitargetNeuralNetworkRegressor(some);
  const ofTables = await savedBy(several, { x: INPUTS, y: INPUTS });
  await assert.rejects(async () => await several.restore!(changed(ofTables, { targets: 1 }), context), {
    name: "SavedError",
  });
  assert.equal(backend.live, 0);
});

Deno.test("a constant that is not told is refused by a SavedError", async () => {
  const context = contextOf({});
  const shares = await savedBy(constantClassifier(), data);
  const mean = await savedBy(constantRegressor(), { x: INPUTS, y: NUMBERS });
  for (
    const other of [changed(shares, { levels: ["p"] }), changed(shares, { support: 1 }), {
      ...shares,
      arrays: new Map(),
    }]
  ) {
    await assert.rejects(constantClassifier().restore!(other, context), { name: "SavedError" });
  }
  for (const other of [shares, { ...mean, arrays: new Map() }]) {
    await assert.rejects(constantRegressor().restore!(other, context), { name: "SavedError" });
  }
});
