import assert from "node:assert/strict";
import fc from "fast-check";
import { peakOf } from "../../transformers/_peak_of.ts";

/** The peak, and how often the function was asked. */
function found(f: (x: number) => number): readonly [peak: number, asked: number] {
  let asked = 0;
  const peak = peakOf((x) => {
    asked++;
    return f(x);
  });
  return [peak, asked];
}

Deno.test("peakOf() finds the peak of concave functions, wherever it lies, in few steps", () => {
  const place = fc.double({ min: -1000, max: 1000, noNaN: true });
  fc.assert(fc.property(place, (place) => {
    for (const f of [(x: number) => -((x - place) ** 2), (x: number) => -Math.hypot(1, x - place)]) {
      const [peak, asked] = found(f);
      assert.ok(Math.abs(peak - place) <= 1e-7 * (1 + Math.abs(place)), `${peak} for ${place}`);
      assert.ok(asked <= 40, `asked ${asked} times for ${place}`);
    }
  }));
  const [peak, asked] = found((x) => -Math.cosh(x - 1.2));
  assert.ok(Math.abs(peak - 1.2) <= 1e-8);
  assert.ok(asked <= 12, `asked ${asked} times`);
});

Deno.test("peakOf() ends where the function is no number, infinite, or the same everywhere", () => {
  assert.ok(Math.abs(peakOf((x) => x > 5 ? NaN : 20 * x - Math.exp(x)) - Math.log(20)) < 1e-7);
  assert.ok(Math.abs(peakOf((x) => x > 1 ? -Infinity : -(x ** 2)) - 0) < 1e-7);
  for (const same of [0, Infinity, NaN]) assert.ok(Math.abs(peakOf(() => same)) <= 2);
});
