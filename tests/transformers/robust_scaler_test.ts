import assert from "node:assert/strict";
import { cells, numeric, table } from "../../data/mod.ts";
import { robustScaler, type RobustScalerParams } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const numbers = (values: readonly number[]) => table({ a: numeric(values) });
const learned = (values: readonly number[], options: Partial<RobustScalerParams> = {}) =>
  learn(robustScaler(options), { x: numbers(values) });

Deno.test("the median goes to 0, and the distance of the quantiles to 1, whatever the outliers", async () => {
  const mapper = await learned([5000, 10, 40, 20, 30]);
  assert.deepEqual(mapper.report, { features: ["a"], centres: { a: 30 }, scales: { a: 20 } });
  assert.deepEqual(cells((await mapper.transform(numbers([10, 30, 40]))).column("a")), [-1, 0, 0.5]);
  const wide = await learned([0, 10, 20, 30, 40], { quantiles: [0, 1] });
  assert.deepEqual(wide.report.scales, { a: 40 });
});

Deno.test("where the quantiles coincide, half the whole range is the scale, as for RealMLP", async () => {
  const mapper = await learned([0, 0, 0, 0, 8]);
  assert.deepEqual(mapper.report.scales, { a: 4 });
  assert.deepEqual(cells((await mapper.transform(numbers([0, 8]))).column("a")), [0, 2]);
});

Deno.test("a constant column that is kept is 0 always, and comes back as its value", async () => {
  for (const smoothClip of [false, true]) {
    const mapper = await learned([3, 3], { constant: "keep", smoothClip });
    const z = await mapper.transform(numbers([3, 5]));
    assert.deepEqual(cells(z.column("a")), [0, 0]);
    assert.deepEqual(cells((await mapper.inverseTransform(z)).column("a")), [3, 3]);
  }
});

Deno.test("smooth clipping keeps the middle and draws what is far out to within 3; numbers beyond do not come back", async () => {
  const mapper = await learned([-1, -0.5, 0, 0.5, 1], { smoothClip: true });
  const z = cells((await mapper.transform(numbers([0, 0.001, 3, -1e6]))).column("a")).map(Number);
  assert.equal(z[0], 0);
  assert.ok(Math.abs(z[1]! - 0.001) < 1e-9);
  assert.ok(Math.abs(z[2]! - 3 / Math.SQRT2) < 1e-15);
  assert.ok(z[3]! < -2.999 && z[3]! >= -3);
  for (const beyond of [3, -3, 7]) {
    await assert.rejects(mapper.inverseTransform(numbers([0, beyond])), {
      name: "DataError",
      message:
        /^Cannot take column "a" back by RobustScaler: row 1 holds .*; it takes numbers between −3 and 3/,
      column: "a",
      found: String(beyond),
    });
  }
});

Deno.test("quantiles must ascend within [0, 1]", () => {
  for (const quantiles of [[0.75, 0.25], [-0.1, 1], [25, 75]] as const) {
    assert.throws(() => robustScaler({ quantiles }), {
      message:
        /^Cannot set "quantiles" of RobustScaler: expected two numbers in \[0, 1\], the second greater/,
    });
  }
});
