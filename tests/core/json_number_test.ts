import assert from "node:assert/strict";
import { fromJsonNumber, toJsonNumber } from "../../core/mod.ts";

Deno.test("numbers go through JSON and come back, those that it has not as their names", () => {
  for (const value of [0, -1.5, 2 ** -1074, Number.MAX_VALUE, 0.1 + 0.2, NaN, Infinity, -Infinity]) {
    assert.equal(fromJsonNumber(JSON.parse(JSON.stringify(toJsonNumber(value)))), value);
  }
  assert.deepEqual([NaN, Infinity, -Infinity].map(toJsonNumber), ["NaN", "Infinity", "-Infinity"]);
});

Deno.test("what is no spelled number is left as it is", () => {
  for (const other of ["nan", "1", "", null, undefined, true]) assert.equal(fromJsonNumber(other), other);
});
