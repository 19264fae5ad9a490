import assert from "node:assert/strict";
import { cells, numeric, table } from "../../data/mod.ts";
import { quantileTransform, type QuantileTransformParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const numbers = (values: readonly number[]) => table({ a: numeric(values) });
const learned = (values: readonly number[], options: Partial<QuantileTransformParams> = {}) =>
  learn(quantileTransform(options), { x: numbers(values) });

Deno.test("values become the share that is less; ties the middle of theirs", async () => {
  const values = [1, 2, 2, 2, 30];
  const mapper = await learned(values);
  assert.deepEqual(mapper.report, { features: ["a"], quantiles: { a: values } });
  const z = await mapper.transform(numbers([1, 1.5, 2, 16, 30]));
  assert.deepEqual(cells(z.column("a")), [0, 0.125, 0.5, 0.875, 1]);
});

Deno.test("at most so many quantiles are learned as asked, and as there are values", async () => {
  const quantiles = async (count: number) =>
    (await learned([4, 3, 2, 1, 0], { quantiles: count })).report.quantiles;
  assert.deepEqual(await quantiles(3), { a: [0, 2, 4] });
  assert.deepEqual(await quantiles(9), { a: [0, 1, 2, 3, 4] });
  assert.throws(() => quantileTransform({ quantiles: 1 }), RangeError);
});

Deno.test("what lies beyond goes to the ends, and comes back as the smallest or largest value", async () => {
  for (const [output, end] of [["uniform", 1], ["normal", 5.2]] as const) {
    const mapper = await learned([3, 5, 9, 4], { output });
    const z = await mapper.transform(numbers([-100, 3, 9, 100]));
    const [below, least, most, above] = cells(z.column("a")).map(Number);
    assert.equal(below, least);
    assert.equal(above, most);
    assert.ok(Math.abs(most! - end) < 1e-3, `${most}`);
    assert.deepEqual(cells((await mapper.inverseTransform(z)).column("a")), [3, 3, 9, 9]);
    const far = numbers([-1000, 1000]);
    assert.deepEqual(cells((await mapper.inverseTransform(far)).column("a")), [3, 9]);
  }
});

Deno.test("the scale of a column does not matter, however small", async () => {
  const values = [3, 5, 9, 4, 8];
  const unit = 2 ** -60;
  const [plain, small] = [
    await learned(values, { output: "normal" }),
    await learned(values.map((v) => v * unit), { output: "normal" }),
  ];
  const z = await small.transform(numbers(values.map((v) => v * unit)));
  assert.deepEqual(cells(z.column("a")), cells((await plain.transform(numbers(values))).column("a")));
});
