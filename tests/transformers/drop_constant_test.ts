import assert from "node:assert/strict";
import { categorical, numeric, table, textual } from "../../data/mod.ts";
import { dropConstant, type DropConstantParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({
  year: numeric([2007, 2007], { scitype: "Count" }),
  sex: categorical(["f", "f"], { levels: ["f", "m"] }),
  word: textual(["a", "a"]),
  empty: numeric([null, null]),
  hole: numeric([1, null]),
  mass: numeric([1, 2]),
});

const kept = async (options: Partial<DropConstantParams> = {}) =>
  (await learn(dropConstant(options), { x })).report.kept;

Deno.test("columns that hold one value in all training rows are dropped, whatever comes later", async () => {
  const mapper = await learn(dropConstant(), { x });
  assert.deepEqual(mapper.report, { kept: ["hole", "mass"], dropped: ["year", "sex", "word", "empty"] });
  const later = x.take([0]).with("year", numeric([2008], { scitype: "Count" }));
  assert.deepEqual((await mapper.transform(later)).names, ["hole", "mass"]);
});

Deno.test("missing values are left out of account where asked", async () => {
  assert.deepEqual(await kept({ missing: "ignore" }), ["mass"]);
});

Deno.test("only chosen features are dropped", async () => {
  assert.deepEqual(await kept({ features: ["year", "mass"] }), ["sex", "word", "empty", "hole", "mass"]);
});

Deno.test("a table of nothing but constant columns is refused", async () => {
  await assert.rejects(learn(dropConstant(), { x: x.select(["year", "sex"]) }), {
    message: "Cannot drop constant columns: each of year, sex is, so that none is left; give other data",
  });
});
