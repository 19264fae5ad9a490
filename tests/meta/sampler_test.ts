import assert from "node:assert/strict";
import fc from "fast-check";
import type { DistributionName } from "../../meta/mod.ts";
import { nominalRange } from "../../meta/nominal_range.ts";
import { numericRange, type NumericRangeParams } from "../../meta/numeric_range.ts";
import { samplerOf } from "../../meta/_sampler.ts";
import { always } from "./_always.ts";

const numbers = (given: Partial<NumericRangeParams>) => numericRange({ path: "x", ...given });
const listed = nominalRange({ path: "x", values: ["a", "b", "c"] });

Deno.test("on a scale the uniform distribution is uniform in its positions", () => {
  for (const scale of ["log", "log10", "log2"] as const) {
    const draw = samplerOf(numbers({ lower: 1e-4, upper: 1, scale }), "uniform");
    [0.1, 0.25, 0.5, 0.9].forEach((u) => {
      assert.ok(Math.abs(Math.log10(Number(draw(always(u)))) - (4 * u - 4)) < 1e-12);
    });
  }
  const minus = samplerOf(numbers({ lower: -100, upper: -1, scale: "log10Minus" }), "uniform");
  assert.ok(Math.abs(Number(minus(always(0.5))) + 10) < 1e-12);
});

Deno.test("an interval of one's own is on the scale, too, and truncated to the range", () => {
  const range = numbers({ lower: 1, upper: Infinity, origin: 5, unit: 1, scale: "log10" });
  const draw = samplerOf(range, { kind: "uniform", lower: 0.01, upper: 100 });
  assert.ok(Math.abs(Number(draw(always(0.5))) - 10) < 1e-12);
  assert.throws(
    () => samplerOf(range, { kind: "uniform", lower: 0, upper: 100 }),
    /Cannot draw "x" by "uniform": not all from 0 to 100 is on the scale "log10"; give lower > 0/,
  );
});

Deno.test("other distributions are of the values themselves, whatever the scale", () => {
  const given = { lower: 1, upper: 1000, origin: 20, unit: 10 };
  const draws = (["linear", "log10"] as const).map((scale) =>
    samplerOf(numbers({ ...given, scale }), "gamma")
  );
  [0.1, 0.5, 0.9].forEach((u) => assert.equal(draws[0]!(always(u)), draws[1]!(always(u))));
});

Deno.test("a scale that is a function is applied to what was drawn, before rounding", () => {
  const given = { lower: 0, upper: 3, integer: true, scale: (x: number) => 10 ** x };
  assert.equal(samplerOf(numbers(given), "uniform")(always(0.4)), Math.round(10 ** 1.2));
  const normal = samplerOf(numbers({ ...given, integer: false, origin: 1, unit: 0.1 }), "normal");
  assert.ok(Math.abs(Number(normal(always(0.5))) - 10) < 1e-6);
  assert.equal(samplerOf(numbers(given), { kind: "poisson", mean: 1 })(always(0.3)), 1);
});

const NAMES: readonly DistributionName[] = [
  ...["uniform", "arcsine", "cosine", "epanechnikov", "biweight", "triweight", "symTriangular"] as const,
  ...["normal", "cauchy", "gumbel", "laplace", "logistic", "gamma", "inverseGaussian", "logNormal"] as const,
  "poisson",
];

Deno.test("whatever is drawn is within the bounds, and increases with its uniform number", () => {
  const places = fc.record({
    lower: fc.double({ min: 0.001, max: 10, noNaN: true }),
    width: fc.double({ min: 1, max: 1e4, noNaN: true }),
    unit: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    name: fc.constantFrom(...NAMES),
  });
  const few = fc.array(fc.maxSafeNat().map((k) => k / 2 ** 53), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(places, few, ({ lower, width, unit, share, name }, us) => {
      const upper = lower + width;
      const range = numbers({ lower, upper, origin: lower + share * width, unit });
      const draw = samplerOf(range, name);
      const values = [0, ...us.toSorted((a, b) => a - b), 1 - 2 ** -53].map((u) => Number(draw(always(u))));
      assert.ok(values.every((x) => x >= lower && x <= upper), `${values}`);
      assert.ok(values.every((x, i) => i === 0 || x >= values[i - 1]! * (1 - 1e-9)), `${values}`);
    }),
    { numRuns: 500 },
  );
});

Deno.test("without bounds every uniform number gives a finite one", () => {
  const range = numbers({ lower: 0, upper: Infinity, origin: 2, unit: 1 });
  for (const name of NAMES.slice(7)) {
    for (const u of [0, 2 ** -53, 0.5, 1 - 2 ** -53]) {
      assert.ok(Number.isFinite(samplerOf(range, name)(always(u))), `${name} at ${u}`);
    }
  }
});

Deno.test("an interval far narrower than the distribution is filled evenly", () => {
  const draw = samplerOf(numbers({ lower: 1, upper: 2 }), { kind: "normal", mean: 0, std: 1e20 });
  [0, 0.125, 0.5, 0.99].forEach((u) => assert.equal(draw(always(u)), 1 + u));
});

Deno.test("far tails keep their shape, and where there is nothing it is said", () => {
  const far = samplerOf(numbers({ lower: 30, upper: 40 }), { kind: "normal", mean: 0, std: 1 });
  assert.ok(Math.abs(Number(far(always(0.5))) - 30.02307046782731) < 1e-10); // SciPy: norm.isf((norm.sf(30) + norm.sf(40)) / 2)
  assert.throws(
    () => samplerOf(numbers({ lower: 50, upper: 60 }), { kind: "normal", mean: 0, std: 1 }),
    /^RangeError: Cannot draw "x" by "normal": as good as none of it lies from 50 to 60; give other/,
  );
  assert.throws(
    () => samplerOf(numbers({ lower: 1, upper: 2 }), { kind: "uniform", lower: 3, upper: 4 }),
    /none of it lies from 1 to 2/,
  );
  assert.throws(() => samplerOf(numbers({ lower: 0.1, upper: 0.9 }), "poisson"), /none of it lies from 0.1/);
  assert.throws(() => samplerOf(numbers({ lower: -5, upper: -1 }), "poisson"), /none of it lies from -5/);
});

Deno.test("listed values are as likely as they are said to be, and never drawn if not at all", () => {
  const draw = samplerOf(listed, [0.25, 0.75, 0]);
  assert.deepEqual([0, 0.2499, 0.25, 1 - 2 ** -53].map((u) => draw(always(u))), ["a", "a", "b", "b"]);
  const thirds = samplerOf(listed, [1 / 3, 1 / 3, 1 / 3]);
  assert.equal(thirds(always(1 - 2 ** -53)), "c");
});

Deno.test("probabilities are refused if they are not one for each value, or sum up to another number", () => {
  const refused = (given: unknown, message: RegExp) =>
    assert.throws(() => samplerOf(listed, given as readonly number[]), message);
  refused(
    [0.5, 0.5],
    /^RangeError: Cannot draw "x" by \[0.5, 0.5\]: there are 3 values; give a probability for each/,
  );
  refused([0.5, 0.6, -0.1], /a probability is -0.1; give numbers ≥ 0/);
  refused([0.5, 0.5, NaN], /a probability is NaN/);
  refused([0.5, 0.5, 0.5], /probabilities sum up to 1.5; make it 1/);
  refused("normal", /its values are listed; give a list of a probability for each/);
  assert.throws(
    () => samplerOf(numbers({ lower: 0, upper: 1 }), [0.5, 0.5]),
    /Cannot draw "x" by \[0.5, 0.5\]: known/,
  );
});

Deno.test("distributions are refused where the range does not suit them", () => {
  const right = numbers({ lower: -2, upper: Infinity, origin: -1, unit: 2 });
  assert.throws(
    () => samplerOf(right, "uniform"),
    /a side has no bound; give both, or take another/,
  );
  for (const name of ["gamma", "inverseGaussian", "logNormal"] as const) {
    assert.throws(
      () => samplerOf(right, name),
      /its origin is -1, and all such numbers are positive; give origin > 0/,
    );
  }
  assert.throws(
    () => samplerOf(right, { kind: "normal", mean: 0, std: 0 }),
    /"std" of .* expected a number > 0, got 0/,
  );
  assert.throws(
    () => samplerOf(right, { kind: "normal", mean: 0 } as never),
    /"std" of the distribution "normal" of "x"/,
  );
  assert.throws(
    () => samplerOf(right, { kind: "normal", mean: 0, sd: 1 } as never),
    /known parameters are mean, std/,
  );
  assert.throws(
    () => samplerOf(right, { kind: "uniform", lower: 2, upper: 1 }),
    /from 2 to 1 .* give lower < upper/,
  );
  assert.throws(() => samplerOf(right, "nrmal" as never), /did you mean "normal"\?/);
  assert.throws(
    () => samplerOf(right, { kind: "poisson", mean: 1e12 }),
    /the mean is .*; give one ≤ 10000000000/,
  );
});
