import assert from "node:assert/strict";
import { cells, numeric, table } from "../../data/mod.ts";
import { minMax, type MinMaxParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const numbers = (values: readonly number[]) => table({ a: numeric(values) });
const learned = (values: readonly number[], options: Partial<MinMaxParams> = {}) =>
  learn(minMax(options), { x: numbers(values) });

Deno.test("the smallest value goes to the lower end of the range, the largest to the upper", async () => {
  const mapper = await learned([10, 20, 30], { range: [-1, 3] });
  assert.deepEqual(mapper.report, { features: ["a"], minima: { a: 10 }, maxima: { a: 30 } });
  assert.deepEqual(cells((await mapper.transform(numbers([10, 25, 30]))).column("a")), [-1, 2, 3]);
});

Deno.test("new values may fall outside the range, and come back, unless they are clipped", async () => {
  const outside = numbers([0, 20, 50]);
  const open = await learned([10, 30]);
  const z = await open.transform(outside);
  assert.deepEqual(cells(z.column("a")), [-0.5, 0.5, 2]);
  assert.deepEqual(cells((await open.inverseTransform(z)).column("a")), [0, 20, 50]);
  const clipped = await learned([10, 30], { clip: true });
  const inside = await clipped.transform(outside);
  assert.deepEqual(cells(inside.column("a")), [0, 0.5, 1]);
  assert.deepEqual(cells((await clipped.inverseTransform(inside)).column("a")), [10, 20, 30]);
});

Deno.test("a constant column that is kept lies at the lower end, and new values are shifted only", async () => {
  const mapper = await learned([3, 3], { constant: "keep", range: [1, 2] });
  const z = await mapper.transform(numbers([3, 5]));
  assert.deepEqual(cells(z.column("a")), [1, 3]);
  assert.deepEqual(cells((await mapper.inverseTransform(z)).column("a")), [3, 5]);
});

Deno.test("a range must ascend", () => {
  for (const range of [[1, 1], [1, 0], [0, Infinity], [0], [0, 1, 2]]) {
    assert.throws(() => minMax({ range: range as unknown as [number, number] }), { // wrong on purpose
      name: "RangeError",
      message:
        /^Cannot set "range" of MinMax: expected two numbers, the second greater than the first, got \[/,
    });
  }
});
