import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { fromBytes, Machine, toBytes } from "../../core/mod.ts";
import { cells, type Table } from "../../data/mod.ts";
import {
  constantRegressor,
  entityEmbedder,
  imageClassifier,
  multitargetNeuralNetworkRegressor,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
  type TableNetwork,
} from "../../models/mod.ts";
import { CLASSES, MIXED, NUMBERS, recorder } from "./_bench.ts";

const network = neuralNetworkClassifier({ epochs: 4, batchSize: 5, embeddingDims: { size: 1 } });
const DATA = { x: MIXED, y: CLASSES };
const all = (x: Table) => Object.fromEntries(x.names.map((name) => [name, cells(x.column(name))]));

Deno.test("entityEmbedder() transforms as the network that it trains, on the same bits", async () => {
  using backend = reference();
  using alone = new Machine(network, DATA, { backend, seed: 4 });
  using wrapped = new Machine(entityEmbedder(network), DATA, { backend, seed: 4 });
  const [inner, outer] = [await alone.fit(), await wrapped.fit()];
  assert.deepEqual(all(await outer.transform(MIXED)), all(await inner.transform(MIXED)));
  assert.deepEqual(outer.report, { losses: inner.report.losses, model: inner.report });
  assert.ok(!("predict" in outer));
});

Deno.test("entityEmbedder() says of itself what its network says, paths through model", () => {
  const model = entityEmbedder(network);
  assert.deepEqual(model.traits, {
    input: ["Continuous", "Count", "Multiclass", "OrderedFactor"],
    target: ["Multiclass", "OrderedFactor"],
    weights: true,
    iteration: "model.epochs",
    warm: ["model.epochs", "model.optimiser"],
  });
  assert.equal((model.with({ "model.epochs": 9 }).params.model.params as { epochs: number }).epochs, 9);
});

Deno.test("entityEmbedder() goes on training: in stages as in one go, bit for bit", async () => {
  using backend = reference();
  const { events, listener } = recorder();
  const model = entityEmbedder(network);
  using atOnce = new Machine(model, DATA, { backend });
  using staged = new Machine(model.with({ "model.epochs": 1 }), DATA, { backend, listener });
  const first = await staged.fit();
  events.length = 0;
  staged.model = model;
  const [want, found] = [await atOnce.fit(), await staged.fit()];
  assert.deepEqual(events.flatMap((e) => e.type === "epoch" ? [e.epoch] : []), [2, 3, 4]);
  assert.deepEqual(events.flatMap((e) => e.type === "update" ? [e.kind] : []), [
    "EntityEmbedder",
    "NeuralNetworkClassifier",
  ]);
  assert.deepEqual(found.report, want.report);
  assert.deepEqual(all(await found.transform(MIXED)), all(await want.transform(MIXED)));
  first[Symbol.dispose]();
  assert.equal((await found.transform(MIXED)).size, 12);
});

Deno.test("entityEmbedder() starts over for what is not warm, another kind of network among it", async () => {
  using backend = reference();
  const { events, listener } = recorder();
  const model: TableNetwork<never> = neuralNetworkRegressor({ epochs: 2 });
  const data = { x: MIXED, y: NUMBERS as never };
  using machine = new Machine(entityEmbedder(model), data, { backend, listener });
  await machine.fit();
  for (
    const next of [model.with({ lambda: 0.1 } as never), multitargetNeuralNetworkRegressor({ epochs: 2 })]
  ) {
    events.length = 0;
    machine.model = entityEmbedder<never>(next);
    const failed = await machine.fit().then(() => false, () => true);
    assert.equal(failed, next.kind === "MultitargetNeuralNetworkRegressor");
    assert.ok(!events.some((event) => event.type === "update"));
  }
});

Deno.test("entityEmbedder() saves its network as a part", async () => {
  using backend = reference();
  using machine = new Machine(entityEmbedder(network), DATA, { backend });
  const saved = fromBytes(toBytes(await (await machine.fit()).save()));
  assert.equal(saved.kind, "EntityEmbedder");
  assert.ok(saved.arrays.has("model/0/embedding2"));
  assert.deepEqual(Object.keys(saved.data.parts as object), ["model"]);
});

Deno.test("entityEmbedder() disposes of its network", async () => {
  using backend = reference();
  using machine = new Machine(entityEmbedder(network), DATA, { backend });
  const learned = await machine.fit();
  assert.ok(backend.live > 0);
  learned[Symbol.dispose]();
  assert.equal(backend.live, 0);
  await assert.rejects(
    learned.transform(MIXED),
    /^Error: Cannot transform by this EntityEmbedder: it was disposed/,
  );
});

Deno.test("entityEmbedder() refuses what is no network over tables", () => {
  for (const model of [undefined, constantRegressor(), imageClassifier(), neuralNetworkClassifier, {}]) {
    assert.throws(() => entityEmbedder(model as never), {
      message: /^Cannot set "model" of EntityEmbedder: expected a network model over tables, e\.g\. /,
    });
  }
});
