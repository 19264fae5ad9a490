import assert from "node:assert/strict";
import { type Categorical, categorical, cells, type Label, table } from "../../data/mod.ts";
import { cardinalityReducer, type CardinalityReducerParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const towns = (labels: readonly (Label | null)[], levels?: readonly Label[]) =>
  table({ town: categorical(labels, levels ? { levels } : {}) });

const x = towns(["Ulm", "Ulm", "Bonn", "Jena", null], ["Bonn", "Gera", "Jena", "Ulm"]);

async function reduced(options: Partial<CardinalityReducerParams>, later = x) {
  const z = await (await learn(cardinalityReducer(options), { x })).transform(later);
  const town = z.column("town") as Categorical; // as it was
  return { cells: cells(town), levels: town.levels };
}

Deno.test("levels less frequent than that are put together, those of the pool that did not occur, too", async () => {
  const expected = { cells: ["Ulm", "Ulm", "Other", "Other", null], levels: ["Ulm", "Other"] };
  assert.deepEqual(await reduced({ minFrequency: 2 }), expected);
  assert.deepEqual(await reduced({ minFrequency: 0.4 }), expected);
  assert.deepEqual((await reduced({ minFrequency: 1 })).levels, ["Bonn", "Jena", "Ulm", "Other"]);
  assert.deepEqual((await reduced({ minFrequency: 3, label: "rest" })).levels, ["rest"]);
  const { report } = await learn(cardinalityReducer({ minFrequency: 2 }), { x });
  assert.deepEqual(report.reduced, { town: ["Bonn", "Gera", "Jena"] });
});

Deno.test("a share is of all rows, and reached where count / rows is it", async () => {
  const hundred = towns(Array.from({ length: 100 }, (_, i) => i < 7 ? "rare" : "common"));
  const { report } = await learn(cardinalityReducer({ minFrequency: 0.07 }), { x: hundred });
  assert.deepEqual(report.reduced, { town: [] });
});

Deno.test("where all levels are frequent the pool stays", async () => {
  const two = towns(["a", "b"]);
  const z = await (await learn(cardinalityReducer({ minFrequency: 1 }), { x: two })).transform(two);
  assert.deepEqual((z.column("town") as Categorical).levels, ["a", "b"]); // as it was
});

Deno.test("levels outside the pool are refused, or reduced; missing values are refused where asked", async () => {
  const later = towns(["Ulm", "Mainz"]);
  await assert.rejects(reduced({ minFrequency: 2 }, later), { column: "town", found: '"Mainz"' });
  const { cells } = await reduced({ minFrequency: 2, unknown: "reduce" }, later);
  assert.deepEqual(cells, ["Ulm", "Other"]);
  await assert.rejects(reduced({ missing: "refuse" }), { column: "town", found: "missing values" });
});

Deno.test("ordered columns are left alone, or become Multiclass where asked", async () => {
  const ordered = table({ size: categorical(["s", "m"], { levels: ["s", "m"], ordered: true }) });
  const left = await (await learn(cardinalityReducer(), { x: ordered })).transform(ordered);
  assert.equal(left.column("size"), ordered.column("size"));
  const treated = await learn(cardinalityReducer({ orderedFactor: true }), { x: ordered });
  assert.equal((await treated.transform(ordered)).column("size").scitype, "Multiclass");
});

Deno.test("labels that are levels and frequencies that are none are refused", async () => {
  await assert.rejects(reduced({ label: "Ulm" }), { name: "DataError", column: "town", found: '"Ulm"' });
  for (const minFrequency of [0, -1, 2.5, NaN]) {
    assert.throws(() => cardinalityReducer({ minFrequency }), { name: "RangeError" });
  }
});
