import assert from "node:assert/strict";
import { cells, numeric, table } from "../../data/mod.ts";
import { boxCox, type BoxCoxParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const numbers = (values: readonly number[]) => table({ a: numeric(values) });
const learned = (values: readonly number[], options: Partial<BoxCoxParams> = {}) =>
  learn(boxCox(options), { x: numbers(values) });

const SKEWED = [0.3, 0.9, 1.1, 2, 2.7, 3, 8, 21, 60];

Deno.test("the likeliest λ does not depend on the scale of the numbers", async () => {
  const lambda = async (unit: number) => {
    const { report } = await learned(SKEWED.map((v) => v * unit));
    return (report.lambdas as { a: number }).a; // as documented
  };
  const expected = await lambda(1);
  for (const unit of [1e-9, 1e-3, 1e6]) {
    const found = await lambda(unit);
    assert.ok(Math.abs(found - expected) < 1e-7, `${found} for ${expected}`);
  }
});

Deno.test("no other λ makes the result more likely", async () => {
  const { report } = await learned(SKEWED);
  const { a } = report.lambdas as { a: number }; // as documented
  const likelihood = (lambda: number) => {
    const powers = SKEWED.map((v) => (v ** lambda - 1) / lambda);
    const mean = powers.reduce((sum, v) => sum + v) / powers.length;
    const variance = powers.reduce((sum, v) => sum + (v - mean) ** 2, 0) / powers.length;
    return (lambda - 1) * SKEWED.reduce((sum, v) => sum + Math.log(v), 0) -
      SKEWED.length / 2 * Math.log(variance);
  };
  for (const step of [-1, -1e-2, -1e-4, 1e-4, 1e-2, 1]) {
    assert.ok(likelihood(a) > likelihood(a + step), `${step}`);
  }
});

Deno.test("a result can be standardised, with the divisor n - 1", async () => {
  const mapper = await learned(SKEWED, { standardise: true });
  const z = cells((await mapper.transform(numbers(SKEWED))).column("a")).map(Number);
  const mean = z.reduce((sum, v) => sum + v) / z.length;
  assert.ok(Math.abs(mean) < 1e-12);
  assert.ok(Math.abs(z.reduce((sum, v) => sum + v * v, 0) / (z.length - 1) - 1) < 1e-12);
});

Deno.test("numbers must be above 0; zeros are shifted where asked", async () => {
  await assert.rejects(learned([0, 1, 2]), {
    message: 'Cannot learn BoxCox from column "a": it holds 0, and numbers above 0 are wanted; ' +
      "set shift, or transform it by yeoJohnson()",
  });
  await assert.rejects(learned([-1, 1, 2], { shift: true }), { column: "a", found: "-1" });
  const shifted = await learned([0, 1, 2], { shift: true });
  assert.deepEqual(shifted.report.shifts, { a: 0.2 });
  assert.deepEqual((await learned([1, 2, 3], { shift: true })).report.shifts, { a: 0 });
  const plain = await learned([1, 2, 3], { lambda: -1 });
  await assert.rejects(plain.transform(numbers([1, 0])), {
    message: 'Cannot transform column "a" by BoxCox: row 1 holds 0, which would become -Infinity; ' +
      "it takes numbers above 0",
  });
  await assert.rejects(plain.transform(numbers([-2])), { column: "a", found: "-2" });
});

Deno.test("numbers that the transformation does not give do not come back", async () => {
  for (const [lambda, beyond] of [[0.5, -2.5], [-2, 0.5]] as const) {
    const mapper = await learned([1, 2, 3], { lambda });
    const bounds = lambda > 0 ? "-2 and Infinity" : "-Infinity and 0.5";
    await assert.rejects(mapper.inverseTransform(numbers([beyond])), {
      name: "DataError",
      message: new RegExp(`it takes numbers between ${bounds}$`),
    });
  }
});

Deno.test("a column whose values λ would not tell apart is refused", async () => {
  await assert.rejects(learned([1000, 1000.5, 1000.1, 1001, 1030]), {
    message:
      /^Cannot learn BoxCox from column "a": with λ = -\d+(\.\d+)? its smallest and largest values become /,
    column: "a",
  });
});

Deno.test("a grid takes four values or more: fewer correlate as well by any λ", async () => {
  for (const values of [[1, 2], [1, 2, 4]]) {
    await assert.rejects(learned(values, { lambda: { grid: 9 } }), {
      name: "DataError",
      column: "a",
      message: `Cannot learn BoxCox from column "a": it holds ${values.length} values, and a grid takes at ` +
        'least 4; set lambda: "likeliest", or a number',
    });
  }
  const { a } = (await learned([1, 2, 4, 9], { lambda: { grid: 9 } })).report.lambdas as { a: number }; // as documented
  assert.ok(Number.isFinite(a));
});

Deno.test("λ is a number, the likeliest, or one of a grid", async () => {
  assert.deepEqual((await learned(SKEWED, { lambda: 0.25 })).report.lambdas, { a: 0.25 });
  const { a } = (await learned(SKEWED, { lambda: { grid: 35 } })).report.lambdas as { a: number }; // as documented
  assert.ok(Math.abs(a * 10 - Math.round(a * 10)) < 1e-12, `${a} is no multiple of 3.4 / 34 from -0.4 on`);
  for (const lambda of ["best", NaN, { grid: 1 }, { grid: 9, low: 0 }]) {
    assert.throws(
      () => boxCox({ lambda: lambda as number }),
      /expected "likeliest", { grid: an integer ≥ 2 }, or a number/,
    ); // wrong on purpose
  }
});

Deno.test("numbers keep their digits where λ is near 0, and where the series ends that serves them there", async () => {
  for (const lambda of [1e-300, 1e-12, -1e-6, 0.0999, 0.1, 0.1001, -0.1]) {
    const values = [Math.E, 1 / Math.E, 1.5]; // λ ln x is ±λ, and less
    const mapper = await learned(values, { lambda });
    cells((await mapper.transform(numbers(values))).column("a")).forEach((z, i) => {
      const expected = Math.expm1(lambda * Math.log(values[i]!)) / lambda;
      assert.ok(Math.abs(Number(z) / expected - 1) < 1e-15, `${z} for ${expected} of λ ${lambda}`);
    });
  }
});
