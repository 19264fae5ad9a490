import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { cells, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { maxError, mse } from "../../measures/mod.ts";
import { ensemble, permutationImportance, recursiveFeatureElimination } from "../../meta/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const ROWS = 20;
const row = numeric(Array.from({ length: ROWS }, (_, row) => row));
const x = table({ row });
const y = numeric(Array.from({ length: ROWS }, (_, row) => row % 7));
const weights = Float64Array.from({ length: ROWS }, (_, row) => row % 3);

// Guesses the mean of the targets that it saw.
const meanOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;
const mean = toy<Table, Numeric, Numeric>("Mean", ({ y }) => {
  const guess = meanOf(y.values);
  return learnedOf((asked: Table) => numeric(new Float64Array(asked.size).fill(guess)));
});

const outOfBag = async (weights?: Float64Array) => {
  const notes: string[] = [];
  const model = ensemble(mean, { n: 4, baggingFraction: 0.6, measures: [mse, maxError] });
  using machine = new Machine(model, { x, y, ...(weights && { weights }) }, {
    listener: (event) => event.type === "note" && notes.push(event.message),
  });
  const { report } = await machine.fit();
  return { notes, report, ...report.outOfBag! };
};

Deno.test("out of bag each row counts by its weight, in measures that take weights", async () => {
  const { report, measurements, notes } = await outOfBag(weights);
  const errors = Array.from(y.values, (truth, row) => {
    const guesses = report.bags.filter((bag) => !bag.includes(row)).map((bag) => meanOf(y.take(bag).values));
    return guesses.length > 0 ? (truth - meanOf(guesses)) ** 2 : undefined;
  });
  const judged = errors.flatMap((error, row) =>
    error === undefined ? [] : [{ error, weight: weights[row]! }]
  );
  assert.ok(judged.length < ROWS);
  const byHand = judged.reduce((sum, { error, weight }) => sum + error * weight, 0) / judged.length;
  assert.ok(Math.abs(Number(measurements.mse) - byHand) < 1e-12);
  assert.deepEqual(notes, ["maxError takes no weights: it judges rows alike"]);
});

Deno.test("out of bag weights of one are as good as none", async () => {
  const [ones, none] = [await outOfBag(new Float64Array(ROWS).fill(1)), await outOfBag()];
  assert.deepEqual(ones.measurements, none.measurements);
  assert.deepEqual(none.notes, []);
  assert.notDeepEqual((await outOfBag(weights)).measurements.mse, none.measurements.mse);
});

// Looks at column `a` where `which` is 1, and at `b`, which varies more, where it is 0.
const either = (given: Table) => {
  const [which, a, b] = ["which", "a", "b"].map((name) => cells(given.column(name)).map(Number));
  return numeric(which!.map((flag, row) => flag === 1 ? a![row]! : b![row]!));
};
const which = row.values.map((row) => row % 2);
const both = table({
  which: numeric(which),
  a: numeric(Array.from({ length: ROWS }, (_, row) => row * 7 % 5)),
  b: numeric(Array.from({ length: ROWS }, (_, row) => row * 70 % 50)),
});
const truth = either(both);

Deno.test("a column is worth nothing to permutationImportance where it matters to rows that do not count", async () => {
  const worth = async (weights?: Float64Array) => {
    const data = { x: both, y: truth, ...(weights && { weights }) };
    const [byMse] = await permutationImportance(learnedOf(either), data, { measures: mse });
    return Object.fromEntries(byMse!.columns.map(({ column, importance }) => [column, importance]));
  };
  const [alike, weighed] = [await worth(), await worth(numeric(which).values)];
  assert.ok(alike.b! > alike.a! && alike.a! > 0);
  assert.equal(weighed.b, 0);
  assert.equal(weighed.a, alike.a, "its rows count as before");
  assert.deepEqual(await worth(new Float64Array(ROWS).fill(1)), alike);
});

Deno.test("the baseline of permutationImportance is that of the measure with these weights", async () => {
  const learned = learnedOf((given: Table) => given.column("row") as Numeric);
  const [byMse] = await permutationImportance(learned, { x, y, weights }, { measures: mse, repeats: 1 });
  assert.equal(byMse!.baseline, mse(row, y, { weights }));
});

Deno.test("columns are eliminated by the rows that count", async () => {
  const kept = async (weights?: Float64Array) => {
    const model = recursiveFeatureElimination(toy("Either", () => learnedOf(either)), { features: 2 });
    using machine = new Machine(model, { x: both, y: truth, ...(weights && { weights }) });
    return (await machine.fit()).report.survivors;
  };
  assert.deepEqual(await kept(), ["which", "b"]);
  assert.deepEqual(await kept(numeric(which).values), ["which", "a"]);
});

const BAD: readonly (readonly [weights: Float64Array, problem: string])[] = [
  [new Float64Array(ROWS).fill(1).with(19, -5), "row 19 for %: its weight is -5; give finite numbers ≥ 0"],
  [new Float64Array(ROWS), "rows for %: all weights are 0; give some that are not"],
];

for (const [weights, problem] of BAD) {
  Deno.test(`what judges rows says that it cannot weigh ${problem}`, async () => {
    const data = { x, y, weights };
    const message = (whom: string) => ({
      name: "DataError",
      message: `Cannot weigh ${problem.replace("%", whom)}`,
      column: "weights",
    });
    const bags = new Machine(ensemble(mean, { measures: mse }), data);
    await assert.rejects(bags.fit(), message("Ensemble"));
    const chosen = new Machine(recursiveFeatureElimination(mean), data);
    await assert.rejects(chosen.fit(), message("RecursiveFeatureElimination"));
    const learned = learnedOf((asked: Table) => asked.column("row") as Numeric);
    await assert.rejects(permutationImportance(learned, data), message("permutationImportance()"));
  });
}
