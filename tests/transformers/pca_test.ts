import assert from "node:assert/strict";
import fc from "fast-check";
import { Machine } from "../../core/mod.ts";
import { categorical, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { breastCancer, diabetes, wine } from "../../data/datasets/mod.ts";
import { pca, type PcaParams, standardiser } from "../../transformers/mod.ts";
import golden from "../golden/transformers_sklearn.json" with { type: "json" };

const DATA: Readonly<Record<string, Table>> = {
  wine: wine(),
  breastCancer: breastCancer(),
  diabetes: diabetes(),
};
const MATRICES: Readonly<Record<string, readonly (readonly number[])[]>> = golden.matrices;

async function learned(x: Table, options: Partial<PcaParams> = {}) {
  using machine = new Machine(pca(options), { x });
  return await machine.fit();
}

async function standardised(x: Table): Promise<Table> {
  using machine = new Machine(standardiser(), { x });
  return await (await machine.fit()).transform(x);
}

async function dataOf(name: string): Promise<Table> {
  if (MATRICES[name]) return table(MATRICES[name]);
  const [data, standard] = name.split(", ");
  const x = DATA[data!]!;
  const ten = x.select(x.names.slice(0, 10));
  return standard ? await standardised(ten) : ten;
}

const rowsOf = (x: Table): number[][] =>
  Array.from({ length: x.size }, (_, i) => x.names.map((name) => (x.column(name) as Numeric).values[i]!)); // components are numbers

// Equal to 1e-9 of the largest number that is expected.
function assertNear(found: readonly number[][], expected: readonly number[][], what: string): void {
  assert.deepEqual(found.map((row) => row.length), expected.map((row) => row.length), what);
  const scale = Math.max(1, ...expected.flat().map(Math.abs));
  found.forEach((row, i) =>
    row.forEach((v, j) =>
      assert.ok(Math.abs(v - expected[i]![j]!) <= 1e-9 * scale, `${what}: ${v} for ${expected[i]![j]}`)
    )
  );
}

Deno.test("components are those of scikit-learn: variances, directions, signs, scores and the way back", async () => {
  for (const each of golden.pca) {
    const x = await dataOf(each.data);
    const { report, ...mapper } = await learned(x, each.options);
    const numbers = (name: string) => Object.values(report[name] as Record<string, number>); // as documented
    const loadings = Object.values(report.loadings as Record<string, Record<string, number>>).map((axis) =>
      Object.values(axis)
    ); // as documented
    const what = `${each.data} by ${JSON.stringify(each.options)}`;
    assertNear([numbers("means")], [each.means], what);
    assertNear([numbers("shares")], [each.shares], what);
    numbers("variances").forEach((v, k) => assert.ok(Math.abs(v / each.variances[k]! - 1) <= 1e-9, what));
    assertNear(loadings, each.loadings, what);
    const z = await mapper.transform(table(each.rows, {}, { names: x.names }));
    assertNear(rowsOf(z), each.transformed, what);
    assertNear(rowsOf(await mapper.inverseTransform(z)), each.back, what);
  }
});

Deno.test("all components lead back to what was given, whitened or not, rank deficient or not", async () => {
  const real = fc.double({ min: -100, max: 100, noNaN: true });
  const matrix = fc.integer({ min: 1, max: 6 }).chain((p) =>
    fc.array(fc.array(real, { minLength: p, maxLength: p }), { minLength: 2, maxLength: 8 })
  );
  await fc.assert(fc.asyncProperty(matrix, fc.boolean(), async (rows, whiten) => {
    fc.pre(rows.some((row) => row.some((v, j) => Math.abs(v - rows[0]![j]!) > 1e-3)));
    const x = table(rows);
    const mapper = await learned(x, { whiten });
    const back = rowsOf(await mapper.inverseTransform(await mapper.transform(x)));
    back.forEach((row, i) => row.forEach((v, j) => assert.ok(Math.abs(v - rows[i]![j]!) <= 1e-10)));
  }));
});

Deno.test("components are uncorrelated, and whitened ones have variance 1", async () => {
  const mapper = await learned(await dataOf("diabetes"), { whiten: true });
  const z = rowsOf(await mapper.transform(await dataOf("diabetes")));
  const product = (j: number, k: number) =>
    z.reduce((sum, row) => sum + row[j]! * row[k]!, 0) / (z.length - 1);
  for (let j = 0; j < 10; j++) {
    for (let k = 0; k <= j; k++) assert.ok(Math.abs(product(j, k) - Number(j === k)) <= 1e-10);
  }
});

Deno.test("other columns pass through before the components, and come back in their places", async () => {
  const x = table({ a: numeric([1, 2, 4]), colour: categorical(["r", "g", null]), b: numeric([0, 1, 1]) });
  const mapper = await learned(x);
  const z = await mapper.transform(x);
  assert.deepEqual(z.names, ["colour", "pc1", "pc2"]);
  const back = await mapper.inverseTransform(z);
  assert.deepEqual(back.names, ["a", "colour", "b"]);
  assert.equal(back.column("colour"), x.column("colour"));
  const part = await learned(x, { features: ["b"] });
  assert.deepEqual((await part.transform(x)).names, ["a", "colour", "pc1"]);
});

Deno.test("as many components as asked, as explain a share, or as there are directions of variance", async () => {
  const x = table({ a: numeric([0, 10, 0, 10]), b: numeric([0, 0, 1, 1]), c: numeric([3, 3, 3, 3]) });
  const names = async (components: PcaParams["components"]) =>
    (await (await learned(x, { components })).transform(x)).names;
  assert.deepEqual(await names("all"), ["pc1", "pc2"]);
  assert.deepEqual(await names(1), ["pc1"]);
  assert.deepEqual(await names(0.98), ["pc1"]); // 100 / 101 of the variance
  assert.deepEqual(await names(0.995), ["pc1", "pc2"]);
  await assert.rejects(names(3), {
    message:
      'Cannot learn Pca of 3 components: the rows vary in 2 directions only; ask for fewer, or for "all"',
  });
  for (const components of [0, -1, 1.5, NaN]) {
    assert.throws(() => pca({ components }), /an integer ≥ 1, a share/);
  }
});

Deno.test("missing and infinite values are refused by name, in training, after it, and on the way back", async () => {
  const x = table({ a: numeric([1, 2, 4]), b: numeric([0, 1, 1]) });
  const holed = table({ a: numeric([1, null, 4]), b: numeric([null, 1, 1]) });
  await assert.rejects(learned(holed), {
    message: "Cannot learn Pca: values are missing in a, b; fill them in before, e.g. by fillImputer()",
    column: "a",
  });
  const mapper = await learned(x);
  await assert.rejects(mapper.transform(holed), { column: "a", found: "missing values" });
  await assert.rejects(learned(table({ a: numeric([1, 2]), b: numeric([1, Infinity]) })), {
    message: 'Cannot use column "b" to learn Pca: row 1 holds Infinity; ' +
      "give finite numbers, or null where a value is missing",
    column: "b",
  });
  const z = table({ pc1: numeric([null]), pc2: numeric([0]) });
  await assert.rejects(mapper.inverseTransform(z), { column: "pc1" });
});

Deno.test("what does not vary is refused, and so are numbers too large", async () => {
  const same = table({ a: numeric([0.1, 0.1, 0.1]), b: numeric([7, 7, 7]) });
  await assert.rejects(learned(same), { name: "DataError", found: "no variance" });
  await assert.rejects(learned(table({ a: numeric([1]) })), { found: "no variance" });
  await assert.rejects(learned(table({ a: numeric([1, 2]), b: numeric([1e200, -1e200]) })), {
    message: 'Cannot learn Pca from column "b": its numbers are too large to sum their squares; rescale it',
    column: "b",
  });
  const large = numeric([1e154, -1e154, 0]); // whose variance is finite, but not that of two such columns
  assert.deepEqual((await learned(table({ a: large }))).report.features, ["a"]);
  await assert.rejects(learned(table({ a: large, b: large })), { found: "numbers too large" });
  await assert.rejects(learned(table({ a: numeric([1.7e308, 1.7e308, 0]) })), { found: "numbers too large" });
});

Deno.test("a table without a column to treat is refused as such", async () => {
  const x = table({
    n: numeric([1, 2], { scitype: "Count" }),
    colour: categorical(["r", "g"]),
    a: numeric([1, 2]),
  });
  await assert.rejects(learned(x.drop(["a"])), {
    name: "DataError",
    message:
      "Cannot learn Pca: there is no column to treat: no column is Continuous, they are Count and Multiclass; " +
      "coerce those of numbers",
  });
  await assert.rejects(learned(x, { features: () => false }), {
    message: "Cannot learn Pca: there is no column to treat: features leaves out all Continuous columns; " +
      "leave one in at least",
  });
});

Deno.test("what was learned prints in lines of few characters, whatever the table", async () => {
  const x = DATA.breastCancer!;
  const lines = String(await learned(x)).split("\n");
  assert.deepEqual(lines.map((line) => line.trim().split(" ")[0]), [
    "Pca(",
    "features",
    "means",
    "variances",
    "shares",
    "loadings",
  ]);
  for (const line of lines) assert.ok(line.length <= 220, line);
});

Deno.test("components get names that no column has", async () => {
  const x = table({ a: numeric([1, 2]), pc1: categorical(["u", "v"]) });
  const mapper = await learned(x);
  const z = await mapper.transform(x);
  assert.deepEqual(z.names, ["pc1", "pc_1"]);
  assert.deepEqual((await mapper.inverseTransform(z)).names, x.names);
});

Deno.test("the scale of the numbers does not matter, small or large", async () => {
  const rows = MATRICES["five rows of eight"]!;
  const shares = async (unit: number) => {
    const { report } = await learned(table(rows.map((row) => row.map((v) => v * unit))));
    return Object.values(report.shares as Record<string, number>); // as documented
  };
  const expected = await shares(1);
  for (const unit of [1e-140, 1e140]) assertNear([await shares(unit)], [expected], `unit ${unit}`);
});
