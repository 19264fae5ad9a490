import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Backend, Machine, rng } from "../../core/mod.ts";
import { type Categorical, categorical, cells, mode, type Table, unpack } from "../../data/mod.ts";
import { penguins } from "../../data/datasets/mod.ts";
import { accuracy } from "../../measures/mod.ts";
import { pipeline } from "../../meta/mod.ts";
import { entityEmbedder, neuralNetworkClassifier } from "../../models/mod.ts";
import { adam } from "../../nn/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { notes, recorder } from "./_bench.ts";

const BACKENDS: readonly (readonly [string, () => Backend | Promise<Backend>])[] = [
  ["reference", () => reference()],
  ["wasm", () => wasm({ threads: 1 })],
];
const { x: BIRDS, y: SPECIES } = unpack(penguins(), "species");
const ORDER = rng(7).permutation(BIRDS.size);
const [TRAIN, TEST] = [ORDER.slice(0, 240), ORDER.slice(240)];
const ISLANDS = cells(BIRDS.column("island"));

const network = neuralNetworkClassifier({
  builder: mlp({ hidden: [8] }),
  epochs: 20,
  batchSize: 8,
  optimiser: adam({ eta: 0.01 }),
  unknown: true,
  missing: "indicator",
});
const scaled = (model: typeof network) => pipeline({ scale: standardiser({ count: true }), net: model });

const strangers = (x: Table, island: string) =>
  x.with("island", categorical(cells(x.column("island")).map(() => island)));

for (const [where, make] of BACKENDS) {
  Deno.test(`penguins, holes and all: 98 of 100 held-out species are right, on ${where}`, async () => {
    using backend = await make();
    using machine = new Machine(scaled(network), { x: BIRDS, y: SPECIES }, { backend });
    const learned = await machine.fit({ rows: TRAIN });
    const guesses = mode(await learned.predict(BIRDS.take(TEST)));
    assert.ok(accuracy(guesses, SPECIES.take(TEST)) >= 0.98);
  });

  Deno.test(`penguins of an island that training has not seen, on ${where}: refused, or as of an unknown one`, async () => {
    using backend = await make();
    const data = { x: BIRDS.drop(["sex"]), y: SPECIES };
    const model = scaled(network.with({ epochs: 3 }));
    const rows = TRAIN.filter((row) => ISLANDS[row] !== "Torgersen");
    const { events, listener } = recorder();
    using careful = new Machine(model.with({ "net.unknown": false }), data, { backend, listener });
    const refusing = await careful.fit({ rows });
    assert.match(notes(events).join(), /no row of training has \["Torgersen"\] of column "island"/);
    const birds = data.x.take(TEST.slice(0, 5));
    await assert.rejects(refusing.predict(strangers(birds, "Anvers")), {
      name: "DataError",
      column: "island",
      message: /: its level is "Anvers" in row 0; fit with unknown: true, or leave out such rows; /,
    });
    using lenient = new Machine(model, data, { backend });
    const learned = await lenient.fit({ rows });
    const { probs: foreign } = await learned.predict(strangers(birds, "Anvers"));
    const { probs: unseen } = await learned.predict(strangers(birds, "Torgersen"));
    assert.deepEqual(foreign, unseen);
    assert.notDeepEqual(foreign, (await learned.predict(strangers(birds, "Dream"))).probs);
  });

  Deno.test(`penguins with holes, on ${where}: refused by name unless options say what to do`, async () => {
    using backend = await make();
    const attempt = async (changes: object) => {
      using machine = new Machine(scaled(network.with({ epochs: 1, ...changes })), { x: BIRDS, y: SPECIES }, {
        backend,
      });
      return (await machine.fit()).report;
    };
    await assert.rejects(attempt({ unknown: false }), { name: "DataError", column: "sex" });
    await assert.rejects(attempt({ missing: "refuse" }), {
      name: "DataError",
      message:
        /"bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g" to NeuralNetworkClassifier: /,
    });
    const { net } = await attempt({});
    assert.deepEqual(Object.keys((net as { readonly marked: object }).marked).length, 4);
  });

  Deno.test(`penguins in stages are as in one go, on ${where}, bit for bit`, async () => {
    using backend = await make();
    const data = { x: BIRDS, y: SPECIES };
    using atOnce = new Machine(network.with({ epochs: 5 }), data, { backend });
    using staged = new Machine(network.with({ epochs: 2 }), data, { backend });
    await staged.fit();
    staged.model = network.with({ epochs: 5 });
    const [want, found] = [await atOnce.fit(), await staged.fit()];
    assert.deepEqual(found.report, want.report);
    assert.deepEqual(await found.state(), await want.state());
  });

  Deno.test(`penguins embedded by one network are learned by another, on ${where}`, async () => {
    using backend = await make();
    const pipe = pipeline({
      scale: standardiser({ count: true }),
      embed: entityEmbedder<Categorical>(network),
      net: network.with({ unknown: false, missing: "refuse" }),
    });
    using machine = new Machine(pipe, { x: BIRDS, y: SPECIES }, { backend });
    const learned = await machine.fit({ rows: TRAIN });
    assert.ok(accuracy(mode(await learned.predict(BIRDS.take(TEST))), SPECIES.take(TEST)) >= 0.98);
  });
}
