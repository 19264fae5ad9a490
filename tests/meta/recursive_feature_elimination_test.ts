import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Examples, Machine } from "../../core/mod.ts";
import { cells, type Numeric, numeric, regression, type Table, table } from "../../data/mod.ts";
import { accuracy, mae, mse } from "../../measures/mod.ts";
import {
  cv,
  evaluate,
  recursiveFeatureElimination,
  type RecursiveFeatureEliminationParams,
  rowReport,
} from "../../meta/mod.ts";
import { constantRegressor, neuralNetworkRegressor } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

type Options = Partial<Omit<RecursiveFeatureEliminationParams<Numeric, Numeric>, "model">>;

const SIZE = 20;
const names = ["a", "b", "c", "d", "e"];
const x = table(
  Object.fromEntries(
    names.map((name, j) => [name, numeric(Array.from({ length: SIZE }, (_, i) => (i * (2 * j + 3)) % 17))]),
  ),
);
const valuesOf = (x: Table, name: string) => (x.column(name) as Numeric).values;

// Guesses a − 3 c, of the columns that it has; reports importances, and the columns and rows that it saw.
const WORTH: Readonly<Record<string, number>> = { a: 2, b: 1, c: -7, d: 3, e: -4 };
const linear = toy<Table, Numeric, Numeric>("Linear", ({ x, y }) => {
  const part = (given: Table, name: string) =>
    given.names.includes(name) ? valuesOf(given, name) : new Float64Array(given.size);
  const predict = (given: Table) => {
    assert.deepEqual(given.names, x.names);
    const c = part(given, "c");
    return numeric(part(given, "a").map((a, i) => a - 3 * c[i]!));
  };
  const importances = Object.fromEntries(x.names.map((name) => [name, WORTH[name]!]));
  return learnedOf(predict, { importances, columns: x.names, seen: cells(y) });
});
const y = numeric(valuesOf(x, "a").map((a, i) => a - 3 * valuesOf(x, "c")[i]!));
const fit = async (options: Options) => {
  using machine = new Machine(recursiveFeatureElimination(linear, options), { x, y });
  const { report } = await machine.fit();
  return report;
};

Deno.test("reported importances count by their absolute values; scores count the rounds survived from 1", async () => {
  const { scores, survivors, rounds, rows } = await fit({ importance: "reported" });
  assert.deepEqual(survivors, ["c", "e"]);
  assert.deepEqual(scores, { a: 2, b: 1, c: 4, d: 3, e: 4 });
  assert.deepEqual(rounds.at(-1), { c: 7, d: 3, e: 4 });
  assert.equal(rows, undefined);
});

const COUNTS: readonly (readonly [options: Options, kept: readonly string[], rounds: number])[] = [
  [{ features: 3 }, ["c", "d", "e"], 2],
  [{ features: 1 }, ["c"], 4],
  [{ features: 0.7 }, ["c", "d", "e"], 2],
  [{ features: 0.1 }, ["c"], 4],
  [{ features: 5 }, names, 0],
  [{ features: 1, step: 2 }, ["c"], 2],
  [{ features: 2, step: 9 }, ["c", "e"], 1],
  [{ features: 1, step: 0.5 }, ["c"], 2],
  [{ features: 1, step: 0.1 }, ["c"], 4],
];

for (const [options, kept, count] of COUNTS) {
  Deno.test(`${JSON.stringify(options)} keeps ${kept.length} of five columns in ${count} rounds`, async () => {
    const { survivors, rounds } = await fit({ importance: "reported", ...options });
    assert.deepEqual([survivors, rounds.length], [kept, count]);
  });
}

Deno.test("of columns that are worth the same the first stay", async () => {
  using machine = new Machine(recursiveFeatureElimination(constantRegressor(), { features: 3 }), { x, y });
  assert.deepEqual((await machine.fit()).report.survivors, ["a", "b", "c"]);
});

Deno.test("by permutation the columns that predict held-out rows are kept", async () => {
  for (const measure of [undefined, mae, mse]) {
    const { survivors, rounds } = await fit({ ...(measure && { measure }) });
    assert.deepEqual(survivors, ["a", "c"]);
    assert.ok(rounds[0]!.c! > rounds[0]!.a! && rounds[0]!.a! > 0);
    assert.deepEqual([rounds[0]!.b, rounds[0]!.d, rounds[0]!.e], [0, 0, 0]);
  }
});

Deno.test("rounds do not learn from the rows by which columns are judged, the last fit learns from all", async () => {
  const seen: (readonly unknown[])[] = [];
  const spy: typeof linear = {
    ...linear,
    async fit(data, context) {
      const learned = await linear.fit(data, context);
      seen.push(learned.report.seen as unknown[]);
      return learned;
    },
  };
  const rows = table({ ...Object.fromEntries(names.map((name) => [name, x.column(name)])) });
  const unique = numeric(Array.from({ length: SIZE }, (_, i) => i));
  const evaluation = await evaluate(recursiveFeatureElimination(spy), { x: rows, y: unique }, {
    resampling: cv({ folds: 2 }),
  });
  const [first] = rowReport(evaluation);
  const held = Array.from(first!.uses.get("importance")!);
  const [, ...others] = [...seen.slice(0, 4)].reverse();
  assert.equal(seen[3]!.length, 10);
  assert.equal(others.length, 3);
  for (const round of others) {
    assert.equal(round.length + held.length, 10);
    assert.ok(held.every((row) => !round.includes(row)));
  }
  assert.deepEqual(first!.shared.length, 0);
});

Deno.test("by several folds what a column is worth is the mean over them", async () => {
  const { rounds, rows } = await fit({ resampling: cv({ folds: 2 }), repeats: 2 });
  assert.equal(rows!.importance!.length, SIZE);
  assert.ok(rounds[0]!.c! > 0);
});

Deno.test("the last fit is the one that the model makes by itself of those columns, bit for bit, on any threads", async () => {
  const data = regression({ rows: 40, columns: 4, seed: 2 });
  const net = neuralNetworkRegressor({
    builder: mlp({ hidden: [4] }),
    batchSize: 8,
    epochs: 3,
    shuffle: true,
  });
  const run = async (threads: number) => {
    using backend = wasm({ threads });
    const model = recursiveFeatureElimination(net, { resampling: cv({ folds: 3 }), repeats: 2 });
    using machine = new Machine(model, data, { backend, seed: 4 });
    const learned = await machine.fit();
    const chosen = await learned.transform(data.x);
    assert.deepEqual(chosen.names, learned.report.survivors);
    using alone = new Machine(net, { ...data, x: chosen }, { backend, seed: 4 });
    const guess = cells(await learned.predict(data.x));
    assert.deepEqual(cells(await (await alone.fit()).predict(chosen)), guess);
    assert.deepEqual(learned.report.losses, alone.report.losses);
    return { report: learned.report, saved: await learned.save(), guess };
  };
  assert.deepEqual(await run(2), await run(1));
});

Deno.test("weights of rows go to every fit", async () => {
  let fits = 0;
  const weighed: typeof linear = {
    ...linear,
    fit(data: Examples<Table, Numeric>, context) {
      fits++;
      assert.deepEqual(data.weights, data.y.values.map((value) => value + 100));
      return linear.fit(data, context);
    },
  };
  using machine = new Machine(recursiveFeatureElimination(weighed), {
    x,
    y,
    weights: y.values.map((v) => v + 100),
  });
  await machine.fit();
  assert.equal(fits, 4);
});

Deno.test("it does not iterate, since each change of the model chooses anew", () => {
  const { iteration, warm, ...traits } = recursiveFeatureElimination(neuralNetworkRegressor()).traits;
  assert.deepEqual([iteration, warm, traits.prediction, traits.weights], [
    undefined,
    undefined,
    "point",
    true,
  ]);
});

Deno.test("what was learned prints what it kept", async () => {
  using machine = new Machine(recursiveFeatureElimination(constantRegressor(), { features: 2 }), { x, y });
  assert.match(
    String(await machine.fit()),
    /^RecursiveFeatureElimination: kept a, b\nConstantRegressor: learned/,
  );
});

const MISTAKES: readonly (readonly [what: string, call: () => unknown, message: string | RegExp])[] = [
  [
    "more columns than there are",
    () => fit({ features: 6 }),
    "Cannot keep 6 features: the table has 5; keep fewer",
  ],
  [
    "no step",
    () => fit({ step: 0 }),
    /^Cannot set "step" of .*: expected a share in \(0, 1\), or a count from 1, got 0$/,
  ],
  [
    "fewer columns than none",
    () => fit({ features: -1 }),
    /^Cannot set "features" of .*, or a count, or 0 for half, got -1$/,
  ],
  [
    "a kind of importance that is none",
    () => fit({ importance: "gain" as never }),
    /^Cannot set "importance" of .*: expected one of "permutation", "reported", got "gain"$/,
  ],
  [
    "a model that reports no importances, where they are asked for",
    () =>
      new Machine(recursiveFeatureElimination(constantRegressor(), { importance: "reported" }), { x, y })
        .fit(),
    /^Cannot fit RecursiveFeatureElimination: round 1 failed: Cannot rank columns by what ConstantRegressor reports: report\.importances has undefined for "a"; use importance: "permutation"$/,
  ],
  [
    "a measure of other targets",
    () => fit({ measure: accuracy }),
    /^Cannot judge by accuracy: the target is Continuous/,
  ],
  [
    "a measure without a goal",
    () => fit({ measure: (guess: Numeric) => guess.size }),
    /^Cannot tell what columns are worth by .*: whether less or more of it is better is unknown/,
  ],
  [
    "worth that is no number",
    () => {
      const odd = toy<Table, Numeric, Numeric>(
        "Odd",
        () => learnedOf((given: Table) => numeric(new Float64Array(given.size).fill(NaN))),
      );
      return new Machine(recursiveFeatureElimination(odd), { x, y }).fit();
    },
    /^Cannot rank columns: what "a" is worth is no number; see whether training diverged$/,
  ],
];

for (const [what, call, message] of MISTAKES) {
  Deno.test(`recursiveFeatureElimination refuses ${what}`, async () => {
    await assert.rejects(async () => await call(), { message });
  });
}
