import assert from "node:assert/strict";
import {
  autotype,
  type Cell,
  coerce,
  type ColumnSource,
  labels,
  missing,
  type Scitypes,
  table,
} from "../../data/mod.ts";
import records from "../golden/scientific_types.json" with { type: "json" };

// deno-lint-ignore no-explicit-any -- each record has inputs of its own shape
type Check = (input: any, expected: any) => void;

// What upstream says and attune has decided otherwise.
const DECLINED: Readonly<Record<string, string>> = {
  "rational to Continuous":
    "JavaScript has no rational numbers, and a text such as 1/2 is not a decimal number",
  "tight=true drops the missing union when no missing is present":
    "scitypes say nothing of missing values: a column counts them itself, with missing()",
};

const cycle = (values: readonly Cell[], n: number): Cell[] =>
  Array.from({ length: n }, (_, i) => values[i % values.length]);

function suggested(columns: Record<string, ColumnSource>): Scitypes {
  return autotype(table(columns), { onlyChanges: false });
}

const bare = (scitype: string): string =>
  scitype.replace(/^Union\{Missing,(.*)\}$/, "$1").replace(/\{\d+\}$/, "");

const TEN: Readonly<Record<string, ColumnSource>> = {
  a: cycle(["M", "F", null], 10),
  b: Array.from({ length: 10 }, (_, i) => i + 0.5),
  c: Array.from({ length: 10 }, (_, i) => i),
  d: cycle(["p", "q", "r", "s"], 10),
  e: cycle([1, 2, 3, 4, null], 10),
  f: cycle([1, 2, 3], 10),
};

const CHECKS: Readonly<Record<string, Check>> = {
  "autotype default rule (few_to_finite)": ({ random, ...columns }, expected) => {
    assert.equal(random, "5 distinct strings");
    assert.deepEqual(suggested({ ...columns, random: ["v", "w", "x", "y", "z"] }), expected);
  },
  "autotype default rule with missings, n=10": (_, expected) => {
    const found = suggested(TEN);
    for (const [name, scitype] of Object.entries(expected)) {
      assert.equal(found[name], bare(String(scitype)), name);
    }
  },
  "only_changes (default) keys": (_, expected) =>
    assert.deepEqual(Object.keys(autotype(table(TEN))), expected),
  "suggested finite type": (_, [float, string, char, int]) => {
    const found = suggested({
      float: [0.5, 1.5, 0.5],
      string: ["ab", "cd", "ab"],
      char: ["a", "b", "a"],
      int: [1, 2, 1],
    });
    assert.deepEqual(found, { float, string, char, int });
  },
  "50 values from 4 ints / booleans / chars": (_, expected) => {
    const columns = {
      i: cycle([1, 2, 3, 4], 50),
      b: cycle([true, false], 50),
      c: cycle(["a", "b", "c", "d"], 50),
    };
    assert.deepEqual(Object.values(suggested(columns)), expected);
  },
  "constant 3x3 float matrix": (_, expected) => {
    const ones = table([[1, 1, 1], [1, 1, 1], [1, 1, 1]]);
    assert.deepEqual(autotype(ones), { x1: expected, x2: expected, x3: expected });
  },
  "booleans [false,true,false,true,missing]": (_, expected) => {
    const t = table({ b: [false, true, false, true, null] });
    const column = coerce(t, autotype(t)).column("b");
    assert.equal(column.scitype, bare(expected));
    assert.equal(missing(column), 1);
  },
  "coerce to Continuous with missing": (input, { value }) => {
    const column = coerce(table({ a: input }), { a: "Continuous" }).column("a");
    assert.equal(column.scitype, "Continuous");
    assert.deepEqual(Array.from(column.values, (v) => Number.isNaN(v) ? null : v), value);
  },
  "coerce chars to Multiclass with missing": (input, expected) => {
    const column = coerce(table({ a: input }), { a: "Multiclass" }).column("a");
    assert.equal(column.scitype, bare(expected));
    assert.deepEqual(labels(column), input);
    assert.equal(column.levels.length, 2);
  },
  "coerce of a table column to a machine type or Textual from Count": (_, expected) => {
    assert.equal(expected, "CoercionError");
    const t = table({ a: [1, 2] });
    assert.throws(() => coerce(t, { a: "Textual" }), {
      message: 'Cannot coerce column "a" from Count to Textual: it holds numbers; numbers are no text',
    });
    // @ts-expect-error a machine type is no scitype
    assert.throws(() => coerce(t, { a: "Float64" }), {
      name: "TypeError",
      message: 'Cannot coerce column "a": "Float64" is no scitype; ' +
        "choose Continuous, Count, Multiclass, OrderedFactor or Textual",
    });
  },
  "coerce strings [a,b,c] to Count": () =>
    assert.throws(() => coerce(table({ s: ["a", "b", "c"] }), { s: "Count" }), {
      name: "DataError",
      message: 'Cannot coerce column "s" from Textual to Count: row 0 holds "a"; give numbers only',
    }),
  "no-op coercions return the same object": (_, expected) => {
    const t = table({ a: Float32Array.of(1, 2) });
    assert.equal(coerce(t, { a: "Continuous" }) === t, expected);
    assert.equal(coerce(t, { a: "Continuous" }).column("a") === t.column("a"), expected);
  },
};

Deno.test("scitypes agree: every record is either checked or declined", () => {
  const known = [...Object.keys(CHECKS), ...Object.keys(DECLINED)].sort();
  assert.deepEqual(records.map((record) => record.case).sort(), known);
});

for (const record of records.filter((record) => !(record.case in DECLINED))) {
  Deno.test(`scitypes agree: ${record.case} (${record.source})`, () => {
    CHECKS[record.case]!(record.input, record.expected);
  });
}
