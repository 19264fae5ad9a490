import assert from "node:assert/strict";
import { categorical, cells, numeric, table } from "../../data/mod.ts";
import { ordinalEncoder } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({ a: categorical([9, 5, null], { levels: [5, 7, 9] }), b: numeric([1, 2, 3]) });

Deno.test("levels become their numbers in the pool, from 1, and missing values stay missing", async () => {
  const mapper = await learn(ordinalEncoder(), { x });
  const z = await mapper.transform(x);
  assert.deepEqual(cells(z.column("a")), [3, 1, null]);
  assert.equal(z.column("a").scitype, "Continuous");
  assert.equal(z.column("b"), x.column("b"));
  assert.deepEqual(mapper.report, { features: ["a"], newFeatures: ["a", "b"], levels: { a: [5, 7, 9] } });
});

Deno.test("levels are recognised by label; unknown ones are refused, or taken for missing", async () => {
  const later = x.with("a", categorical([9, 1, 5]));
  await assert.rejects((await learn(ordinalEncoder(), { x })).transform(later), { column: "a", found: "1" });
  const z = await (await learn(ordinalEncoder({ unknown: "missing" }), { x })).transform(later);
  assert.deepEqual(cells(z.column("a")), [3, null, 1]);
  const strict = await learn(ordinalEncoder({ missing: "refuse" }), { x });
  await assert.rejects(strict.transform(x), { column: "a", found: "missing values" });
});

Deno.test("numbers of no level have no way back", async () => {
  const mapper = await learn(ordinalEncoder(), { x });
  for (const odd of [0, 4, 1.5, Infinity]) {
    await assert.rejects(mapper.inverseTransform(x.with("a", numeric([1, odd, 2]))), {
      message: 'Cannot go back to column "a" by OrdinalEncoder: it gives no level the values in row 1; ' +
        "give what transform() gave",
    });
  }
});
