import assert from "node:assert/strict";
import fc from "fast-check";
import { allRows, countRows, sizeOf, take } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";

const data = { x: numeric([10, 20, 30]), weights: Float64Array.of(1, 2, 3), note: undefined };

Deno.test("take() takes rows of observations and weights alike, in the order given, again if asked again", () => {
  const taken = take(data, [2, 0, 2]);
  assert.deepEqual(taken.x.values, Float64Array.of(30, 10, 30));
  assert.deepEqual(taken.weights, Float64Array.of(3, 1, 3));
  assert.deepEqual(data.weights, Float64Array.of(1, 2, 3));
});

Deno.test("take(p) and then the inverse of p is the identity", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { minLength: 1 }),
      fc.infiniteStream(fc.double()),
      (values, keys) => {
        const order = [...values.keys()].map((row) => [keys.next().value, row] as const);
        const p = order.toSorted(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row);
        const inverse = p.map((_, row) => p.indexOf(row));
        const x = numeric(values);
        assert.deepEqual(take(take({ x }, p), inverse).x.values, x.values);
      },
    ),
    { seed: 1, numRuns: 100 },
  );
});

Deno.test("countRows() counts what all members have", () => {
  assert.equal(countRows(data), 3);
  assert.equal(countRows({ x: numeric([]) }), 0);
});

Deno.test("allRows() and sizeOf() count from 0, and 1 for a scalar", () => {
  assert.deepEqual([...allRows(3)], [0, 1, 2]);
  assert.deepEqual([[2, 3, 4], [], [5, 0]].map(sizeOf), [24, 1, 0]);
});

const BAD: readonly (readonly [object, string, string | undefined])[] = [
  [
    { x: numeric([1, 2]), y: numeric([1]) },
    "Cannot bind data: x has 2 rows, y has 1; they must have as many",
    "y",
  ],
  [
    { x: [1, 2] },
    "Cannot use x as data: it is [1, 2]; make a table or a column of it",
    "x",
  ],
  [{}, "Cannot use data without members: give at least { x }", undefined],
];

for (const [bad, message, column] of BAD) {
  Deno.test(`countRows() refuses: ${message}`, () =>
    assert.throws(() => countRows(bad), { name: "DataError", message, column }));
}
