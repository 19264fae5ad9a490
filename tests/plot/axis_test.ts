import assert from "node:assert/strict";
import fc from "fast-check";
import { bandAxis, countAxis, scaleAxis, shareAxis } from "../../plot/_axis.ts";
import { along } from "../../plot/_chart.ts";
import { logAxis } from "../../plot/_log_axis.ts";

const FINITE = fc.double({ min: -1e299, max: 1e299, noNaN: true });

Deno.test("ticks of any values cover them, are 3 to 10, ascend evenly and have texts that differ", () => {
  fc.assert(
    fc.property(fc.array(FINITE, { minLength: 1, maxLength: 5 }), (values) => {
      const { from, to, ticks } = scaleAxis("x", values);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const rounding = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
      assert.ok(from <= low + rounding && to >= high - rounding, `${from} … ${to} for ${low} … ${high}`);
      assert.ok(ticks.length >= 3 && ticks.length <= 10, `${ticks.length} ticks`);
      assert.deepEqual([ticks[0]!.at, ticks.at(-1)!.at], [from, to]);
      assert.ok(ticks.every(({ at }, i) => i === 0 || at > ticks[i - 1]!.at));
      assert.equal(new Set(ticks.map(({ text }) => text)).size, ticks.length);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("ticks are 1, 2 or 5 times a power of ten apart", () => {
  const span = fc.tuple(
    fc.double({ min: -1000, max: 1000, noNaN: true }),
    fc.double({ min: 0.01, max: 1e6, noNaN: true }),
  );
  fc.assert(fc.property(span, ([low, width]) => {
    const { ticks } = scaleAxis("x", [low, low + width]);
    const found = (ticks.at(-1)!.at - ticks[0]!.at) / (ticks.length - 1);
    const power = 10 ** Math.floor(Math.log10(found) + 1e-9);
    const step = [1, 2, 5].map((digit) => digit * power).find((nice) => Math.abs(found / nice - 1) < 1e-6);
    assert.ok(step !== undefined, `${found}`);
    for (const { at } of ticks) assert.ok(Math.abs(at / step - Math.round(at / step)) < 1e-6);
  }));
});

const TEXTS: readonly (readonly [values: readonly number[], label: string, ticks: string])[] = [
  [[0, 1], "x", "0.0 0.2 0.4 0.6 0.8 1.0"],
  [[0, 100], "x", "0 20 40 60 80 100"],
  [[0.113, 0.187], "x", "0.10 0.12 0.14 0.16 0.18 0.20"],
  [[-1, 1], "x", "−1.0 −0.5 0.0 0.5 1.0"],
  [[7, 7], "x", "6.0 6.5 7.0 7.5 8.0"],
  [[0, 0], "x", "−1.0 −0.5 0.0 0.5 1.0"],
  [[0, 3e6], "x (×10⁶)", "0 1 2 3"],
  [[0, 3e-9], "x (×10⁻⁹)", "0 1 2 3"],
  [[1e6, 1e6 + 1], "x (×10⁶)", "1.0000000 1.0000002 1.0000004 1.0000006 1.0000008 1.0000010"],
  [[0, 99_000], "x", "0 20000 40000 60000 80000 100000"],
];

for (const [values, label, expected] of TEXTS) {
  Deno.test(`the axis of ${values.join(" … ")} says ${expected}`, () => {
    const axis = scaleAxis("x", values);
    assert.equal(axis.ticks.map(({ text }) => text).join(" "), expected);
    assert.equal(axis.label, label);
  });
}

Deno.test("an axis refuses what has no place on it", () => {
  for (const value of [NaN, Infinity, -Infinity, 1e300]) {
    const message =
      `Cannot draw an axis of error: it would show ${value}; give finite numbers, less than 1e300`;
    assert.throws(() => scaleAxis("error", [1, value]), { name: "RangeError", message });
  }
  assert.throws(() => scaleAxis("error", []), /no value/);
});

Deno.test("shares go from 0 to 1, bands from edge to edge, downwards if asked", () => {
  assert.deepEqual([shareAxis("s").from, shareAxis("s").to], [0, 1]);
  assert.deepEqual([bandAxis("b", ["p", "q"]).from, bandAxis("b", ["p", "q"]).to], [-0.5, 1.5]);
  assert.deepEqual(bandAxis("b", ["p", "q"], { downwards: true }).from, 1.5);
});

Deno.test("ticks of whole numbers are whole, cover them and are 2 to 10", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 5 });
  fc.assert(fc.property(counts, (values) => {
    const { from, to, ticks } = countAxis("iterations", values);
    assert.ok(from <= Math.min(...values) && to >= Math.max(...values) && from < to);
    assert.ok(ticks.every(({ at }) => Number.isInteger(at)));
    assert.ok(ticks.length >= 2 && ticks.length <= 10, `${ticks.length} ticks`);
  }));
});

const COUNTS: readonly (readonly [values: readonly number[], ticks: string])[] = [
  [[1], "0 1"],
  [[1, 2, 3], "1 2 3"],
  [[1, 60], "0 20 40 60"],
  [[101, 150], "100 110 120 130 140 150"],
];

for (const [values, expected] of COUNTS) {
  Deno.test(`the axis of the counts ${values.join(", ")} says ${expected}`, () => {
    assert.equal(countAxis("iterations", values).ticks.map(({ text }) => text).join(" "), expected);
  });
}

Deno.test("ticks of a logarithmic axis cover all values above 0, are 3 to 12, ascend and have texts that differ", () => {
  const positive = fc.double({ min: 1e-299, max: 1e299, noNaN: true });
  const near = fc.tuple(positive, fc.double({ min: 1, max: 1e4, noNaN: true })).map(([x, ratio]) => [
    x,
    Math.min(x * ratio, 9e299),
  ]);
  const values = fc.oneof(fc.array(positive, { minLength: 1, maxLength: 5 }), near);
  fc.assert(
    fc.property(values, (some) => {
      const axis = logAxis("loss", some);
      const { ticks } = axis;
      assert.ok(axis.from > 0);
      for (const value of some) {
        const place = along(axis, value);
        assert.ok(place >= -1e-9 && place <= 1 + 1e-9, `${value} at ${place}`);
      }
      assert.ok(ticks.length >= 3 && ticks.length <= 12, `${ticks.length} ticks`);
      assert.ok(ticks.every(({ at }, i) => i === 0 || at > ticks[i - 1]!.at));
      assert.equal(new Set(ticks.map(({ text }) => text)).size, ticks.length);
    }),
    { numRuns: 2000 },
  );
});

const LOGARITHMIC: readonly (readonly [values: readonly number[], ticks: string])[] = [
  [[0.3, 4], "0.2 0.5 1 2 5"],
  [[1, 1000], "1 2 5 10 20 50 100 200 500 1000"],
  [[0.008, 2000], "0.001 0.01 0.1 1 10 100 1000 10000"],
  [[1e-9, 1], "10⁻¹⁰ 10⁻⁸ 10⁻⁶ 10⁻⁴ 0.01 1"],
  [[2e-5, 3e-4], "2×10⁻⁵ 5×10⁻⁵ 10⁻⁴ 2×10⁻⁴ 5×10⁻⁴"],
  [[0.31, 0.35], "0.31 0.32 0.33 0.34 0.35"],
  [[7, 7], "6.0 6.5 7.0 7.5 8.0"],
];

for (const [values, expected] of LOGARITHMIC) {
  Deno.test(`the logarithmic axis of ${values.join(" … ")} says ${expected}`, () => {
    assert.equal(logAxis("loss", values).ticks.map(({ text }) => text).join(" "), expected);
  });
}

Deno.test("equal ratios are equally far apart on a logarithmic axis", () => {
  const axis = logAxis("loss", [0.1, 1000]);
  assert.deepEqual([0.1, 1, 10, 100, 1000].map((value) => along(axis, value).toFixed(9)), [
    "0.000000000",
    "0.250000000",
    "0.500000000",
    "0.750000000",
    "1.000000000",
  ]);
});

Deno.test("a logarithmic axis refuses what is not above 0", () => {
  for (const value of [0, -1]) {
    assert.throws(() => logAxis("loss", [1, value]), {
      name: "RangeError",
      message: `Cannot draw a logarithmic axis of loss: it would show ${value}; give numbers above 0`,
    });
  }
});
