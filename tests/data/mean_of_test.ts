import assert from "node:assert/strict";
import fc from "fast-check";
import { meanOf } from "../../data/mean_of.ts";

Deno.test("equal numbers have exactly themselves for a mean", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      fc.integer({ min: 1, max: 50 }),
      (v, n) => {
        assert.ok(meanOf(new Float64Array(n).fill(v)) === v); // 0 for −0
      },
    ),
  );
});

Deno.test("what is infinite, or too large to sum, has no finite mean", () => {
  for (const values of [[1, Infinity], [1.7e308, 1.7e308]]) {
    assert.ok(!Number.isFinite(meanOf(Float64Array.from(values))));
  }
});
