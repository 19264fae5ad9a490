import assert from "node:assert/strict";
import { schema, type Table } from "../../data/mod.ts";
import { breastCancer, diabetes, digits, iris, penguins, wine } from "../../data/datasets/mod.ts";

interface Known {
  readonly load: () => Table;
  readonly rows: number;
  readonly columns: number;
  readonly classes: Readonly<Record<string, readonly number[]>>;
}

// Class sizes are those that the repositories document.
const SETS: Readonly<Record<string, Known>> = {
  iris: { load: iris, rows: 150, columns: 5, classes: { species: [50, 50, 50] } },
  wine: { load: wine, rows: 178, columns: 14, classes: { cultivar: [59, 71, 48] } },
  breastCancer: { load: breastCancer, rows: 569, columns: 31, classes: { diagnosis: [357, 212] } },
  diabetes: { load: diabetes, rows: 442, columns: 11, classes: {} },
  digits: {
    load: digits,
    rows: 1797,
    columns: 65,
    classes: { digit: [178, 182, 177, 183, 181, 182, 181, 179, 174, 180] },
  },
  penguins: {
    load: penguins,
    rows: 344,
    columns: 8,
    classes: { species: [152, 68, 124], island: [168, 124, 52], sex: [165, 168] },
  },
};

for (const [name, { load, rows, columns, classes }] of Object.entries(SETS)) {
  Deno.test(`${name}() has the rows, columns and classes that its type promises`, () => {
    const t = load();
    assert.deepEqual([t.size, t.names.length], [rows, columns]);
    for (const column of t.names) {
      const found = t.column(column);
      const counts = classes[column];
      if (!counts) assert.ok(found.scitype === "Continuous" || column === "year", column);
      else {
        assert.ok("codes" in found, column);
        assert.deepEqual(counts.map((_, code) => found.codes.filter((c) => c === code).length), counts);
      }
    }
  });
}

Deno.test("data sets have no missing values, but for the penguins, which keep theirs", () => {
  for (const load of [iris, wine, breastCancer, diabetes, digits]) {
    assert.ok(schema(load()).missing.every((n) => n === 0));
  }
  assert.deepEqual(schema(penguins()).missing, [0, 0, 2, 2, 2, 2, 11, 0]);
});

Deno.test("iris() holds Fisher's means", () => {
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b) / values.length;
  const t = iris();
  assert.ok(Math.abs(mean(t.column("sepal_length").values) - 5.843333) < 1e-5);
  assert.ok(Math.abs(mean(t.column("petal_width").values) - 1.199333) < 1e-5);
});

Deno.test("digits() holds pixels from 0 to 16, row by row of the picture", () => {
  const t = digits();
  // the first row of the source: 0,0,5,13,9,1,0,0,0,0,13,15,…, digit 0
  assert.equal(t.column("pixel_0_2").values[0], 5);
  assert.equal(t.column("pixel_1_3").values[0], 15);
  assert.equal(Math.max(...t.column("pixel_0_3").values), 16);
});
