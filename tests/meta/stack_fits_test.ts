import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Event, Machine, type Supervised } from "../../core/mod.ts";
import { blobs, type Categorical, type Finite, finite, numeric, type Table } from "../../data/mod.ts";
import { cv, stack } from "../../meta/mod.ts";
import { constantClassifier, neuralNetworkClassifier } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const classes = blobs({ rows: 30, seed: 1 });
const net = neuralNetworkClassifier({
  builder: mlp({ hidden: [4] }),
  batchSize: 8,
  epochs: 3,
  shuffle: true,
});

Deno.test("bases on two threads are the bases on one, bit for bit", async () => {
  const bases = { net, wide: net.with({ "builder.hidden": [6] }), constant: constantClassifier() };
  const run = async (threads: number) => {
    using backend = wasm({ threads });
    using machine = new Machine(stack(bases, { metalearner: net }), classes, { backend, seed: 3 });
    const learned = await machine.fit();
    return {
      report: learned.report,
      saved: await learned.save(),
      probs: (await learned.predict(classes.x)).probs,
    };
  };
  assert.deepEqual(await run(2), await run(1));
});

Deno.test("a changed metalearner, of another kind even, learns from what bases had predicted", async () => {
  let fits = 0;
  const counted = toy<Table, Categorical, Finite>("Counted", ({ y }) => {
    fits++;
    return learnedOf((asked: Table) => finite(y.levels, new Float64Array(3 * asked.size).fill(1 / 3)));
  });
  using backend = wasm({ threads: 1 });
  const model = stack({ one: counted }, { metalearner: net as Supervised<Table, Categorical, Finite> });
  const events: Event[] = [];
  using machine = new Machine(model, classes, { backend, listener: (event) => events.push(event) });
  await machine.fit();
  assert.equal(fits, 6);
  machine.model = model.with({ "metalearner.epochs": 5 });
  assert.equal((await machine.fit()).report.losses!.length, 5);
  machine.model = model.with({ metalearner: constantClassifier() as Supervised<Table, Categorical, Finite> });
  const learned = await machine.fit();
  assert.equal(learned.report.losses, undefined);
  assert.equal((await learned.predict(classes.x)).size, 30);
  assert.equal(fits, 6);
  assert.equal(backend.live, 0);
  assert.deepEqual(
    events.filter(({ type }) => type === "update"),
    [1, 2].map(() => ({ type: "update", kind: "Stack" })),
  );
});

Deno.test("a failing base is named with its fold, and nothing is held", async () => {
  using backend = wasm({ threads: 2 });
  const failing: typeof net = {
    ...net,
    fit: (data, context) =>
      data.x.size === 30 ? Promise.reject(new Error("Cannot go on: no")) : net.fit(data, context),
  };
  const fit = async (bases: Record<"good" | "bad", typeof net>, metalearner = net) => {
    using machine = new Machine(stack(bases, { metalearner }), classes, { backend });
    await machine.fit();
  };
  await assert.rejects(fit({ good: net, bad: failing }), {
    message: 'Cannot fit Stack: base "bad" failed: Cannot go on: no',
  });
  assert.equal(backend.live, 0);
  await assert.rejects(fit({ good: net, bad: net }, failing), {
    message: "Cannot fit Stack: metalearner failed: Cannot go on: no",
  });
  assert.equal(backend.live, 0);
  const late: typeof net = {
    ...net,
    fit: (data, context) =>
      net.fit({ ...data, y: data.x.size < 30 ? numeric([]) as never : data.y }, context),
  };
  await assert.rejects(fit({ good: net, bad: late }), {
    name: "DataError",
    message: /^Cannot fit Stack: base "bad", fold \d of 5 failed: Cannot /,
  });
  assert.equal(backend.live, 0);
});

Deno.test("epochs are told under the names of base and fold", async () => {
  const told = new Set<string>();
  using backend = wasm({ threads: 1 });
  using machine = new Machine(stack({ net }, { metalearner: net, resampling: cv({ folds: 2 }) }), classes, {
    backend,
    listener: (event) => event.type === "epoch" && told.add(event.of),
  });
  await machine.fit();
  assert.deepEqual([...told], [
    'Stack, base "net", fold 1 of 2',
    'Stack, base "net", fold 2 of 2',
    'Stack, base "net"',
    "Stack, metalearner",
  ]);
});
