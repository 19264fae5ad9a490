import assert from "node:assert/strict";
import { Machine, type Rng, rng } from "../../core/mod.ts";
import {
  categorical,
  categoricalOf,
  finite,
  type Numeric,
  numeric,
  type Table,
  table,
} from "../../data/mod.ts";
import { accuracy, confusionMatrix, logLoss, mae, mse, rSquared } from "../../measures/mod.ts";
import { permutationImportance, type PermutationImportanceOptions } from "../../meta/mod.ts";
import { judgesFor } from "../../meta/_judge.ts";
import { lossesByShuffling } from "../../meta/_losses_by_shuffling.ts";
import { constantRegressor } from "../../models/mod.ts";
import golden from "../golden/permutation_importance.json" with { type: "json" };
import { learnedOf } from "./_toys.ts";

const valuesOf = (x: Table, name: string) => (x.column(name) as Numeric).values;

// Guesses a + 10 b and looks at nothing else.
const sum = learnedOf((x: Table) => numeric(valuesOf(x, "a").map((a, i) => a + 10 * valuesOf(x, "b")[i]!)));
const x = table({
  a: numeric([1, 2, 3, 4, 5, 6]),
  b: numeric([6, 1, 5, 2, 4, 3]),
  c: numeric([1, 0, 1, 0, 1, 0]),
});
const y = numeric([61, 12, 53, 24, 45, 36]);
const worth = (options: PermutationImportanceOptions, data: { x: Table; y: Numeric } = { x, y }) =>
  permutationImportance(sum, data, options);

Deno.test("importances are those of scikit-learn when shuffled in the same orders", async () => {
  const names = golden.coefficients.map((_, j) => `x${j}`);
  const inputs = table(Object.fromEntries(golden.x.map((values, j) => [`x${j}`, numeric(values)])));
  const truth = numeric(golden.y);
  const predict = (given: Table) =>
    Promise.resolve(numeric(Float64Array.from(
      truth.values,
      (_, i) => golden.coefficients.reduce((total, c, j) => total + c * valuesOf(given, `x${j}`)[i]!, 0),
    )));
  const recorded = (repeat?: string | number): Rng => ({
    ...rng(0),
    fork: recorded,
    permutation: () => Int32Array.from(golden.orders[Number(repeat)]!),
  });
  const judges = judgesFor({ kind: "Linear", traits: { prediction: "point" } }, truth, {
    measures: [mse, rSquared],
    note() {},
  });
  const results = await lossesByShuffling({ x: inputs, y: truth }, {
    predict,
    prediction: await predict(inputs),
    judges,
    repeats: golden.orders.length,
    groups: new Map(names.map((name) => [name, [name]])),
    rng: recorded(),
  });
  [golden.mse, golden.rSquared].forEach(({ values }, m) => {
    names.forEach((name, j) => {
      results[m]!.losses.get(name)!.forEach((loss, repeat) => {
        assert.ok(
          Math.abs(loss - values[j]![repeat]!) < 1e-12,
          `${name}: ${loss} is not ${values[j]![repeat]}`,
        );
      });
    });
  });
});

Deno.test("the most important column comes first; means and standard errors are those of the shuffles", async () => {
  const [byMae] = await worth({ measures: mae, repeats: 4 });
  assert.deepEqual(byMae!.columns.map(({ column }) => column), ["b", "a", "c"]);
  assert.equal(byMae!.baseline, 0);
  const { importance, error, losses } = byMae!.columns[0]!;
  const mean = losses.reduce((total, loss) => total + loss, 0) / 4;
  const deviation = Math.sqrt(losses.reduce((total, loss) => total + (loss - mean) ** 2, 0) / 3);
  assert.ok(Math.abs(importance - mean) < 1e-12 && Math.abs(error - deviation / 2) < 1e-12);
  assert.ok(importance > 0);
  assert.equal(byMae!.columns[2]!.importance, 0);
});

Deno.test("importances are positive for what helps, whether less or more of a measure is better", async () => {
  const [byMse, byShare] = await worth({ measures: [mse, rSquared] });
  assert.deepEqual([byMse!.goal, byShare!.goal], ["min", "max"]);
  for (const result of [byMse!, byShare!]) assert.ok(result.columns[0]!.importance > 0);
});

Deno.test("columns of a group are shuffled together and stand as one", async () => {
  const twins = table({ a: x.column("a"), b: x.column("b"), c: x.column("a") });
  const both = learnedOf((given: Table) => {
    const [a, c] = [valuesOf(given, "a"), valuesOf(given, "c")];
    assert.deepEqual(a, c);
    return numeric(a);
  });
  const groups = { twins: ["a", "c"] };
  const [result] = await permutationImportance(both, { x: twins, y: numeric(valuesOf(x, "a")) }, { groups });
  assert.deepEqual(result!.columns.map(({ column }) => column), ["twins", "b"]);
});

Deno.test("the shuffles of a column depend on the seed and its name, not on the other columns", async () => {
  const losses = async (seed: number, names: readonly string[]) => {
    const [result] = await worth({ seed, measures: mae }, {
      x: table({ ...Object.fromEntries(names.map((name) => [name, x.column(name as "a")])) }),
      y,
    });
    return result!.columns.find(({ column }) => column === "b")!.losses;
  };
  const first = await losses(1, ["a", "b", "c"]);
  assert.deepEqual(await losses(1, ["b", "a"]), first);
  assert.notDeepEqual(await losses(2, ["a", "b", "c"]), first);
});

Deno.test("without measures distributions are judged by logLoss, and labels can be judged too", async () => {
  const truth = categorical(["p", "q", "p", "q", "p", "q"]);
  const sure = learnedOf((given: Table) =>
    finite(["p", "q"], Float64Array.from(valuesOf(given, "c"), (c) => 0.9 - 0.8 * c), { augment: true })
  );
  const [byLogLoss] = await permutationImportance(sure, { x, y: truth });
  assert.equal(byLogLoss!.measure, logLoss.id);
  const guess = learnedOf((given: Table) =>
    categoricalOf(Int32Array.from(valuesOf(given, "c"), (c) => 1 - c), ["p", "q"])
  );
  const [byAccuracy] = await permutationImportance(guess, { x, y: truth }, { measures: accuracy });
  assert.deepEqual([byAccuracy!.baseline, byAccuracy!.columns[0]!.column], [1, "c"]);
});

Deno.test("importances print as a table", async () => {
  const found = await worth({ measures: mae, repeats: 1 });
  assert.match(
    String(found),
    /^Importance by mae \(less is better\), 0\.0 as the data are; each column shuffled 1 time\n┌[─┬]*┐\n│ column │ importance ± SE │\n/,
  );
  assert.match(String(await worth({ measures: mae })), /│ b {6}│ \d+\.\d* ± [\d.]+ +│/);
});

const MISTAKES: readonly (readonly [what: string, call: () => Promise<unknown>, message: string | RegExp])[] =
  [
    [
      "a model that has not learned",
      () => permutationImportance(constantRegressor() as never, { x, y }),
      "Cannot tell what columns are worth to ConstantRegressor: give what was learned, e.g. await machine.fit()",
    ],
    [
      "a machine",
      () => permutationImportance(new Machine(constantRegressor(), { x, y }) as never, { x, y }),
      /^Cannot tell what columns are worth to .*: give what was learned, e\.g\. await machine\.fit\(\)$/,
    ],
    [
      "no shuffles",
      () => worth({ repeats: 0 }),
      "Cannot shuffle columns 0 times: give a whole number of repeats, at least 1",
    ],
    [
      "an option that is none",
      () => worth({ repeat: 3 } as never),
      /^Cannot set "repeat" of permutationImportance\(\): .*did you mean "repeats"\?$/,
    ],
    [
      "a column instead of a table",
      () => permutationImportance(sum, { x: y as never, y }),
      "Cannot shuffle columns of a column of 6 Continuous values: give a table",
    ],
    [
      "targets of other rows",
      () => worth({}, { x, y: y.take([0]) }),
      "Cannot bind data: x has 6 rows, y has 1; they must have as many",
    ],
    [
      "a group with a column that is absent",
      () => worth({ groups: { g: ["z"] } }),
      /^Cannot find column "z"/,
    ],
    [
      "groups that share a column",
      () => worth({ groups: { one: ["a", "b"], two: ["b"] } }),
      'Cannot shuffle column "b" with groups "one" and "two": put it in one of them',
    ],
    [
      "a group with the name of another column",
      () => worth({ groups: { c: ["a", "b"] } }),
      'Cannot call a group "c": a column outside of it has that name; choose another',
    ],
    [
      "a measure without a goal",
      () => worth({ measures: (guess: Numeric, truth: Numeric) => guess.size - truth.size }),
      /^Cannot tell what columns are worth by .*: whether less or more of it is better is unknown; use a measure that says/,
    ],
    [
      "a measure that gives no number",
      () =>
        permutationImportance(learnedOf(() => categorical(["p", "q"])), {
          x: x.take([0, 1]),
          y: categorical(["p", "q"]),
        }, { measures: confusionMatrix }),
      /^Cannot tell what columns are worth by confusionMatrix: /,
    ],
  ];

for (const [what, call, message] of MISTAKES) {
  Deno.test(`permutationImportance refuses ${what}`, async () => {
    await assert.rejects(call, { message });
  });
}
