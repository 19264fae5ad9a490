import assert from "node:assert/strict";
import { penguins } from "../../data/datasets/mod.ts";
import { categorical, cells, labels, numeric, type Table } from "../../data/mod.ts";
import { fillImputer, oneHotEncoder, ordinalEncoder, targetEncoder } from "../../transformers/mod.ts";
import golden from "../golden/transformers_sklearn_encoders.json" with { type: "json" };
import { learn } from "./_learn.ts";

type Cell = string | number | null;

const CLASSES = ["species", "island", "sex"] as const;
const NUMBERS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"] as const;

const birds = penguins();
const classes = birds.select(CLASSES);
const numbers = birds.select(NUMBERS);
const island = birds.select(["island"]);
const { known, train } = golden;

function rowsOf(z: Table): Cell[][] {
  const columns = z.names.map((name) => cells(z.column(name)) as Cell[]); // no column holds booleans
  return Array.from({ length: z.size }, (_, row) => columns.map((column) => column[row]!));
}

function checkNear(found: readonly (readonly Cell[])[], wanted: readonly (readonly Cell[])[]): void {
  assert.equal(found.length, wanted.length);
  found.forEach((row, i) =>
    row.forEach((cell, j) => checkCell(cell, wanted[i]![j]!, `row ${i}, column ${j}`))
  );
}

function checkCell(found: Cell, wanted: Cell, where: string): void {
  if (typeof wanted !== "number") assert.equal(found, wanted, where);
  else assert.ok(Math.abs(Number(found) - wanted) <= 1e-9, `${found} for ${wanted} in ${where}`);
}

Deno.test("one-hot columns of the penguins are those of scikit-learn", async () => {
  const x = classes.take(known);
  const z = await (await learn(oneHotEncoder(), { x })).transform(x);
  assert.deepEqual(z.names, golden.oneHot.names);
  checkNear(rowsOf(z), golden.oneHot.values);
});

Deno.test("with unknown levels made zeros, one-hot columns are those of scikit-learn's ignore", async () => {
  for (const { rows, names, values } of golden.seen) {
    const x = classes.select(["species", "island"]);
    const mapper = await learn(oneHotEncoder({ levels: "seen", unknown: "zeros" }), { x: x.take(rows) });
    const z = await mapper.transform(x);
    assert.deepEqual(z.names, names);
    checkNear(rowsOf(z), values);
  }
});

Deno.test("numbers of levels are those of scikit-learn, plus one", async () => {
  checkNear(rowsOf(await (await learn(ordinalEncoder(), { x: classes })).transform(classes)), golden.ordinal);
});

for (const continuous of ["median", "mean"] as const) {
  Deno.test(`filled with the ${continuous}, numbers and indicators are those of scikit-learn`, async () => {
    const mapper = await learn(fillImputer({ continuous, indicators: true }), { x: numbers.take(train) });
    const z = await mapper.transform(numbers);
    const indicators = golden[continuous].indicators.map((name) => `${name}__missing`);
    assert.deepEqual([...z.names].sort(), [...NUMBERS, ...indicators].sort());
    checkNear(rowsOf(z.select([...NUMBERS, ...indicators])), golden[continuous].values);
  });
}

Deno.test("classes are filled with the most frequent as in scikit-learn", async () => {
  const mapper = await learn(fillImputer(), { x: classes.take(train) });
  assert.deepEqual(rowsOf(await mapper.transform(classes)), golden.mostFrequent);
});

const weights = Float64Array.from({ length: birds.size }, (_, row) => 1 + row % 7);
const weightsOfTrain = Float64Array.from(train, (row) => weights[row]!);

Deno.test("encodings by a target of numbers are those of the formula in numpy, with weights and without", async () => {
  const flippers = birds.column("flipper_length_mm").values;
  const y = numeric(flippers.map((v) => Number.isNaN(v) ? 200 : v));
  for (const { m, weighted, values } of golden.target.flipper) {
    const model = targetEncoder({ m: m === "auto" ? m : Number(m) });
    const data = { x: island.take(train), y: y.take(train), ...(weighted && { weights: weightsOfTrain }) };
    const z = await (await learn(model, data)).transform(island);
    checkNear(rowsOf(z), values.map((value) => [value]));
  }
});

Deno.test("encodings by a target of classes are those of the formula in numpy", async () => {
  const data = { x: island.take(train), y: birds.column("species").take(train), weights: weightsOfTrain };
  const z = await (await learn(targetEncoder({ m: 3 }), data)).transform(island);
  assert.deepEqual(z.names, ["island__Adelie", "island__Chinstrap", "island__Gentoo"]);
  const [first, ...others] = golden.target.species;
  checkNear(rowsOf(z), first!.map((value, row) => [value, ...others.map((values) => values[row]!)]));
  const two = categorical(labels(data.y).map((label) => label === "Adelie" ? "Adelie" : "other"));
  const one = await (await learn(targetEncoder({ m: 3 }), { ...data, y: two })).transform(island);
  assert.deepEqual(one.names, ["island"]);
  checkNear(rowsOf(one), first!.map((value) => [value]));
});
