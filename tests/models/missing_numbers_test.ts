import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { linear } from "../../builders/mod.ts";
import { Machine } from "../../core/mod.ts";
import { categorical, cells, numeric, type Table, table } from "../../data/mod.ts";
import { neuralNetworkRegressor } from "../../models/mod.ts";
import { identity } from "../../nn/mod.ts";
import { CLASSES, HOLED, INPUTS, NUMBERS, spy } from "./_bench.ts";

const model = neuralNetworkRegressor({
  builder: linear({ activation: identity }),
  epochs: 2,
  batchSize: 5,
  missing: "indicator",
});
// What a model learned of a table, and the numbers that its network saw.
async function fitted(x: Table) {
  const backend = spy();
  const machine = new Machine(model, { x, y: NUMBERS }, { backend });
  const learned = await machine.fit();
  return { learned, seen: backend.examples[0]!.x };
}

Deno.test("missing: indicator puts means into holes, and behind all columns where they are", async () => {
  const counts = numeric([1, NaN, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13], { scitype: "Count" });
  const x = table({ a: HOLED, kind: CLASSES, b: NUMBERS, n: counts });
  const { learned, seen } = await fitted(x);
  const means = { a: 0.98, b: 1.0916666666666668, n: 7 }; // exact, and then rounded
  assert.deepEqual(learned.report.means, means);
  assert.deepEqual(learned.report.marked, ["a", "n"]);
  assert.deepEqual((await learned.save()).data.means, means);
  assert.deepEqual(seen.shape, [12, 6]);
  const row = (i: number) => [...seen.data.slice(6 * i, 6 * i + 6)];
  assert.deepEqual(row(0), [1.3, 0, 1.3, 1, 0, 0].map(Math.fround));
  assert.deepEqual(row(1), [1.9, 1, 1.9, 7, 0, 1].map(Math.fround));
  assert.deepEqual(row(8), [means.a, 2, NUMBERS.values[8]!, 9, 1, 0].map(Math.fround));
});

Deno.test("a hole is predicted for as the mean of training is, but for its mark", async () => {
  const { learned } = await fitted(INPUTS.with("a", HOLED));
  const x = table({ a: numeric([NaN, learned.report.means!.a]), b: numeric([1, 1]) });
  const [hole = NaN, filled = NaN] = (await learned.predict(x)).values;
  const { arrays } = await learned.state();
  const mark = arrays.get("0/kernel")!.data[2]!;
  assert.notEqual(mark, 0);
  assert.ok(Math.abs(hole - filled - mark) < 1e-6);
});

Deno.test("transform() gives means for holes and marks them in a last column, whose name is free", async () => {
  const x = table({ a: HOLED, a__missing: NUMBERS });
  const { learned } = await fitted(x);
  const some = x.take([2, 3]);
  const z = await learned.transform(some);
  assert.deepEqual(z.names, ["a", "a__missing", "a___missing"]);
  assert.deepEqual(cells(z.column("a")), [0.5, learned.report.means!.a]);
  assert.deepEqual(cells(z.column("a___missing")), [0, 1]);
});

Deno.test("means are of the rows that a fit is given", async () => {
  using backend = reference();
  using machine = new Machine(model, { x: INPUTS.with("a", HOLED), y: NUMBERS }, { backend });
  const { report } = await machine.fit({ rows: [0, 1, 3] });
  assert.equal(report.means!.a, (1.3 + 1.9) / 2);
});

Deno.test("a hole in a column that had none in training is predicted for as the mean of training is", async () => {
  const { learned } = await fitted(INPUTS.with("a", HOLED));
  const [hole, filled] =
    (await learned.predict(table({ a: [1, 1], b: [null, learned.report.means!.b] }))).values;
  assert.equal(hole, filled);
  const z = await learned.transform(table({ a: [1], b: numeric([null]) }));
  assert.deepEqual(cells(z.column("b")), [learned.report.means!.b]);
});

const UNFIT: readonly (readonly [string, Table, string])[] = [
  [
    "all of which are missing",
    table({ a: numeric(NUMBERS.values.map(() => NaN)) }),
    'Cannot give column "a" to NeuralNetworkRegressor: all its values are missing, so there is no mean; leave it out',
  ],
  [
    "of which one is missing and one too large",
    table({ a: numeric(HOLED.values.with(5, 1e39)) }),
    'Cannot give column "a" to NeuralNetworkRegressor: row 5 holds 1e+39, which 32 bits cannot hold; rescale it',
  ],
];

for (const [what, x, message] of UNFIT) {
  Deno.test(`numbers ${what} are refused`, async () => {
    await assert.rejects(fitted(x), { name: "DataError", column: "a", message });
  });
}

Deno.test("missing: indicator changes nothing where nothing is missing", async () => {
  const { learned } = await fitted(INPUTS);
  using machine = new Machine(model.with({ missing: "refuse" }), { x: INPUTS, y: NUMBERS }, {
    backend: reference(),
  });
  assert.deepEqual(await learned.state(), await (await machine.fit()).state());
  const z = await learned.transform(INPUTS);
  for (const name of INPUTS.names) assert.equal(z.column(name), INPUTS.column(name));
});

Deno.test("missing levels are another matter: unknown decides on them", async () => {
  const x = table({ kind: categorical([null, ...cells(CLASSES).slice(1)] as string[]), a: HOLED });
  await assert.rejects(fitted(x), {
    column: "kind",
    message: /level is missing in row 0; fit with unknown: true/,
  });
});
