import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { reference } from "../../backends/reference/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Event, type Examples, Machine, rng, type Supervised, take } from "../../core/mod.ts";
import {
  blobs,
  type Categorical,
  categorical,
  categoricalOf,
  cells,
  type Finite,
  finite,
  images,
  labels,
  meanFinite,
  type Numeric,
  numeric,
  pdf,
  type Table,
  table,
} from "../../data/mod.ts";
import { accuracy, confusionMatrix, logLoss, mae } from "../../measures/mod.ts";
import { cv, ensemble, evaluate } from "../../meta/mod.ts";
import { constantClassifier, neuralNetworkClassifier } from "../../models/mod.ts";
import { constantGuess, descender } from "../../testing/mod.ts";
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

// Guesses the mean of the targets that it saw, and reports the rows that it saw by their only column.
const mean = toy<Table, Numeric, Numeric>("Mean", ({ x, y }) => {
  const seen = cells(x.column("row"));
  const guess = y.values.reduce((sum, v) => sum + v, 0) / y.size;
  return learnedOf((asked: Table) => numeric(new Float64Array(asked.size).fill(guess)), { seen });
});

// Members that predict what stands for them in a list, in order of their fits; without threads they are fitted in order.
function speakers<Z>(says: readonly ((x: Table) => Z)[]): Supervised<Table, Numeric, Z> {
  let i = 0;
  return toy("Speaker", () => learnedOf(says[i++]!));
}

async function joined<Z extends Numeric | Categorical | Finite | Table>(
  says: readonly Z[],
  weights: readonly number[] = [],
): Promise<Z> {
  const model = ensemble(speakers(says.map((z) => () => z)), { n: says.length, weights });
  using machine = new Machine(model, { x: x.take([0, 1]), y: y.take([0, 1]) });
  return await (await machine.fit()).predict(x.take([0, 1])) as Z;
}

async function reportOf(options: Parameters<typeof ensemble>[1], seed = 1) {
  using machine = new Machine(ensemble(mean, options), { x, y }, { seed });
  const { report } = await machine.fit();
  return report;
}

Deno.test("members learn from floor(fraction × rows) different rows by default, and report them", async () => {
  const { bags, members } = await reportOf({ n: 4, baggingFraction: 0.77 });
  for (const [i, rows] of bags.entries()) {
    assert.equal(rows.length, 7);
    assert.equal(new Set(rows).size, 7);
    assert.deepEqual(members[i]!.seen, [...rows]);
  }
  assert.notDeepEqual(bags[0], bags[1]);
});

Deno.test("with replacement rows come more than once", async () => {
  const { bags } = await reportOf({ n: 3, baggingFraction: 1, replacement: true });
  assert.deepEqual(bags.map((rows) => rows.length), [10, 10, 10]);
  assert.ok(bags.every((rows) => new Set(rows).size < 10));
});

Deno.test("without bagging every member learns from all rows in order", async () => {
  const { bags } = await reportOf({ n: 2, baggingFraction: 1 });
  assert.deepEqual(bags.map((rows) => [...rows]), [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
  ]]);
});

Deno.test("bags depend on the seed and the number of the member, not on how many there are", async () => {
  const three = await reportOf({ n: 3 });
  assert.deepEqual((await reportOf({ n: 5 })).bags.slice(0, 3), three.bags);
  assert.notDeepEqual((await reportOf({ n: 3 }, 2)).bags, three.bags);
});

Deno.test("numbers are joined by their weighted mean, missing ones make it missing", async () => {
  const says = [numeric([1, 4]), numeric([3, NaN])];
  assert.deepEqual(cells(await joined(says)), [2, null]);
  assert.deepEqual(cells(await joined(says, [3, 1])), [1.5, null]);
  assert.deepEqual(cells(await joined(says, [1, 0]))[0], 1);
});

Deno.test("distributions are joined by their weighted mean, as meanFinite does it where weights are alike", async () => {
  const says = [
    finite(["a", "b", "c"], [[0.2, 0.8], [1, 0]], { support: ["a", "b"] }),
    finite(["a", "b", "c"], [
      [0.6, 0.4],
      [0.5, 0.5],
    ], { support: ["a", "b"] }),
  ];
  const alike = await joined(says);
  assert.deepEqual(alike.probs, meanFinite(says).probs);
  assert.deepEqual(alike.support, ["a", "b"]);
  const weighted = pdf(await joined(says, [1, 3]), "b");
  assert.ok(Math.abs(weighted[0]! - 0.5) < 1e-15 && Math.abs(weighted[1]! - 0.375) < 1e-15);
});

Deno.test("distributions keep 32 bits where all members have them", async () => {
  const narrow = finite(["a", "b"], Float32Array.of(0.25, 0.75, 0.5, 0.5));
  assert.ok((await joined([narrow, narrow])).probs instanceof Float32Array);
  assert.ok((await joined([narrow, finite(["a", "b"], [0, 1, 0, 1])])).probs instanceof Float64Array);
});

Deno.test("labels are joined by a vote: ties go to the first level, missing guesses do not vote, weights count", async () => {
  const levels = ["a", "b", "c"];
  const say = (...codes: number[]) => categoricalOf(codes, levels, { ordered: true });
  const says = [say(2, -1), say(1, -1), say(1, 2), say(2, -1)];
  const vote = await joined(says);
  assert.deepEqual(cells(vote), ["b", "c"]);
  assert.equal(vote.scitype, "OrderedFactor");
  assert.deepEqual(labels(await joined(says, [5, 1, 1, 1]))[0], "c");
  assert.deepEqual(cells(await joined([say(0, -1), say(0, -1)])), ["a", null]);
});

Deno.test("tables are joined column by column, in their order", async () => {
  const say = (a: number): Table => table({ "2": numeric([a, 1]), "1": numeric([0, a]) }).select(["2", "1"]);
  const together = await joined([say(1), say(3)]);
  assert.deepEqual(together.names, ["2", "1"]);
  assert.deepEqual(together.names.map((name) => cells(together.column(name))), [[2, 1], [0, 2]]);
});

const MISFITS: readonly (readonly [what: string, says: readonly unknown[], message: RegExp])[] = [
  [
    "images",
    [images([[[0, 1], [1, 0]]])],
    /^Cannot join what members of Ensemble predict: it is .*; distributions, numbers, labels and tables of them can be joined$/,
  ],
  [
    "other levels",
    [categorical(["a", "b"]), categorical(["a", "c"])],
    /^Cannot join predictions over the levels \["a", "c"\] with others over \["a", "b"\]: members must predict/,
  ],
  [
    "fewer rows",
    [numeric([1, 2]), numeric([1])],
    /^Cannot join what members of Ensemble predict: one gave 1 rows for 2; members must predict each row$/,
  ],
];

for (const [what, says, message] of MISFITS) {
  Deno.test(`predictions of ${what} are refused`, async () => {
    await assert.rejects(joined(says as Numeric[]), { name: "DataError", message });
  });
}

Deno.test("random subspaces: each member sees columns of its own, in the order of the table", async () => {
  const wide = table(Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, y])));
  const seeing = toy<Table, Numeric, Numeric>("Seeing", ({ x }) =>
    learnedOf((asked: Table) => {
      assert.deepEqual(asked.names, x.names);
      return numeric(new Float64Array(asked.size));
    }, { names: x.names }));
  const choices = async (features: number) => {
    using machine = new Machine(ensemble(seeing, { n: 8, features, measures: mae }), { x: wide, y });
    const { report, ...learned } = await machine.fit();
    assert.equal((await machine.learned.predict(wide)).size, 10);
    void learned;
    assert.deepEqual(report.features, report.members.map(({ names }) => names));
    return report.features!;
  };
  for (const [features, count] of [[0.5, 2], [3, 3], [0.1, 1], [5, 5]] as const) {
    for (const names of await choices(features)) {
      assert.equal(names.length, count);
      assert.deepEqual(names, [...names].sort());
    }
  }
  assert.ok(new Set((await choices(2)).map(String)).size > 1);
});

Deno.test("weights of rows go to the members with their rows", async () => {
  const weights = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  const seeing = toy<Table, Numeric, Numeric>(
    "Seeing",
    (data: Examples<Table, Numeric>) =>
      learnedOf((asked: Table) => numeric(new Float64Array(asked.size)), { weights: data.weights }),
  );
  using machine = new Machine(ensemble(seeing, { n: 3 }), { x, y, weights });
  const { report } = await machine.fit();
  report.bags.forEach((rows, i) => {
    assert.deepEqual(report.members[i]!.weights, Float64Array.from(rows, (row) => row + 1));
  });
});

Deno.test("a member whose rows lack a class still predicts it", async () => {
  const rare = { x, y: categorical(["a", "a", "a", "a", "a", "a", "a", "a", "a", "b"]) };
  using machine = new Machine(ensemble(constantClassifier(), { n: 10, baggingFraction: 0.3 }), rare, {
    seed: 1,
  });
  const { report } = await machine.fit();
  assert.ok(report.bags.some((rows) => !rows.includes(9)));
  assert.deepEqual((await machine.learned.predict(x)).levels, ["a", "b"]);
});

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

Deno.test("out of bag each row is judged by the members that did not learn from it", async () => {
  const { bags, outOfBag } = await reportOf({ n: 3, measures: mae, weights: [1, 2, 4] });
  const guesses = bags.map((rows) => rows.reduce((sum, row) => sum + row, 0) / rows.length);
  const errors = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((row) => {
    const out = [0, 1, 2].filter((i) => !bags[i]!.includes(row));
    const total = out.reduce((sum, i) => sum + 2 ** i, 0);
    return out.length > 0
      ? [Math.abs(row - out.reduce((sum, i) => sum + guesses[i]! * 2 ** i / total, 0))]
      : [];
  });
  assert.equal(outOfBag!.rows, errors.length);
  assert.equal(outOfBag!.left, 10 - errors.length);
  assert.ok(outOfBag!.left > 0);
  const expected = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  assert.ok(Math.abs(Number(outOfBag!.measurements.mae) - expected) < 1e-12);
});

Deno.test("out of bag labels are judged by measures of labels, distributions by both kinds", async () => {
  const measures = [accuracy, logLoss, confusionMatrix];
  using machine = new Machine(ensemble(constantClassifier(), { n: 4, measures }), classes);
  const { outOfBag } = (await machine.fit()).report;
  assert.deepEqual(Object.keys(outOfBag!.measurements), ["accuracy", "logLoss", "confusionMatrix"]);
});

Deno.test("where every row is in every bag nothing is judged out of bag", async () => {
  const data = { x: x.take([0]), y: y.take([0]) };
  using machine = new Machine(
    ensemble(mean, { baggingFraction: 1, replacement: true, measures: mae }),
    data,
  );
  assert.deepEqual((await machine.fit()).report.outOfBag, { rows: 0, left: 1, measurements: {} });
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
  const listener = (event: Event) => event.type === "progress" && stop.abort(new Error("enough"));
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
  assert.deepEqual(told("progress").at(-1), { type: "progress", of: "Fitting Ensemble", done: 2, total: 2 });
});

Deno.test("losses are the last ones of the members, where all tell some", async () => {
  const data = { x: numeric([1, 2, 3]), y: numeric([2, 4, 6]) };
  using machine = new Machine(ensemble(descender({ epochs: 4 }), { n: 2, baggingFraction: 1 }), data);
  const { losses, members } = (await machine.fit()).report;
  assert.deepEqual(losses, members.map((member) => member.losses!.at(-1)));
  using guesses = new Machine(ensemble(constantGuess(), { n: 2 }), data);
  assert.equal((await guesses.fit()).report.losses, undefined);
});

Deno.test("a diverged member fails the fold of an evaluation", async () => {
  const diverged = toy<Table, Numeric, Numeric>(
    "Diverged",
    () => learnedOf((asked: Table) => numeric(new Float64Array(asked.size)), { losses: [1, NaN] }),
  );
  await assert.rejects(
    evaluate(ensemble(diverged, { n: 2 }), { x, y }, { resampling: cv({ folds: 2 }), measures: mae }),
    /its training loss was NaN/,
  );
});

Deno.test("hyperparameters are reached by path, and what it is and can do follows from the model", () => {
  const model = ensemble(net, { n: 3 }).with({ "model.optimiser.eta": 0.5 });
  assert.equal(Reflect.get(Reflect.get(model.params.model.params, "optimiser").params, "eta"), 0.5);
  const { iteration, warm, prediction, weights, target } = model.traits;
  assert.deepEqual([iteration, prediction, weights], ["n", "distribution", true]);
  assert.deepEqual(target, ["Multiclass", "OrderedFactor"]);
  assert.deepEqual(warm, ["n", "weights", "measures", "model.epochs", "model.optimiser"]);
});

Deno.test("what was learned prints its members, and what it does out of bag", async () => {
  using machine = new Machine(ensemble(mean, { n: 3, measures: mae }), { x, y }, { seed: 1 });
  assert.match(
    String(await machine.fit()),
    /^Ensemble: learned by 3 members\nout of bag, \d of 10 rows, mae [\d.]+$/,
  );
});

const MISTAKES: readonly (readonly [what: string, call: () => unknown, message: string | RegExp])[] = [
  [
    "no model",
    () => ensemble(undefined as never),
    /^Cannot set "model" of Ensemble: expected a model, e\.g\. neuralNetworkClassifier\(\), got undefined/,
  ],
  [
    "no members",
    () => ensemble(mean, { n: 0 }),
    /^Cannot set "n" of Ensemble: expected an integer ≥ 1, got 0$/,
  ],
  [
    "a fraction beyond all",
    () => ensemble(mean, { baggingFraction: 1.2 }),
    'Cannot set "baggingFraction" of Ensemble: expected a number in (0, 1], got 1.2',
  ],
  [
    "one and a half columns",
    () => ensemble(mean, { features: 1.5 }),
    'Cannot set "features" of Ensemble: expected a share in (0, 1), or a count, or 0 for all, got 1.5',
  ],
  [
    "weights for others",
    () => ensemble(mean, { n: 3, weights: [1, 2] }),
    "Cannot weigh 3 members by 2 weights: give one for each member",
  ],
  [
    "no weight at all",
    () => ensemble(mean, { n: 2, weights: [0, 0] }),
    "Cannot weigh members: all weights are 0; give some that are not",
  ],
  [
    "out-of-bag measures where no row is out of bag",
    () => ensemble(mean, { baggingFraction: 1, measures: mae }),
    /^Cannot judge Ensemble out of bag: every member learns from all rows; lower baggingFraction/,
  ],
  [
    "a measure by name",
    () => ensemble(mean, { measures: "mae" as never }),
    'Cannot set "measures" of Ensemble: expected a measure, or a list of measures, got "mae"',
  ],
  [
    "more columns than there are",
    () => reportOf({ features: 2 }),
    "Cannot choose 2 features: the table has 1; choose fewer",
  ],
  [
    "columns of what is no table",
    () => new Machine(ensemble(descender(), { features: 2 }), { x: y, y }).fit(),
    /^Cannot choose 2 features of a column .*: only tables have some; leave features out$/,
  ],
  [
    "a fraction of too few rows",
    () => reportOf({ baggingFraction: 0.05 }),
    "Cannot bag 0.05 of 10 rows: no row would be left; raise baggingFraction",
  ],
  [
    "a measure of other targets",
    () => reportOf({ measures: accuracy }),
    /^Cannot judge by accuracy: the target is Continuous/,
  ],
  [
    "a measure of distributions for points",
    () => new Machine(ensemble(toy("Toy", () => learnedOf(() => y)), { measures: logLoss }), classes).fit(),
    /^Cannot judge Ensemble by logLoss: it judges distributions/,
  ],
];

for (const [what, call, message] of MISTAKES) {
  Deno.test(`ensemble refuses ${what}`, async () => {
    await assert.rejects(async () => await call(), { message });
  });
}
