import assert from "node:assert/strict";
import { type Categorical, categorical, cells, numeric, table } from "../../data/mod.ts";
import { discretiser } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({ a: numeric([10, 20, 30, 40, 50, null]), b: categorical([..."uvwxyz"]) });

Deno.test("numbers become ordered classes, of about as many rows each; those on a cut belong below it", async () => {
  const mapper = await learn(discretiser({ classes: 2 }), { x });
  assert.deepEqual(mapper.report, { features: ["a"], edges: { a: [30] }, middles: { a: [20, 40] } });
  const z = await mapper.transform(x);
  assert.equal(z.column("a").scitype, "OrderedFactor");
  assert.deepEqual(cells(z.column("a")), [1, 1, 1, 2, 2, null]);
  assert.equal(z.column("b"), x.column("b"));
});

Deno.test("the levels are all classes, met or not, and numbers beyond go to the outer ones", async () => {
  const mapper = await learn(discretiser({ classes: 4 }), { x });
  const z = await mapper.transform(table({ a: numeric([-5, 99]), b: categorical(["u", "u"]) }));
  assert.deepEqual(cells(z.column("a")), [1, 4]);
  assert.deepEqual((z.column("a") as Categorical).levels, [1, 2, 3, 4]); // as the test above shows
  assert.equal(discretiser().params.classes, 512);
});

Deno.test("classes come back as the quantiles in their middles, by label, and missing ones missing", async () => {
  const mapper = await learn(discretiser({ classes: 2 }), { x: x.select(["a"]) });
  const back = async (column: ReturnType<typeof categorical>) =>
    cells((await mapper.inverseTransform(table({ a: column }))).column("a"));
  assert.deepEqual(await back(categorical([1, 2, null])), [20, 40, null]);
  assert.deepEqual(await back(categorical([2, 2])), [40, 40]);
  for (const wrong of [3, 0, 1.5, "1"]) {
    await assert.rejects(back(categorical([wrong])), {
      name: "DataError",
      column: "a",
      found: String(wrong),
    });
  }
  await assert.rejects(mapper.inverseTransform(table({ a: numeric([1]) })), {
    message: 'Cannot go back by Discretiser: column "a" is Continuous, and it gave OrderedFactor; coerce it',
  });
});

Deno.test("what was transformed is transformed to itself, on the way back and there again", async () => {
  const values = Array.from({ length: 50 }, (_, i) => (i * 37 % 50) ** 2);
  const all = table({ a: numeric(values) });
  const mapper = await learn(discretiser({ classes: 7 }), { x: all });
  const z = await mapper.transform(all);
  const again = await mapper.transform(await mapper.inverseTransform(z));
  assert.deepEqual(cells(again.column("a")), cells(z.column("a")));
  const counts = [1, 2, 3, 4, 5, 6, 7].map((k) => cells(z.column("a")).filter((v) => v === k).length);
  assert.ok(counts.every((count) => count === 7 || count === 8), `${counts}`);
});

Deno.test("infinite numbers and columns of one value are refused by name", async () => {
  for (const values of [[1, Infinity], [3, 3]]) {
    await assert.rejects(learn(discretiser(), { x: table({ a: numeric(values) }) }), {
      name: "DataError",
      column: "a",
    });
  }
  const mapper = await learn(discretiser(), { x: table({ a: numeric([1, 2]) }) });
  await assert.rejects(mapper.transform(table({ a: numeric([-Infinity]) })), {
    column: "a",
    found: "-Infinity",
  });
  assert.throws(() => discretiser({ classes: 1 }), RangeError);
});
