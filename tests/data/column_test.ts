import assert from "node:assert/strict";
import {
  categorical,
  categoricalOf,
  expectScitype,
  isCategorical,
  isNumeric,
  labels,
  missing,
  numeric,
  textual,
} from "../../data/mod.ts";

Deno.test("numeric() copies, so that later changes of the source do not reach it", () => {
  for (const source of [[1, 2], Float64Array.of(1, 2)]) {
    const column = numeric(source);
    source[0] = 9;
    assert.equal(column.values[0], 1);
  }
});

Deno.test("columns take rows in any order, again and again, and keep what they are", () => {
  const count = numeric([1, null, 3], { scitype: "Count" }).take([2, 2, 1]);
  assert.equal(count.scitype, "Count");
  assert.deepEqual([...count.values], [3, 3, NaN]);
  const grade = categorical(["low", "high", null], { levels: ["low", "high", "top"], ordered: true }).take([
    1,
    2,
  ]);
  assert.equal(grade.scitype, "OrderedFactor");
  assert.deepEqual([labels(grade), grade.levels], [["high", null], ["low", "high", "top"]]);
  assert.deepEqual(textual(["x", null]).take([1, 0]).values, [null, "x"]);
  assert.equal(numeric([1]).take([]).size, 0);
});

Deno.test("columns refuse rows that they do not have", () => {
  for (const rows of [[3], [-1], [0.5], [NaN]]) {
    for (const column of [numeric([1, 2, 3]), categorical(["a", "b", "c"]), textual(["a", "b", "c"])]) {
      assert.throws(() => column.take(rows), {
        name: "RangeError",
        message: `Cannot take row ${rows[0]}: there are 3 rows, counted from 0; pass whole numbers in [0, 3)`,
      });
    }
  }
});

Deno.test("categorical() sorts the levels it finds: numbers by size, text by letters, false before true", () => {
  assert.deepEqual(categorical([10, 9, 2]).levels, [2, 9, 10]);
  assert.deepEqual(categorical(["b", "a", "B"]).levels, ["B", "a", "b"]);
  assert.deepEqual(categorical([true, false]).levels, [false, true]);
});

Deno.test("missing() counts what is missing in each kind of column", () => {
  assert.equal(missing(numeric([NaN, 1, null, undefined])), 3);
  assert.equal(missing(categorical([null, "a", undefined])), 2);
  assert.equal(missing(textual([null, "a"])), 1);
});

Deno.test("columns are frozen and print in a line or two", () => {
  assert.ok(
    Object.isFrozen(numeric([1])) && Object.isFrozen(categorical(["a"])) && Object.isFrozen(textual(["a"])),
  );
  assert.equal(String(numeric([1.5, null])), "Continuous column, 2 rows: 1.5, NA");
  assert.equal(
    String(categoricalOf([1, -1], ["low", "high"], { ordered: true })),
    "OrderedFactor column, 2 rows: high, NA\nlevels: low < high",
  );
});

Deno.test("isNumeric() and isCategorical() tell columns apart", () => {
  const columns = [numeric([1]), categorical(["a"]), textual(["a"])];
  assert.deepEqual(columns.map(isNumeric), [true, false, false]);
  assert.deepEqual(columns.map(isCategorical), [false, true, false]);
});

Deno.test("columns refuse what they cannot hold, in these words", () => {
  const calls: [() => unknown, string][] = [
    [
      // @ts-expect-error text is no number
      () => numeric(["1"]),
      'Cannot make a Continuous column: row 0 holds the string "1"; ' +
      "give numbers, or null where a value is missing",
    ],
    [
      () => numeric([1, 1.5], { scitype: "Count" }),
      'Cannot make a Count column: row 1 holds 1.5; give whole numbers, or choose "Continuous"',
    ],
    [
      () => categorical(["a", "c"], { levels: ["a", "b"] }),
      'Cannot make a column of classes: "c" is not a level; the levels are "a", "b"',
    ],
    [
      () => categorical(["a"], { levels: ["a", "a"] }),
      'Cannot make a column of classes: level "a" occurs twice; give each level once',
    ],
    [
      () => categorical([NaN]),
      "Cannot make a column of classes: row 0 holds NaN; " +
      "give strings, numbers or booleans, or null where a value is missing",
    ],
    [
      () => categoricalOf([0, 2], ["a", "b"]),
      "Cannot make a column of classes: row 1 holds code 2, but there are 2 levels; " +
      "give codes in [0, 2), or -1 where a value is missing",
    ],
    [
      () => expectScitype(textual(["a"]), ["Multiclass", "OrderedFactor"], { doing: "fit", name: "sex" }),
      'Cannot fit column "sex": it is Textual; coerce it to Multiclass or OrderedFactor',
    ],
  ];
  for (const [call, message] of calls) assert.throws(call, { name: "DataError", message });
});
