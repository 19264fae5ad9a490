import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { reference } from "../../backends/reference/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Event, Machine, rng, take } from "../../core/mod.ts";
import { blobs, type Finite, meanFinite, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { accuracy, logLoss, mae } from "../../measures/mod.ts";
import { ensemble } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { descender } from "../../testing/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const x = table({ row: numeric([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) });

const y = numeric([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

const net = neuralNetworkClassifier({
  builder: mlp({ hidden: [4] }),
  batchSize: 8,
  epochs: 3,
  shuffle: true,
});

const classes = blobs({ rows: 30, seed: 1 });

Deno.test("members on two threads are the members on one, and those that a loop makes by hand, bit for bit", async () => {
  const model = ensemble(net, { n: 5, measures: [logLoss] });
  const run = async (threads: number) => {
    using backend = wasm({ threads });
    using machine = new Machine(model, classes, { backend, seed: 3 });
    const learned = await machine.fit();
    return {
      report: learned.report,
      saved: await learned.save(),
      probs: (await learned.predict(classes.x)).probs,
    };
  };
  const one = await run(1);
  assert.deepEqual(await run(2), one);
  using backend = wasm({ threads: 1 });
  const predictions: Finite[] = [];
  for (const [i, rows] of one.report.bags.entries()) {
    const context = { rng: rng(3).fork("member").fork(i), backend, emit() {} };
    using learned = await net.fit(take(classes, rows), context);
    predictions.push(await learned.predict(classes.x));
  }
  assert.deepEqual(meanFinite(predictions).probs, one.probs);
});

Deno.test("more members and more epochs at once are as in one go", async () => {
  using backend = reference();
  const model = ensemble(net, { n: 3, measures: logLoss });
  const longer = model.with({ n: 5, "model.epochs": 5, weights: [1, 2, 3, 4, 5], measures: accuracy });
  const events: Event[] = [];
  using staged = new Machine(model, classes, { backend, seed: 2, listener: (event) => events.push(event) });
  await staged.fit();
  events.length = 0;
  staged.model = longer;
  const went = await staged.fit();
  assert.deepEqual(events.filter(({ type }) => type === "update"), [{ type: "update", kind: "Ensemble" }]);
  assert.equal(events.filter(({ type }) => type === "epoch").length, 3 * 2 + 2 * 5);
  using atOnce = new Machine(longer, classes, { backend, seed: 2 });
  const all = await atOnce.fit();
  assert.deepEqual(went.report, all.report);
  assert.deepEqual(await went.save(), await all.save());
});

Deno.test("weights, measures and fewer members take no fit", async () => {
  let fits = 0;
  const counted = toy<Table, Numeric, Numeric>("Counted", () => {
    fits++;
    return learnedOf((asked: Table) => numeric(new Float64Array(asked.size).fill(fits)));
  });
  using machine = new Machine(ensemble(counted, { n: 4 }), { x, y });
  await machine.fit();
  machine.model = machine.model.with({ n: 3, weights: [1, 0, 0], measures: mae });
  const learned = await machine.fit();
  assert.equal(fits, 4);
  assert.equal(learned.report.members.length, 3);
  assert.equal(learned.report.outOfBag!.rows, 2);
});

Deno.test("a member that cannot go on where others can starts over", async () => {
  const odd = descender({ epochs: 2 });
  let asked = 0;
  const reluctant: typeof odd = {
    ...odd,
    with: (changes) => ({ ...reluctant, ...odd.with(changes), update }),
    update: (...all) => update(...all),
  };
  function update(...[learned, old, data, context]: Parameters<NonNullable<typeof odd.update>>) {
    return asked++ % 2 === 0 ? odd.with({ epochs: 4 }).update!(learned, old, data, context) : undefined;
  }
  const data = { x: numeric([1, 2, 3, 4]), y: numeric([2, 4, 6, 8]) };
  using machine = new Machine(ensemble(reluctant, { n: 3 }), data);
  await machine.fit();
  machine.model = machine.model.with({ "model.epochs": 4 });
  const { report } = await machine.fit();
  assert.equal(asked, 3);
  using fresh = new Machine(ensemble(descender({ epochs: 4 }), { n: 3 }), data);
  assert.deepEqual(report, (await fresh.fit()).report);
});

Deno.test("a failing member is named, and the others are freed", async () => {
  let [made, freed] = [0, 0];
  const fragile = toy<Table, Numeric, Numeric>("Fragile", ({ x }) => {
    if (++made === 3) throw new RangeError("Cannot use row 2: it is odd");
    return { ...learnedOf(() => numeric(new Float64Array(x.size))), [Symbol.dispose]: () => void freed++ };
  });
  using machine = new Machine(ensemble(fragile, { n: 5 }), { x, y });
  await assert.rejects(machine.fit(), (error: Error) => {
    assert.equal(
      error.message,
      "Cannot fit Ensemble: member 3 of 5 failed: Cannot use row 2: it is odd; " +
        "rows are counted within those that it learned from",
    );
    assert.ok(error.cause instanceof RangeError);
    return true;
  });
  assert.deepEqual([made, freed], [3, 2]);
});

Deno.test("what a backend held is freed where a member fails, in a fit and in an update", async () => {
  using backend = wasm({ threads: 2 });
  let armed = true;
  const fragile: typeof net = {
    ...net,
    with: (changes) => ({ ...net.with(changes), fit: fragile.fit }),
    fit(data, context) {
      if (armed && context.rng.key[0] === rng(0).fork("member").fork(3).key[0]) {
        throw new Error("Cannot go on: no");
      }
      return net.fit(data, context);
    },
  };
  using machine = new Machine(ensemble(fragile, { n: 4 }), classes, { backend });
  await assert.rejects(machine.fit(), {
    message: "Cannot fit Ensemble: member 4 of 4 failed: Cannot go on: no",
  });
  assert.equal(backend.live, 0);
  machine.model = machine.model.with({ n: 3 });
  await machine.fit();
  machine.model = machine.model.with({ n: 4, "model.epochs": 4 });
  await assert.rejects(machine.fit(), {
    message: "Cannot fit Ensemble: member 4 of 4 failed: Cannot go on: no",
  });
  assert.equal(backend.live, 0);
  armed = false;
  await machine.fit();
});

Deno.test("an aborted fit ends with the reason, and holds nothing", async () => {
  using backend = wasm({ threads: 2 });
  const stop = new AbortController();
  const listener = (event: Event) => {
    if (event.type === "progress" && event.done > 0) stop.abort(new Error("enough"));
  };
  using machine = new Machine(ensemble(net, { n: 20 }), classes, { backend, listener, signal: stop.signal });
  await assert.rejects(machine.fit(), { message: "enough" });
  assert.equal(backend.live, 0);
});

Deno.test("epochs are told under the name of their member, notes once, and the fits that ended are counted", async () => {
  const noting: typeof net = {
    ...net,
    fit(data, context) {
      context.emit({ type: "note", message: "mind the gap" });
      return net.fit(data, context);
    },
  };
  const events: Event[] = [];
  using backend = reference();
  using machine = new Machine(ensemble(noting, { n: 2 }), classes, {
    backend,
    listener: (event) => events.push(event),
  });
  await machine.fit();
  const told = (type: Event["type"]) => events.filter((event) => event.type === type);
  assert.deepEqual(
    told("epoch").map((event) => "of" in event && event.of),
    [1, 1, 1, 2, 2, 2].map((i) => `Ensemble, member ${i} of 2`),
  );
  assert.deepEqual(told("note"), [{ type: "note", message: "mind the gap" }]);
  assert.deepEqual(
    told("progress"),
    [0, 1, 2].map((done) => ({ type: "progress", of: "Fitting Ensemble", done, total: 2 })),
  );
});

Deno.test("as many members are fitted at once as the backend has threads and two more, one without threads", async () => {
  for (const [threads, most] of [[1, 1], [3, 5]] as const) {
    let [now, peak] = [0, 0];
    const slow = toy<Table, Numeric, Numeric>("Slow", async () => {
      peak = Math.max(peak, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return learnedOf((asked: Table) => numeric(new Float64Array(asked.size)));
    });
    using backend = reference();
    const context = { backend: { ...backend, threads } };
    using machine = new Machine(ensemble(slow, { n: 8 }), { x, y }, context);
    await machine.fit();
    assert.equal(peak, most);
  }
});

Deno.test("a listener that throws ends the fit with what it threw", async () => {
  using backend = wasm({ threads: 2 });
  const listener = (event: Event) => {
    if (event.type === "epoch") throw new RangeError("Cannot show that");
  };
  using machine = new Machine(ensemble(net, { n: 3 }), classes, { backend, listener });
  await assert.rejects(machine.fit(), { name: "RangeError", message: "Cannot show that" });
  assert.equal(backend.live, 0);
});
