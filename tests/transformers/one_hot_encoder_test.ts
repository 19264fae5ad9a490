import assert from "node:assert/strict";
import {
  type Categorical,
  categorical,
  cells,
  type Label,
  numeric,
  type Table,
  table,
} from "../../data/mod.ts";
import { oneHotEncoder, type OneHotEncoderParams } from "../../transformers/mod.ts";
import { learn, notes } from "./_learn.ts";

const colours = (labels: readonly (Label | null)[], levels?: readonly Label[]) =>
  table({ colour: categorical(labels, levels ? { levels } : {}) });

const rgb = colours(["red", "blue", "red"], ["red", "green", "blue"]);

const classesOf = (x: Table, name: string) => x.column(name) as Categorical; // where it is one

async function encoded(x: Table, options: Partial<OneHotEncoderParams> = {}, later: Table = x) {
  const z = await (await learn(oneHotEncoder(options), { x })).transform(later);
  return Object.fromEntries(z.names.map((name) => [name, cells(z.column(name))]));
}

Deno.test("each level of the pool gets a column of ones and zeros, seen or not", async () => {
  assert.deepEqual(await encoded(rgb), {
    colour__red: [1, 0, 1],
    colour__green: [0, 0, 0],
    colour__blue: [0, 1, 0],
  });
  assert.deepEqual(Object.keys(await encoded(rgb, { levels: "seen" })), ["colour__red", "colour__blue"]);
  assert.deepEqual(await encoded(rgb, { levels: "seen", dropLast: true }), { colour__red: [1, 0, 1] });
});

Deno.test("levels are recognised by label, in pools of another order and of more levels", async () => {
  const later = colours(["blue", "red"], ["violet", "blue", "red"]);
  assert.deepEqual(await encoded(rgb, {}, later), {
    colour__red: [0, 1],
    colour__green: [0, 0],
    colour__blue: [1, 0],
  });
});

Deno.test("a level that has no column is refused by name, or becomes zeros or missing where asked", async () => {
  const later = colours(["red", "violet"]);
  await assert.rejects(encoded(rgb, {}, later), {
    name: "DataError",
    message:
      'Cannot transform column "colour" by OneHotEncoder: it learned nothing of level "violet", but of ' +
      '["red", "green", "blue"]; train with it, or set unknown: "zeros"',
    column: "colour",
    found: '"violet"',
  });
  const zeros = await encoded(rgb, { levels: "seen", unknown: "zeros" }, later);
  assert.deepEqual(zeros, { colour__red: [1, 0], colour__blue: [0, 0] });
  const missing = await encoded(rgb, { levels: "seen", unknown: "missing" }, later);
  assert.deepEqual(missing, { colour__red: [1, null], colour__blue: [0, null] });
  const unseen = colours(["green"], ["red", "green", "blue"]);
  await assert.rejects(encoded(rgb, { levels: "seen" }, unseen), { found: '"green"' });
});

Deno.test("missing values stay missing, become zeros or an indicator, or are refused by row", async () => {
  const x = colours(["u", null]);
  assert.deepEqual(await encoded(x), { colour__u: [1, null] });
  assert.deepEqual(await encoded(x, { missing: "zeros" }), { colour__u: [1, 0] });
  const marked = await encoded(x, { missing: "indicator" });
  assert.deepEqual(marked, { colour__u: [1, 0], colour__missing: [0, 1] });
  await assert.rejects(encoded(x, { missing: "refuse" }), {
    message:
      'Cannot transform column "colour" by OneHotEncoder: the value in row 1 is missing; fill it first, ' +
      'e.g. by fillImputer(), or set missing: "propagate"',
  });
});

Deno.test("new columns stand where the old one stood, and names that are taken get underscores", async () => {
  const x = table({
    "7": numeric([1, 2]),
    a: categorical(["b", "c"]),
    "a__b": numeric([3, 4]),
    size: categorical([1, "1"], { levels: [1, "1"], ordered: true }),
  });
  const mapper = await learn(oneHotEncoder(), { x });
  const names = ["7", "a___b", "a___c", "a__b", "size__1", "size__1_"];
  assert.deepEqual(mapper.report, { features: ["a", "size"], newFeatures: names });
  const z = await mapper.transform(x);
  assert.deepEqual(z.names, names);
  assert.equal(z.column("a__b"), x.column("a__b"));
});

Deno.test("ordered levels are left alone where asked", async () => {
  const x = table({ a: categorical(["u", "v"]), b: categorical(["u", "v"], { ordered: true }) });
  const z = await (await learn(oneHotEncoder({ orderedFactor: false }), { x })).transform(x);
  assert.deepEqual(z.names, ["a__u", "a__v", "b"]);
});

Deno.test("zeros cannot mean the last level and something else", () => {
  for (
    const [name, options] of [["unknown", { unknown: "zeros" }], ["missing", { missing: "zeros" }]] as const
  ) {
    assert.throws(() => oneHotEncoder({ dropLast: true, ...options }), {
      name: "RangeError",
      message:
        `Cannot set "${name}" of OneHotEncoder to "zeros" with dropLast: zeros mean the last level then; ` +
        "leave one of them out",
    });
  }
});

Deno.test("on the way back, zeros that stand for no level are missing", async () => {
  const mapper = await learn(oneHotEncoder({ levels: "seen", unknown: "zeros" }), { x: rgb });
  const back = await mapper.inverseTransform(await mapper.transform(colours(["blue", "green"])));
  const column = classesOf(back, "colour");
  assert.deepEqual(cells(column), ["blue", null]);
  assert.deepEqual(column.levels, ["red", "green", "blue"]);
});

Deno.test("values that no level gives have no way back", async () => {
  const mapper = await learn(oneHotEncoder(), { x: rgb });
  const z = await mapper.transform(rgb);
  for (const bad of [[0, 0, 0], [1, 1, 0], [0.5, 0, 0], [1, NaN, 0], [1, 0, -1]]) {
    const odd = bad.reduce((made, v, j) => made.with(z.names[j]!, numeric([v])), z.take([0]));
    await assert.rejects(mapper.inverseTransform(odd), {
      message: 'Cannot go back to column "colour" by OneHotEncoder: it gives no level the values in row 0; ' +
        "give what transform() gave",
    });
  }
  await assert.rejects(mapper.inverseTransform(z.drop(["colour__red"])), {
    message: 'Cannot go back by OneHotEncoder: column "colour__red" is absent; it gave ' +
      "colour__red, colour__green, colour__blue",
  });
  await assert.rejects(mapper.inverseTransform(z.with("b", numeric([1, 2, 3]))), { column: "b" });
  await assert.rejects(mapper.inverseTransform(z.with("colour__red", categorical(["a", "b", "c"]))), {
    column: "colour__red",
    found: "Multiclass",
  });
});

Deno.test("Textual columns are passed over, which a note tells; asked for by name, they are refused", async () => {
  const x = rgb.with("word", table({ w: ["a", "b", "c"] }).column("w"));
  const z = await (await learn(oneHotEncoder(), { x })).transform(x);
  assert.equal(z.column("word"), x.column("word"));
  assert.deepEqual(await notes(oneHotEncoder(), { x }), [
    "OneHotEncoder leaves the Textual columns word as they are; coerce them to Multiclass to have them treated",
  ]);
  assert.deepEqual(await notes(oneHotEncoder({ features: ["colour"] }), { x }), []);
  await assert.rejects(learn(oneHotEncoder({ features: ["word"] }), { x }), {
    message:
      'Cannot treat column "word" by OneHotEncoder: it is Textual, and Multiclass or OrderedFactor is wanted; ' +
      "coerce it, or leave it out of features",
  });
});
