import assert from "node:assert/strict";
import { blobs, circles, labels, moons, regression, writeCsv } from "../../data/mod.ts";

const count = (codes: Int32Array, code: number): number => codes.filter((c) => c === code).length;

Deno.test("blobs() are as equal in size as can be, with labels that belong to their centres", () => {
  const centres = [[0, 0], [100, 0], [0, 100]];
  const { x, y } = blobs({ rows: 11, centres, seed: 3 });
  assert.deepEqual([0, 1, 2].map((code) => count(y.codes, code)), [4, 4, 3]);
  assert.deepEqual(y.levels, [1, 2, 3]);
  y.codes.forEach((code, i) => {
    const point = x.names.map((name) => x.column(name).values[i]!);
    assert.ok(Math.hypot(point[0]! - centres[code]![0]!, point[1]! - centres[code]![1]!) < 10);
  });
});

Deno.test("blobs() draw centres in the box and spread each as told", () => {
  const { x, y } = blobs({
    rows: 4000,
    centres: 2,
    columns: 1,
    spread: [0.001, 2],
    box: [5, 6],
    shuffled: false,
  });
  const values = x.column("x1").values;
  const of = (code: number) => Array.from(values).filter((_, i) => y.codes[i] === code);
  const middle = of(0)[0]!;
  assert.ok(middle > 4.9 && middle < 6.1);
  const mean = of(1).reduce((a, b) => a + b) / 2000;
  const deviation = Math.sqrt(of(1).reduce((a, b) => a + (b - mean) ** 2, 0) / 2000);
  assert.ok(Math.abs(deviation - 2) < 0.15, `${deviation}`);
});

Deno.test("makers of data repeat with the seed and change with it", () => {
  for (const make of [blobs, moons, circles, (o: { seed: number }) => regression(o)]) {
    assert.equal(writeCsv(make({ seed: 1 }).x), writeCsv(make({ seed: 1 }).x));
    assert.notEqual(writeCsv(make({ seed: 1 }).x), writeCsv(make({ seed: 2 }).x));
  }
});

Deno.test("makers of data shuffle unless told not to, and shuffling only reorders", () => {
  for (const make of [blobs, moons, circles]) {
    const [still, moved] = [make({ seed: 1, shuffled: false }), make({ seed: 1 })];
    assert.deepEqual(still.y.codes, still.y.codes.toSorted());
    assert.notDeepEqual(moved.y.codes, still.y.codes);
    const sorted = (codes: Int32Array) => codes.toSorted();
    assert.deepEqual(sorted(moved.y.codes), sorted(still.y.codes));
    assert.deepEqual(moved.x.column("x1").values.toSorted(), still.x.column("x1").values.toSorted());
  }
});

Deno.test("moons() without noise lie on their half circles, for an odd number of rows too", () => {
  const { x, y } = moons({ rows: 151, noise: 0 });
  assert.deepEqual([count(y.codes, 0), count(y.codes, 1)], [75, 76]);
  y.codes.forEach((code, i) => {
    const [a, b] = [x.column("x1").values[i]! - code, x.column("x2").values[i]! - 0.3 * code];
    assert.ok(Math.abs(Math.hypot(a, b) - 1) < 1e-12);
    assert.ok(code ? b <= 0 : b >= 0);
  });
});

Deno.test("circles() lie on their radii", () => {
  const { x, y } = circles({ rows: 20, factor: 0.3 });
  y.codes.forEach((code, i) => {
    const radius = Math.hypot(x.column("x1").values[i]!, x.column("x2").values[i]!);
    assert.ok(Math.abs(radius - (code ? 1 : 0.3)) < 1e-12);
  });
});

Deno.test("regression() without noise, intercept or weights is 0, and with weights is linear", () => {
  assert.ok(regression({ sparse: 1, noise: 0, intercept: false }).y.values.every((value) => value === 0));
  const { x, y } = regression({ columns: 1, noise: 0, intercept: false, rows: 20, seed: 4 });
  const ratios = Array.from(y.values, (value, i) => value / x.column("x1").values[i]!);
  assert.ok(ratios[0] !== 0 && ratios.every((ratio) => Math.abs(ratio - ratios[0]!) < 1e-12));
});

Deno.test("regression() throws off as many targets as told", () => {
  const calm = regression({ rows: 2000, seed: 2 }).y.values;
  const wild = regression({ rows: 2000, seed: 2, outliers: 0.1 }).y.values;
  const moved = wild.filter((value, i) => value !== calm[i]).length;
  assert.ok(moved > 150 && moved < 250, `${moved}`);
});

Deno.test("regression() with binary gives classes that follow the inputs", () => {
  const { y } = regression({ binary: true, rows: 200, seed: 1 });
  assert.deepEqual(y.levels, [false, true]);
  assert.equal(new Set(labels(y)).size, 2);
});

Deno.test("makers of data refuse options that make no sense", () => {
  const calls: [() => unknown, string][] = [
    [() => blobs({ rows: 0 }), "Cannot make blobs: rows is 0; give a whole number of at least 1"],
    [() => blobs({ box: [1, 1] }), "Cannot make blobs: the end of the box is 1; give an end above the start"],
    [() => blobs({ spread: -1 }), "Cannot make blobs: a spread is -1; give positive numbers"],
    [
      () => blobs({ centres: [[0, 0], [1]] }),
      "Cannot make blobs: the length of a centre is 1; give 2 numbers for each",
    ],
    [() => moons({ noise: -1 }), "Cannot make moons: noise is -1; give a finite number of at least 0"],
    [() => circles({ factor: 1 }), "Cannot make circles: factor is 1; give a number between 0 and 1"],
    [() => regression({ sparse: 2 }), "Cannot make regression data: sparse is 2; give a number from 0 to 1"],
  ];
  for (const [call, message] of calls) assert.throws(call, { name: "RangeError", message });
});
