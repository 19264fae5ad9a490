import assert from "node:assert/strict";
import { mlp } from "../../builders/mod.ts";
import { type Examples, get, Machine, type Supervised } from "../../core/mod.ts";
import {
  type Categorical,
  categoricalOf,
  cells,
  type Finite,
  finite,
  type Numeric,
  numeric,
  type Table,
  table,
} from "../../data/mod.ts";
import { cv, evaluate, holdout, stack } from "../../meta/mod.ts";
import { constantClassifier, neuralNetworkClassifier } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const x = table({ row: numeric([0, 1, 2, 3, 4, 5, 6]) });
const y = numeric([1, 2, 3, 4, 5, 6, 7]);
const rowsOf = (x: Table) => (x.column("row") as Numeric).values;
const net = neuralNetworkClassifier({
  builder: mlp({ hidden: [4] }),
  batchSize: 8,
  epochs: 3,
  shuffle: true,
});

// Predicts 1 for rows that it learned from, 0 for others.
const telltale = toy<Table, Numeric, Numeric>("Telltale", ({ x }) => {
  const seen = new Set(rowsOf(x));
  return learnedOf((asked: Table) => numeric(rowsOf(asked).map((row) => Number(seen.has(row)))));
});

// Learns nothing; reports what it was given, and predicts the first column of what it is asked.
const witness = toy<Table, Numeric, Numeric>(
  "Witness",
  (given: Examples<Table, Numeric>) =>
    learnedOf((asked: Table) => asked.column(asked.names[0]!) as Numeric, { given }),
);

async function given(
  bases: Readonly<Record<string, Supervised<Table, Numeric, Numeric | Finite | Categorical | Table>>>,
  options: Partial<Parameters<typeof stack>[1]> = {},
  weights?: Float64Array,
): Promise<Examples<Table, Numeric>> {
  const model = stack(bases, { ...options, metalearner: witness });
  using machine = new Machine(model, { x, y, ...(weights && { weights }) }, { seed: 1 });
  const { metalearner } = (await machine.fit()).report;
  return metalearner.given as Examples<Table, Numeric>;
}

Deno.test("no row is predicted by a base that learned from it, yet in the end bases learned from all rows", async () => {
  const bases = { one: telltale, other: telltale };
  for (const resampling of [cv({ folds: 3 }), cv({ folds: 7, shuffled: true }), holdout()]) {
    using machine = new Machine(stack(bases, { metalearner: witness, resampling }), { x, y }, { seed: 5 });
    const learned = await machine.fit();
    const { x: features, y: targets } = learned.report.metalearner.given as Examples<Table, Numeric>;
    for (const name of ["one", "other"]) {
      assert.deepEqual(cells(features.column(name)), cells(numeric(new Float64Array(targets.size))));
    }
    assert.deepEqual(cells(await learned.predict(x)), [1, 1, 1, 1, 1, 1, 1]);
  }
});

Deno.test("the row audit holds within the folds of an evaluation", async () => {
  const model = stack({ one: telltale }, { metalearner: witness, resampling: cv({ folds: 2 }) });
  const { folds } = await evaluate(model, { x, y }, { resampling: cv({ folds: 3, shuffled: true }) });
  for (const { train, test, report } of folds) {
    const judged = new Set(Array.from(test));
    const { pairs, metalearner } = report as typeof report & {
      pairs: { train: Int32Array; test: Int32Array }[];
    };
    for (const pair of pairs) {
      for (const row of pair.train) assert.ok(!pair.test.includes(row));
      for (const row of [...pair.train, ...pair.test]) assert.ok(!judged.has(train[row]!));
    }
    const { x: features } = Object(metalearner).given as Examples<Table, Numeric>;
    assert.ok(cells(features.column("one")).every((seen) => seen === 0));
  }
});

Deno.test("numbers are one column, probabilities and guessed labels one for each level, tables one for each of theirs", async () => {
  const says = <Z>(z: (rows: Float64Array) => Z) =>
    toy<Table, Numeric, Z>("Says", () => learnedOf((asked: Table) => z(rowsOf(asked))));
  const { x: features } = await given({
    number: says((rows) => numeric(rows)),
    sure: says((rows) => finite(["p", "q"], rows.map((row) => row / 10), { augment: true })),
    guess: says((rows) =>
      categoricalOf(Int32Array.from(rows, (row) => row === 3 ? -1 : row % 2), ["p", "q"])
    ),
    both: says((rows) => table({ a: numeric(rows), "1": numeric(rows.map((row) => 9 - row)) })),
  });
  assert.deepEqual(Object.fromEntries(features.names.map((name) => [name, cells(features.column(name))])), {
    number: [0, 1, 2, 3, 4, 5, 6],
    sure__p: [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4],
    sure__q: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
    guess__p: [1, 0, 1, 0, 1, 0, 1],
    guess__q: [0, 1, 0, 0, 0, 1, 0],
    both__1: [9, 8, 7, 6, 5, 4, 3],
    both__a: [0, 1, 2, 3, 4, 5, 6],
  });
  assert.ok(features.names.every((name) => features.column(name).scitype === "Continuous"));
});

Deno.test("the metalearner learns from the rows that were held out, with their targets and weights, in order", async () => {
  const weights = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
  const all = await given({ one: telltale }, { resampling: cv({ folds: 2, shuffled: true }) }, weights);
  assert.deepEqual(cells(all.y), cells(y));
  assert.deepEqual(all.weights, weights);
  const some = await given({ one: telltale }, { resampling: holdout({ share: 0.6 }) }, weights);
  assert.deepEqual(cells(some.y), [5, 6, 7]);
  assert.deepEqual(some.weights, Float64Array.of(5, 6, 7));
  assert.equal(some.x.size, 3);
});

Deno.test("weights of rows go to bases", async () => {
  const weighed = toy<Table, Numeric, Numeric>(
    "Weighed",
    ({ weights }: Examples<Table, Numeric>) =>
      learnedOf((asked: Table) =>
        numeric(new Float64Array(asked.size).fill(weights!.length * 100 + weights![0]!))
      ),
  );
  const weights = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
  const { x: features } = await given({ one: weighed }, { resampling: cv({ folds: 7 }) }, weights);
  assert.deepEqual(cells(features.column("one")), [602, 601, 601, 601, 601, 601, 601]);
});

Deno.test("other bases start over, even where those that stay are equal", async () => {
  using machine = new Machine(stack({ one: telltale }, { metalearner: witness }), { x, y });
  await machine.fit();
  machine.model = stack({ one: telltale, other: telltale }, { metalearner: witness });
  assert.deepEqual(Object.keys((await machine.fit()).report.bases), ["one", "other"]);
});

Deno.test("each base is a hyperparameter by its name, and what the stack can do follows from its parts", () => {
  const model = stack({ net, constant: constantClassifier() }, { metalearner: net }).with({
    "net.epochs": 9,
  });
  assert.equal(get(model, "net.epochs"), 9);
  assert.equal(get(model, "metalearner.epochs"), 3);
  assert.deepEqual(Object.keys(model.params), ["net", "constant", "metalearner", "resampling"]);
  assert.deepEqual(model.traits, {
    input: net.traits.input,
    target: ["Multiclass", "OrderedFactor"],
    prediction: "distribution",
    weights: true,
    holdsOut: true,
    iteration: "metalearner.epochs",
    warm: ["metalearner", "metalearner.epochs", "metalearner.optimiser"],
  });
  assert.equal(stack({ telltale }, { metalearner: witness }).traits.weights, false);
});

Deno.test("what was learned prints its bases", async () => {
  using machine = new Machine(stack({ one: telltale, other: telltale }, { metalearner: witness }), { x, y });
  assert.equal(String(await machine.fit()), "Stack: learned by one, other and a metalearner");
});
