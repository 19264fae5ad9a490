import assert from "node:assert/strict";
import fc from "fast-check";
import { DataError, Machine } from "../../core/mod.ts";
import { categorical, cells, numeric, type Table, table } from "../../data/mod.ts";
import {
  type InvertibleStandardiser,
  type InvertibleTableMapper,
  standardiser,
  type StandardiserParams,
} from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const heights = table({ height: numeric([0, 2, 4]) });

async function learned(x: Table = heights, options: Partial<StandardiserParams> = {}) {
  using machine = new Machine(standardiser(options), { x });
  return await machine.fit();
}

Deno.test("columns are centred at the mean of the training rows, and scaled by the corrected deviation", async () => {
  const mapper = await learned();
  assert.deepEqual(mapper.report, { features: ["height"], means: { height: 2 }, deviations: { height: 2 } });
  const z = await mapper.transform(table({ height: numeric([0, 4, 8]) }));
  assert.deepEqual(cells(z.column("height")), [-1, 1, 3]);
});

Deno.test("the way back leads to what was given", async () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  await fc.assert(fc.asyncProperty(fc.array(finite, { minLength: 2, maxLength: 30 }), async (values) => {
    fc.pre(values.some((v) => v !== values[0]));
    const x = table({ a: numeric(values) });
    using machine = new Machine(standardiser(), { x });
    const mapper: InvertibleTableMapper = await machine.fit();
    const back = await mapper.inverseTransform(await mapper.transform(x));
    const scale = Math.max(...values.map(Math.abs));
    cells(back.column("a")).forEach((v, i) =>
      assert.ok(Math.abs(Number(v) - values[i]!) <= 1e-12 * scale, `${v} for ${values[i]}`)
    );
  }));
});

Deno.test("other columns pass through in their places, and missing values stay missing", async () => {
  const x = table({
    colour: categorical(["red", "blue", null]),
    height: numeric([1, null, 3]),
    legs: numeric([2, 4, 2], { scitype: "Count" }),
  });
  const z = await (await learned(x)).transform(x);
  assert.deepEqual(z.names, x.names);
  assert.equal(z.column("colour"), x.column("colour"));
  assert.equal(z.column("legs"), x.column("legs"));
  assert.deepEqual(cells(z.column("height")), [-1 / Math.SQRT2, null, 1 / Math.SQRT2]);
});

Deno.test("counts and ordered levels are standardised where asked, and then there is no way back", async () => {
  const x = table({
    legs: numeric([2, 4, 6], { scitype: "Count" }),
    size: categorical(["s", "m", "l"], { levels: ["s", "m", "l"], ordered: true }),
  });
  const mapper = await learned(x, { count: true, orderedFactor: true });
  const z = await mapper.transform(x);
  assert.deepEqual(cells(z.column("legs")), [-1, 0, 1]);
  assert.deepEqual(cells(z.column("size")), [-1, 0, 1]);
  assert.ok(!("inverseTransform" in mapper));
  for (const options of [{ count: true }, { orderedFactor: true }]) {
    assert.equal((await learned(x, options)).inverseTransform, undefined);
  }
  assert.ok((await learned(heights)).inverseTransform);
});

Deno.test("types tell whether there is a way back", async () => {
  const both: InvertibleStandardiser = standardiser({ constant: "keep", count: false });
  const mapper: InvertibleTableMapper = await learn(both, { x: heights });
  assert.ok(mapper.inverseTransform);
  // @ts-expect-error: of counts there is none
  const without: InvertibleStandardiser = standardiser({ count: true });
  // @ts-expect-error: nor does it go amiss later
  const later = both.with({ count: true });
  for (const model of [without, later]) {
    assert.ok(!("inverseTransform" in await learn(model, { x: heights })));
  }
});

Deno.test("infinite numbers are refused: in training, after it, and on the way back", async () => {
  const give = "give finite numbers, or null where a value is missing";
  const odd = table({ height: numeric([1, -Infinity]) });
  await assert.rejects(learned(odd), {
    name: "DataError",
    message: `Cannot standardise column "height": row 1 holds -Infinity; ${give}`,
  });
  using machine = new Machine(standardiser(), { x: heights });
  const mapper = await machine.fit();
  await assert.rejects(mapper.transform(odd), {
    message: `Cannot transform column "height" by Standardiser: row 1 holds -Infinity; ${give}`,
  });
  await assert.rejects(mapper.inverseTransform(odd), {
    message: `Cannot take column "height" back by Standardiser: row 1 holds -Infinity; ${give}`,
  });
  await assert.rejects(mapper.inverseTransform(table({ height: numeric([1.7e308]) })), {
    message: 'Cannot take column "height" back by Standardiser: row 0 holds 1.7e+308, ' +
      "which would become Infinity; rescale it",
  });
});

Deno.test("a function that chooses features is not saved: the names of those chosen are", async () => {
  const x = table({ a: numeric([0, 2]), b: numeric([0, 2]) });
  const save = async (options: Partial<StandardiserParams>) => (await learned(x, options)).save();
  const { data } = await save({ features: (name) => name !== "b" });
  assert.deepEqual(data, (await save({ features: ["a"] })).data);
  assert.deepEqual(data, {
    seen: [["a", "Continuous"], ["b", "Continuous"]],
    given: [["a", "Continuous"], ["b", "Continuous"]],
    state: { columns: [["a", { mean: 1, deviation: Math.SQRT2 }]] },
  });
});

Deno.test("features are reported in the order of the table, whatever their names", async () => {
  const columns = ["b", "7", "a", "10", "__proto__"].map((name) => [name, numeric([0, 2])] as const);
  const x = columns.reduce((all, [name, column]) => all.with(name, column), heights.select([]).take([0, 1]));
  const mapper = await learned(x);
  assert.deepEqual(mapper.report.features, ["b", "7", "a", "10", "__proto__"]);
  assert.deepEqual((await mapper.transform(x)).names, x.names);
});

Deno.test("a constant column is refused by name, or kept as zeros where asked", async () => {
  const x = table({ a: numeric([3, 3]), b: numeric([1, 2]) });
  await assert.rejects(learned(x), {
    message:
      'Cannot standardise column "a": it holds 3 in every row; leave it out, e.g. by dropConstant(), ' +
      'or set constant: "keep"',
  });
  const kept = await learned(x, { constant: "keep" });
  assert.deepEqual(cells((await kept.transform(x)).column("a")), [0, 0]);
  await assert.rejects(learned(table({ a: numeric([3, null]) }), { constant: "keep" }), DataError);
});

Deno.test("features are chosen by name, by predicate, or are those left alone", async () => {
  const x = table({ a: numeric([0, 2]), b: numeric([0, 2]), c: categorical(["u", "v"]) });
  const features = async (options: Partial<StandardiserParams>) =>
    (await learned(x, options)).report.features;
  assert.deepEqual(await features({ features: ["b"] }), ["b"]);
  assert.deepEqual(await features({ features: (name) => name !== "b" }), ["a"]);
  assert.deepEqual(await features({ features: ["b"], ignore: true }), ["a"]);
  assert.throws(() => standardiser({ ignore: true }), { name: "RangeError" });
  await assert.rejects(learned(x, { features: ["bb"] }), {
    message: 'Cannot treat column "bb" by Standardiser: the table has a, b, c; did you mean "b"?',
  });
  await assert.rejects(learned(x, { features: ["c"] }), { column: "c", found: "Multiclass" });
});

Deno.test("tables of other columns are refused by name; their order may differ", async () => {
  const mapper = await learned(table({ a: numeric([0, 2]), b: numeric([0, 2]) }));
  const z = await mapper.transform(table({ b: numeric([1]), a: numeric([2]) }));
  assert.deepEqual(z.names, ["a", "b"]);
  await assert.rejects(mapper.transform(table({ a: numeric([1]) })), { column: "b" });
  await assert.rejects(mapper.transform(table({ a: numeric([1]), b: categorical(["u"]) })), {
    message:
      'Cannot transform by Standardiser: column "b" is Multiclass, and was Continuous in training; coerce it',
  });
  await assert.rejects(
    mapper.transform(table({ a: numeric([1]), b: numeric([1]), c: numeric([1]) })),
    { column: "c" },
  );
});
