import assert from "node:assert/strict";
import { categorical, cells, numeric, table, textual } from "../../data/mod.ts";
import { continuousEncoder, type ContinuousEncoderParams } from "../../transformers/mod.ts";
import { learn, notes } from "./_learn.ts";

const x = table({
  mass: numeric([1.5, null]),
  legs: numeric([2, 4], { scitype: "Count" }),
  size: categorical(["large", "small"], { levels: ["small", "large"], ordered: true }),
  colour: categorical(["red", "blue"]),
  word: textual(["a", "b"]),
});

async function encoded(options: Partial<ContinuousEncoderParams> = {}) {
  const mapper = await learn(continuousEncoder(options), { x });
  const z = await mapper.transform(x);
  assert.deepEqual(z.names, mapper.report.newFeatures);
  for (const name of z.names) assert.equal(z.column(name).scitype, "Continuous");
  return Object.fromEntries(z.names.map((name) => [name, cells(z.column(name))]));
}

Deno.test("all columns become Continuous", async () => {
  assert.deepEqual(await encoded(), {
    mass: [1.5, null],
    legs: [2, 4],
    size: [2, 1],
    colour__blue: [0, 1],
    colour__red: [1, 0],
  });
});

Deno.test("ordered levels get columns of their own, and last levels none, where asked", async () => {
  assert.deepEqual(await encoded({ oneHotOrderedFactors: true, dropLast: true }), {
    mass: [1.5, null],
    legs: [2, 4],
    size__small: [0, 1],
    colour__blue: [0, 1],
  });
});

Deno.test("Textual columns are dropped, which a note tells", async () => {
  assert.deepEqual(await notes(continuousEncoder(), { x }), [
    "ContinuousEncoder drops the Textual columns word; coerce them to Multiclass to have them encoded",
  ]);
  assert.deepEqual(await notes(continuousEncoder(), { x: x.drop(["word"]) }), []);
  assert.deepEqual((await learn(continuousEncoder(), { x })).report.dropped, ["word"]);
});

Deno.test("levels are recognised by label; unknown ones are refused, or taken for missing", async () => {
  const later = x.with("colour", categorical(["red", "green"])).with("size", categorical(["small", "large"]));
  await assert.rejects((await learn(continuousEncoder(), { x })).transform(later), {
    message:
      'Cannot transform column "colour" by ContinuousEncoder: it learned nothing of level "green", but of ' +
      '["blue", "red"]; train with it, or set unknown: "missing"',
  });
  const z = await (await learn(continuousEncoder({ unknown: "missing" }), { x })).transform(later);
  assert.deepEqual(cells(z.column("colour__red")), [1, null]);
  assert.deepEqual(cells(z.column("size")), [1, 2]);
});

Deno.test("missing classes stay missing in every column, or are refused", async () => {
  const later = x.with("colour", categorical([null, "red"])).with("size", categorical(["small", null]));
  const z = await (await learn(continuousEncoder(), { x })).transform(later);
  assert.deepEqual(cells(z.column("colour__blue")), [null, 0]);
  assert.deepEqual(cells(z.column("size")), [1, null]);
  const strict = await learn(continuousEncoder({ missing: "refuse" }), { x });
  await assert.rejects(strict.transform(later), { column: "size", found: "missing values" });
});

Deno.test("columns that were Continuous in training are so later, if they hold counts then", async () => {
  const later = x.with("mass", numeric([1, 2], { scitype: "Count" }));
  const z = await (await learn(continuousEncoder(), { x })).transform(later);
  assert.equal(z.column("mass").scitype, "Continuous");
});
