import assert from "node:assert/strict";
import { cells, numeric, table } from "../../data/mod.ts";
import { yeoJohnson, type YeoJohnsonParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const numbers = (values: readonly number[]) => table({ a: numeric(values) });
const learned = (values: readonly number[], options: Partial<YeoJohnsonParams> = {}) =>
  learn(yeoJohnson(options), { x: numbers(values) });
const lambda = async (values: readonly number[]) =>
  ((await learned(values)).report.lambdas as { a: number }).a; // as documented

Deno.test("numbers are transformed by the formula of Yeo and Johnson", async () => {
  for (
    const [lambda, expected] of [[1, [-3, 0, 2]], [0, [-7.5, 0, Math.log(3)]], [2, [
      -Math.log(4),
      0,
      4,
    ]]] as const
  ) {
    const mapper = await learned([-3, 0, 2], { lambda });
    const z = await mapper.transform(numbers([-3, 0, 2]));
    cells(z.column("a")).forEach((v, i) =>
      assert.ok(Math.abs(Number(v) - expected[i]!) < 1e-12, `${v} of λ ${lambda}`)
    );
  }
});

Deno.test("numbers turned around have λ turned around at 1, of one sign or both", async () => {
  for (const values of [[0, 1, 2, 4, 30], [-1, 0, 1, 2, 4, 30], [-5, -3, 1, 9, 12, 100]]) {
    const [there, back] = [await lambda(values), await lambda(values.map((v) => -v))];
    assert.ok(Math.abs(there + back - 2) < 1e-7, `${there} and ${back}`);
  }
});

Deno.test("numbers of both signs are searched as those of one: λ moves little as one value crosses 0", async () => {
  const [above, below] = [await lambda([1e-9, 1, 2, 4, 30]), await lambda([-1e-9, 1, 2, 4, 30])];
  assert.ok(Math.abs(above - below) < 1e-6, `${above} and ${below}`);
});

Deno.test("a symmetric column is left as it is", async () => {
  assert.ok(Math.abs(await lambda([-4, -2, -1, 0, 1, 2, 4]) - 1) < 1e-7);
});

Deno.test("numbers that the transformation does not give do not come back", async () => {
  for (
    const [lambda, beyond, bounds] of [[-0.5, 2, "-Infinity and 2"], [3, -1, "-1 and Infinity"]] as const
  ) {
    const mapper = await learned([-1, 1, 2], { lambda });
    await assert.rejects(mapper.inverseTransform(numbers([beyond])), {
      name: "DataError",
      message: new RegExp(`it takes numbers between ${bounds}$`),
    });
  }
});

Deno.test("numbers that would become infinite are refused", async () => {
  const mapper = await learned([1, 2, 3], { lambda: 4 });
  await assert.rejects(mapper.transform(numbers([1e200])), {
    message:
      'Cannot transform column "a" by YeoJohnson: row 0 holds 1e+200, which would become Infinity; rescale it',
  });
});

Deno.test("a column whose values λ would not tell apart is refused", async () => {
  await assert.rejects(learned([10001, 10002, 10003, 10004, 10012]), {
    message:
      /^Cannot learn YeoJohnson from column "a": with λ = -\d+(\.\d+)? its smallest and largest values become /,
    column: "a",
  });
  // Of numbers about 0.29, differences of 1e-14 would be left.
  await assert.rejects(learned([10001, 30000], { lambda: -3.5 }), { column: "a" });
  // Where the numbers themselves are this near to each other, they are no nearer afterwards.
  const near = await learned([1e9, 1e9 + 1], { lambda: 1 });
  const [low, high] = cells((await near.transform(numbers([1e9, 1e9 + 1]))).column("a")).map(Number);
  assert.ok(Math.abs(high! - low! - 1) < 1e-5);
});
