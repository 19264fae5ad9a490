import assert from "node:assert/strict";
import fc from "fast-check";
import { bandAxis, scaleAxis, shareAxis } from "../../plot/_axis.ts";

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
