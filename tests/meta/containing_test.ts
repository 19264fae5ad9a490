import assert from "node:assert/strict";
import { containing } from "../../meta/containing.ts";
import { adam } from "../../nn/mod.ts";
import { listed, numbers } from "./search/_spaces.ts";

Deno.test("containing() takes numbers from bound to bound", () => {
  const range = numbers("a", { lower: -1, upper: 2 });
  for (const inside of [-1, 0, 0.3, 2]) assert.ok(containing(range)(inside), `${inside}`);
  for (const outside of [-1.1, 2.1, NaN, Infinity, "1", undefined]) {
    assert.ok(!containing(range)(outside), `${outside}`);
  }
});

Deno.test("containing() takes whole numbers alone where a range is of such", () => {
  const range = numbers("k", { lower: 1, upper: 3, integer: true });
  assert.deepEqual([1, 2, 3, 1.5, 4].map((k) => containing(range)(k)), [true, true, true, false, false]);
});

Deno.test("containing() takes any number beyond where there is no bound, or the scale is a function", () => {
  const open = numbers("a", { lower: 1, upper: Infinity, origin: 5, unit: 2 });
  assert.deepEqual([0, 1, 1e9].map((a) => containing(open)(a)), [false, true, true]);
  assert.ok(containing(numbers("a", { lower: -3, upper: 0, scale: (x) => 10 ** x }))(0.5));
});

Deno.test("containing() takes listed values that are equal by structure", () => {
  const range = listed("a", [adam({ eta: 0.1 }), null, [1, 2]]);
  for (const inside of [adam({ eta: 0.1 }), null, [1, 2]]) assert.ok(containing(range)(inside));
  for (const outside of [adam(), undefined, [1]]) assert.ok(!containing(range)(outside));
});
