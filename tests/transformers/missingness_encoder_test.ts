import assert from "node:assert/strict";
import { type Categorical, categorical, cells, table } from "../../data/mod.ts";
import { missingnessEncoder } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({
  sex: categorical(["m", null], { levels: ["f", "m"] }),
  year: categorical([2007, null], { levels: [2007, 2008] }),
  size: categorical([null, "s"], { ordered: true }),
});

Deno.test('missing values become a level of their own: "missing", or the smallest − 1 of numbers', async () => {
  const mapper = await learn(missingnessEncoder(), { x });
  const z = await mapper.transform(x);
  assert.deepEqual(cells(z.column("sex")), ["m", "missing"]);
  assert.deepEqual((z.column("sex") as Categorical).levels, ["f", "m", "missing"]); // as it was
  assert.deepEqual(cells(z.column("year")), [2007, 2006]);
  assert.equal(z.column("size"), x.column("size"));
  assert.deepEqual(mapper.report.labels, { sex: "missing", year: 2006 });
});

Deno.test("ordered levels are treated where asked, and are Multiclass then", async () => {
  const model = missingnessEncoder({ features: ["size"], orderedFactor: true, label: "none" });
  const mapper = await learn(model, { x });
  const z = await mapper.transform(x);
  assert.deepEqual(cells(z.column("size")), ["none", "s"]);
  assert.equal(z.column("size").scitype, "Multiclass");
  const back = await mapper.inverseTransform(z);
  assert.deepEqual(cells(back.column("size")), [null, "s"]);
  assert.equal(back.column("size").scitype, "OrderedFactor");
});

Deno.test("a label that is a level is refused", async () => {
  await assert.rejects(learn(missingnessEncoder({ label: "f" }), { x }), {
    message:
      'Cannot add level "f" to column "sex" by MissingnessEncoder: it is there already, among ["f", "m"]; ' +
      "choose another label",
  });
});

Deno.test("levels outside the pool are refused, or count as missing where asked", async () => {
  const later = x.with("sex", categorical(["x", "f"]));
  await assert.rejects((await learn(missingnessEncoder(), { x })).transform(later), {
    column: "sex",
    found: '"x"',
  });
  const mapper = await learn(missingnessEncoder({ unknown: "missing" }), { x });
  assert.deepEqual(cells((await mapper.transform(later)).column("sex")), ["missing", "f"]);
  await assert.rejects(mapper.inverseTransform(later), { name: "DataError", column: "sex" });
});
