import assert from "node:assert/strict";
import { categorical, cells, numeric, table } from "../../data/mod.ts";
import { interactions } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({
  a: numeric([1.5, null, 3]),
  colour: categorical(["r", "g", "b"]),
  n: numeric([2, 2, 0], { scitype: "Count" }),
  m: numeric([5, 6, 7], { scitype: "Count" }),
});

Deno.test("products follow after the columns that are there, by order; missing where a factor is", async () => {
  const mapper = await learn(interactions({ order: 3 }), { x });
  const z = await mapper.transform(x);
  assert.deepEqual(z.names, ["a", "colour", "n", "m", "a_n", "a_m", "n_m", "a_n_m"]);
  assert.deepEqual(cells(z.column("a_n_m")), [15, null, 0]);
  assert.deepEqual(Object.keys(mapper.report.products as object), ["a_n", "a_m", "n_m", "a_n_m"]);
});

Deno.test("a product of counts is a count, any other is Continuous", async () => {
  const z = await (await learn(interactions(), { x })).transform(x);
  assert.deepEqual([z.column("n_m").scitype, z.column("a_n").scitype], ["Count", "Continuous"]);
});

Deno.test("the way back leaves the products out", async () => {
  const mapper = await learn(interactions(), { x });
  const back = await mapper.inverseTransform(await mapper.transform(x));
  assert.deepEqual(back.names, x.names);
  assert.deepEqual(cells(back.column("a")), [1.5, null, 3]);
});

Deno.test("columns are chosen, or left alone, by name", async () => {
  const names = async (options: object) =>
    (await (await learn(interactions(options), { x })).transform(x)).names.slice(4);
  assert.deepEqual(await names({ features: ["m", "a"] }), ["a_m"]);
  assert.deepEqual(await names({ features: ["m"], ignore: true }), ["a_n"]);
  await assert.rejects(names({ features: ["colour", "a"] }), { column: "colour", found: "Multiclass" });
  await assert.rejects(names({ features: ["a"] }), {
    message:
      'Cannot learn Interactions: only "a" is there to multiply; choose at least two columns of numbers',
  });
  await assert.rejects(names({ features: () => false }), { found: "0 columns" });
});

Deno.test("products get names that no column and no other product has", async () => {
  const clash = table({ a: numeric([1]), b: numeric([2]), a_b: categorical(["u"]) });
  const one = await learn(interactions(), { x: clash });
  assert.deepEqual((await one.transform(clash)).names, ["a", "b", "a_b", "a_b_"]);
  const twice = table({ "a": numeric([1]), "b_c": numeric([2]), "a_b": numeric([3]), "c": numeric([4]) });
  const mapper = await learn(interactions(), { x: twice });
  assert.deepEqual(mapper.report.products, {
    a_b_c: ["a", "b_c"],
    a_a_b: ["a", "a_b"],
    a_c: ["a", "c"],
    b_c_a_b: ["b_c", "a_b"],
    b_c_c: ["b_c", "c"],
    a_b_c_: ["a_b", "c"],
  });
});

Deno.test("infinite numbers and infinite products are refused by name", async () => {
  const pair = (a: number, b: number) => table({ a: numeric([1, a]), b: numeric([1, b]) });
  await assert.rejects(learn(interactions(), { x: pair(Infinity, 1) }), { column: "a", found: "Infinity" });
  const mapper = await learn(interactions(), { x: pair(2, 3) });
  await assert.rejects(mapper.transform(pair(1e200, 1e200)), {
    message: "Cannot multiply a by b: row 1 holds Infinity; " +
      "give finite numbers, or null where a value is missing",
    column: "a_b",
  });
});
