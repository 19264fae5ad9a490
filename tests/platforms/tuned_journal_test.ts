import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { Machine } from "../../core/mod.ts";
import { blobs } from "../../data/mod.ts";
import { grid, range, tuned } from "../../meta/mod.ts";
import { bowl, FLAT } from "../meta/_bowl.ts";
import { smallNetwork } from "../meta/_networks.ts";
import { withinFolder } from "./_within_folder.ts";

Deno.test("what a journal has is not judged again, and the history is the same", async () => {
  await withinFolder(async (folder) => {
    const journal = `${folder}/search.db`;
    using backend = reference();
    const data = blobs({ rows: 30, seed: 1 });
    const net = smallNetwork();
    const ranges = [range(net, "epochs", { values: [1, 3, 2] }), range(net, "batchSize", { values: [4, 8] })];
    const model = tuned(net, { ranges, search: grid(), journal, trainBest: false });
    const run = async (n: number) => {
      let epochs = 0;
      using machine = new Machine(model.with({ n }), data, {
        backend,
        seed: 2,
        listener: ({ type }) => type === "epoch" && epochs++,
      });
      return { report: (await machine.fit()).report, epochs };
    };
    const some = await run(2);
    const all = await run(6);
    const again = await run(6);
    assert.ok(some.epochs > 0);
    assert.equal(again.epochs, 0);
    assert.equal(JSON.stringify(again.report.history), JSON.stringify(all.report.history));
    using plain = new Machine(model.with({ n: 6 }), data, { backend, seed: 2 });
    assert.equal(JSON.stringify((await plain.fit()).report.history), JSON.stringify(all.report.history));
  });
});

Deno.test("another seed, other data, another model or search are other searches of one journal", async () => {
  await withinFolder(async (folder) => {
    const journal = `${folder}/search.db`;
    const ranges = range(bowl(), "a", { values: [1, 2] });
    const model = tuned(bowl(), { ranges, search: grid(), journal });
    const run = async (given = model, data = FLAT, seed = 0) => {
      const done: number[] = [];
      using machine = new Machine(given, data, {
        seed,
        listener: (event) => event.type === "progress" && done.push(event.done),
      });
      await machine.fit();
      return done.length === 0 ? 0 : done.at(-1)! - done[0]!;
    };
    assert.equal(await run(), 2);
    assert.equal(await run(), 0);
    assert.equal(await run(model, FLAT, 1), 2);
    assert.equal(await run(model, { x: FLAT.x, y: FLAT.x }), 2);
    assert.equal(await run(model.with({ "model.b": 1 })), 2);
    assert.equal(await run(model.with({ search: grid({ shuffled: false }) })), 2);
    assert.equal(await run(), 0);
  });
});

Deno.test("failures are kept in the journal, with the reason", async () => {
  await withinFolder(async (folder) => {
    const journal = `${folder}/search.db`;
    const model = tuned(bowl(), { ranges: range(bowl(), "a", { values: [10, 1] }), search: grid(), journal });
    using first = new Machine(model, FLAT);
    const { history } = (await first.fit()).report;
    const done: number[] = [];
    using second = new Machine(model, FLAT, {
      listener: (event) => event.type === "progress" && done.push(event.done),
    });
    assert.equal(JSON.stringify((await second.fit()).report.history), JSON.stringify(history));
    assert.ok(done.every((count) => count === 2), "none is judged again");
    assert.equal(history.filter(({ failure }) => failure === "Cannot fit Bowl: 10 is too much").length, 1);
  });
});
