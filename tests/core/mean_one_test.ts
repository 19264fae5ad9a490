import assert from "node:assert/strict";
import { meanOne } from "../../core/mean_one.ts";

Deno.test("weights are scaled to mean one", () => {
  assert.deepEqual(meanOne(Float64Array.of(1, 2, 0, 5), "Pca"), Float64Array.of(0.5, 1, 0, 2.5));
});

Deno.test("weights that are negative, not finite, or all 0 are refused", () => {
  for (const bad of [-1, NaN, Infinity]) {
    assert.throws(() => meanOne(Float64Array.of(1, bad), "Pca"), {
      name: "DataError",
      message: `Cannot weigh row 1 for Pca: its weight is ${bad}; give finite numbers ≥ 0`,
      column: "weights",
    });
  }
  assert.throws(() => meanOne(new Float64Array(2), "Pca"), {
    name: "DataError",
    message: "Cannot weigh rows for Pca: all weights are 0; give some that are not",
  });
});
