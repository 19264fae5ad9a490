import assert from "node:assert/strict";
import { mlp } from "../../builders/mod.ts";
import { type Examples, Machine } from "../../core/mod.ts";
import { blobs, categorical, cells, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
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
