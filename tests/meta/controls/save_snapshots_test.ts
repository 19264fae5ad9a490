import assert from "node:assert/strict";
import { reference } from "../../../backends/reference/mod.ts";
import { load, Machine } from "../../../core/mod.ts";
import { iris } from "../../../data/datasets/mod.ts";
import { type Finite, unpack } from "../../../data/mod.ts";
import { KINDS } from "../../../kinds.ts";
import {
  controlled,
  cv,
  evaluate,
  iterated,
  numberLimit,
  pipeline,
  type Resampling,
  saveSnapshots,
  skip,
  snapshots,
  step,
  type Store,
} from "../../../meta/mod.ts";
import { squareRooter } from "../../../testing/mod.ts";
import { standardiser } from "../../../transformers/mod.ts";
import { smallNetwork } from "../_networks.ts";

function memory(): Store {
  const files = new Map<string, Uint8Array>();
  return {
    write: (name, bytes) => Promise.resolve(void files.set(name, bytes)),
    read: (name) => Promise.resolve(files.get(name)!), // which the list told
    list: () => Promise.resolve([...files.keys()]),
    remove: (name) => Promise.resolve(void files.delete(name)),
  };
}

const data = unpack(iris(), "species");
const rows = Array.from({ length: 150 }, (_, row) => row);
const train = rows.filter((row) => row % 5 !== 0);
const resampling: Resampling = {
  kind: "ThisPair",
  pairs: () => [{ train, test: rows.filter((row) => row % 5 === 0) }],
};
const model = pipeline(standardiser(), smallNetwork());
const probs = async (learned: { predict(x: typeof data.x): Promise<unknown> }) =>
  (await learned.predict(data.x) as Finite).probs; // a classifier's

Deno.test("from each snapshot, training goes on to the weights that it has when nothing stops it", async () => {
  using backend = reference();
  const kept = snapshots(memory(), { last: 9 });
  const controls = [step(2), saveSnapshots(kept), numberLimit(4)];
  using machine = new Machine(iterated(model, { controls, resampling }), data, { backend, seed: 3 });
  const { report } = await machine.fit();
  assert.deepEqual(report.controls[1]!.record, { written: 4 });
  const list = await kept.list();
  assert.deepEqual(list.map(({ iterations, loss }) => ({ iterations, measurement: loss })), report.judged);
  using atOnce = new Machine(model.with({ "last.epochs": 8 }), data, { backend, seed: 3 });
  const wanted = await probs(await atOnce.fit({ rows: train }));
  using loaded = await load(await kept.newest() as Uint8Array, { kinds: KINDS, data, backend });
  assert.deepEqual(await probs(loaded.learned as never), wanted);
  const files = memory();
  const again = snapshots(files, { last: 9 });
  using other = new Machine(
    iterated(model, { controls: [step(2), saveSnapshots(again), numberLimit(2)], resampling }),
    data,
    { backend, seed: 3 },
  );
  await other.fit(); // as if it had been ended after 4 iterations
  for (const { name } of await again.list()) {
    using resumed = await load(await files.read(name), { kinds: KINDS, data, backend });
    resumed.model = resumed.model.with({ "last.epochs": 8 });
    assert.deepEqual(await probs(await resumed.fit({ rows: train }) as never), wanted);
  }
});

Deno.test("saveSnapshots() saves as often as it is applied, and as many are kept as the snapshots say", async () => {
  using backend = reference();
  const kept = snapshots(memory(), { last: 2 });
  const controls = [step(1), skip(saveSnapshots(kept), 3), numberLimit(10)];
  using machine = new Machine(iterated(model, { controls, resampling: "none" }), data, { backend });
  await machine.fit();
  assert.deepEqual((await kept.list()).map(({ iterations }) => iterations), [6, 9]);
});

Deno.test("saveSnapshots() refuses folds, and what is no model", async () => {
  using backend = reference();
  const kept = snapshots(memory());
  const saving = iterated(model, { controls: [step(1), saveSnapshots(kept), numberLimit(1)] });
  await assert.rejects(
    evaluate(saving, data, { backend, resampling: cv({ folds: 2 }) }),
    /Cannot make a machine of Pipeline while it is trained: it is one of several, e\.g\. in folds; save machines/,
  );
  await assert.rejects(
    controlled(squareRooter(4), [saveSnapshots(kept), numberLimit(1)]),
    /it needs a model that a machine can be made of, which is not to be had here/,
  );
  assert.deepEqual(await kept.list(), []);
  assert.throws(
    () => saveSnapshots("here" as never),
    /^TypeError: Cannot set "to" of SaveSnapshots: expected snapshots/,
  );
});
