import assert from "node:assert/strict";
import { type Categorical, categorical, cells, numeric, type Table, table, textual } from "../../data/mod.ts";
import { fillImputer, type FillImputerParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({
  mass: numeric([1, null, 2, 9]),
  legs: numeric([2, 3, null, null], { scitype: "Count" }),
  sex: categorical(["m", "f", "m", null], { levels: ["f", "m"] }),
  word: textual(["a", null, "b", "c"]),
});

async function filled(options: Partial<FillImputerParams> = {}, later: Table = x) {
  const z = await (await learn(fillImputer(options), { x })).transform(later);
  return Object.fromEntries(z.names.map((name) => [name, cells(z.column(name))]));
}

Deno.test("holes are filled with the median, the median rounded half to even, and the most frequent level", async () => {
  const word = ["a", null, "b", "c"];
  assert.deepEqual(await filled(), {
    mass: [1, 2, 2, 9],
    legs: [2, 3, 2, 2],
    sex: ["m", "f", "m", "m"],
    word,
  });
  const mapper = await learn(fillImputer(), { x });
  assert.deepEqual(mapper.report.fills, { mass: 2, legs: 2, sex: "m" });
  const halves = table({ a: numeric([3, 4, null], { scitype: "Count" }) });
  assert.deepEqual((await learn(fillImputer(), { x: halves })).report.fills, { a: 4 });
});

Deno.test("numbers are filled with the mean, or with a number given, where asked", async () => {
  assert.deepEqual((await filled({ continuous: "mean" })).mass, [1, 4, 2, 9]);
  const given = await filled({ continuous: -1, count: 0 });
  assert.deepEqual([given.mass, given.legs], [[1, -1, 2, 9], [2, 3, 0, 0]]);
  assert.throws(() => fillImputer({ count: 0.5 }), { name: "TypeError" });
});

Deno.test("of levels equally frequent, the first in the pool fills", async () => {
  const tie = table({ a: categorical(["v", "u", null]) });
  assert.deepEqual((await learn(fillImputer(), { x: tie })).report.fills, { a: "u" });
});

Deno.test("columns with holes in training get an indicator where asked; others are filled all the same", async () => {
  const some = table({ a: numeric([1, null]), "a__missing": numeric([5, 6]), b: numeric([3, 3]) });
  const mapper = await learn(fillImputer({ indicators: true }), { x: some });
  const z = await mapper.transform(some.with("b", numeric([null, 4])));
  assert.deepEqual(z.names, ["a", "a___missing", "a__missing", "b"]);
  assert.deepEqual(mapper.report.newFeatures, z.names);
  assert.deepEqual(cells(z.column("a___missing")), [0, 1]);
  assert.deepEqual(cells(z.column("b")), [3, 4]);
});

Deno.test("classes get the pool of training; other levels are refused, or count as missing where asked", async () => {
  const later = x.with("sex", categorical(["x", "m", null, "f"], { levels: ["x", "m", "f"] }));
  const message = 'Cannot transform column "sex" by FillImputer: it learned nothing of level "x", ' +
    'but of ["f", "m"]; train with it, or set unknown: "missing"';
  await assert.rejects((await learn(fillImputer(), { x })).transform(later), { column: "sex", message });
  const lenient = fillImputer({ unknown: "missing", indicators: true });
  const z = await (await learn(lenient, { x })).transform(later);
  const sex = z.column("sex") as Categorical; // as it was
  assert.deepEqual(cells(sex), ["m", "m", "m", "f"]);
  assert.deepEqual(sex.levels, ["f", "m"]);
  assert.deepEqual(cells(z.column("sex__missing")), [1, 0, 1, 0]);
});

Deno.test("infinite numbers are refused, in training and after it, by column and row", async () => {
  const odd = x.with("mass", numeric([1, null, Infinity, 9]));
  const message = 'Cannot fill column "mass" by FillImputer: row 2 holds Infinity; ' +
    "give finite numbers, or null where a value is missing";
  for (const options of [{}, { continuous: 0 }]) {
    await assert.rejects(learn(fillImputer(options), { x: odd }), { name: "DataError", message });
    const mapper = await learn(fillImputer(options), { x });
    await assert.rejects(mapper.transform(odd), { name: "DataError", message });
  }
});

Deno.test("numbers too large for their mean are refused", async () => {
  const large = table({ a: numeric([1.7e308, 1.7e308, null]) });
  await assert.rejects(learn(fillImputer({ continuous: "mean" }), { x: large }), {
    message: 'Cannot fill column "a" by FillImputer: its numbers are too large for their mean; ' +
      "rescale it, or give a number",
  });
});

Deno.test("counts stay counts unless what comes later are none", async () => {
  const mapper = await learn(fillImputer(), { x });
  assert.equal((await mapper.transform(x)).column("legs").scitype, "Count");
  const z = await mapper.transform(x.with("legs", numeric([0.5, null, 1, 2])));
  assert.equal(z.column("legs").scitype, "Continuous");
});

Deno.test("a column without any value is refused, unless a number is given", async () => {
  const none = table({ a: numeric([null, null]) });
  await assert.rejects(learn(fillImputer(), { x: none }), {
    message:
      'Cannot fill column "a" by FillImputer: all its values are missing; leave it out, e.g. by dropConstant()',
  });
  const z = await (await learn(fillImputer({ continuous: 0 }), { x: none })).transform(none);
  assert.deepEqual(cells(z.column("a")), [0, 0]);
  await assert.rejects(learn(fillImputer(), { x: table({ a: categorical([null], { levels: ["u"] }) }) }), {
    column: "a",
  });
});

Deno.test("only chosen features are filled", async () => {
  assert.deepEqual((await filled({ features: ["mass"] })).sex, ["m", "f", "m", null]);
  assert.deepEqual((await filled({ features: ["mass"], ignore: true })).mass, [1, null, 2, 9]);
});
