import assert from "node:assert/strict";
import { rng } from "../../core/mod.ts";
import { principalAxes } from "../../transformers/_principal_axes.ts";

const chance = rng(1);
const normals = (size: number) => Float64Array.from({ length: size }, () => chance.normal());
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

/** So many columns, each a sum of as many others as there are ranks. */
function mixed({ size, count, ranks }: { size: number; count: number; ranks: number }): Float64Array[] {
  const parts = Array.from({ length: ranks }, () => normals(size));
  return Array.from({ length: count }, () => {
    const shares = normals(ranks);
    return Float64Array.from(
      { length: size },
      (_, i) => parts.reduce((sum, p, k) => sum + p[i]! * shares[k]!, 0),
    );
  });
}

const SHAPES = [
  { size: 70, count: 40, ranks: 40 },
  { size: 40, count: 70, ranks: 40 },
  { size: 60, count: 50, ranks: 7 },
  { size: 30, count: 30, ranks: 29 },
  { size: 1, count: 9, ranks: 1 },
  { size: 9, count: 1, ranks: 1 },
];

for (const shape of SHAPES) {
  Deno.test(`axes are orthogonal, as many as ranks, and reach as far as the rows do: ${JSON.stringify(shape)}`, () => {
    const columns = mixed(shape);
    const axes = principalAxes(columns);
    assert.equal(axes.length, shape.ranks);
    axes.forEach(({ length, direction: a }, j) => {
      axes.forEach(({ direction: b }, k) => assert.ok(Math.abs(dot(a, b) - Number(j === k)) <= 1e-13));
      const scores = Float64Array.from(
        { length: shape.size },
        (_, i) => columns.reduce((sum, column, k) => sum + column[i]! * a[k]!, 0),
      );
      assert.ok(Math.abs(Math.sqrt(dot(scores, scores)) - length) <= 1e-13 * axes[0]!.length);
      assert.ok(j === 0 || length <= axes[j - 1]!.length);
    });
    const all = columns.reduce((sum, column) => sum + dot(column, column), 0);
    assert.ok(Math.abs(axes.reduce((sum, { length }) => sum + length ** 2, 0) / all - 1) <= 1e-13);
  });
}

Deno.test("small singular values keep their digits beside large ones, in whatever order columns stand", () => {
  const scales = [1e-5, 1, 1e3, 1e5];
  const base = mixed({ size: 30, count: 4, ranks: 4 });
  const lengths = (order: readonly number[]) =>
    principalAxes(order.map((j) => base[j]!.map((v) => v * scales[j]!))).map(({ length }) => length);
  const product = (values: readonly number[]) => values.reduce((a, b) => a * b);
  const volume = product(principalAxes(base).map(({ length }) => length)); // to which scales are but factors
  for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]]) {
    assert.ok(Math.abs(product(lengths(order)) / (volume * product(scales)) - 1) <= 1e-12, `${order}`);
  }
});

Deno.test("matrices that leave nothing to turn come out as they are", () => {
  assert.deepEqual(principalAxes([new Float64Array(3), new Float64Array(3)]), []);
  const lengths = (columns: readonly (readonly number[])[]) =>
    principalAxes(columns.map((column) => Float64Array.from(column))).map(({ length }) => length);
  assert.deepEqual(lengths([[2, 0, 0], [0, 0, 0], [0, 0, 5]]), [5, 2]);
  assert.deepEqual(lengths([[1e-200, 0], [0, 1]]), [1]);
});
