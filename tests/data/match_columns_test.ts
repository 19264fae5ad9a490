import assert from "node:assert/strict";
import { expectTable } from "../../data/expect_table.ts";
import { matchColumns } from "../../data/match_columns.ts";
import { numeric, table } from "../../data/mod.ts";

const column = numeric([1, 2]);
const x = table({ length: column, width: column });
const NAMES = ["length", "width"];
const training = { doing: "transform by Pca" };
const back = { doing: "go back by Pca", knownFrom: "transform" } as const;

Deno.test("columns come in the order known, whatever order they are given in", () => {
  assert.equal(matchColumns(x, NAMES, training), x);
  assert.deepEqual(matchColumns(x.select(["width", "length"]), NAMES, training).names, NAMES);
});

Deno.test("a column that is absent is named, with the one that may be meant", () => {
  const other = table({ length: column, widths: column });
  assert.throws(() => matchColumns(other, NAMES, training), {
    name: "DataError",
    message: 'Cannot transform by Pca: column "width" is absent; it learned from length, width; ' +
      'did you mean "widths" by it?',
    column: "width",
    found: "no such column",
  });
  assert.throws(() => matchColumns(x.drop(["width"]), NAMES, back), {
    message: 'Cannot go back by Pca: column "width" is absent; it gave length, width',
  });
});

Deno.test("a column more is named", () => {
  const other = x.with("depth", column);
  assert.throws(() => matchColumns(other, NAMES, training), {
    name: "DataError",
    message: 'Cannot transform by Pca: column "depth" was not there in training; ' +
      "give length, width alone, e.g. by select()",
    column: "depth",
  });
  assert.throws(() => matchColumns(other, NAMES, back), {
    message: 'Cannot go back by Pca: column "depth" is not one that it gave; ' +
      "give length, width alone, e.g. by select()",
  });
});

Deno.test("expectTable() refuses what is no table, and a table without columns", () => {
  const options = { doing: "learn Pca", name: "x" };
  expectTable(x, options);
  for (const value of [undefined, 3, column, { names: "a" }]) {
    assert.throws(() => expectTable(value, options), {
      name: "DataError",
      message: "Cannot learn Pca: this is no table; make one by table({ name: column })",
      column: "x",
    });
  }
  assert.throws(() => expectTable(x.select([]), options), {
    message: "Cannot learn Pca: the table has no columns; give at least one",
  });
});
