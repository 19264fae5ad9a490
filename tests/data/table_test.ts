import assert from "node:assert/strict";
import {
  type Categorical,
  categorical,
  coerce,
  type Column,
  labels,
  numeric,
  schema,
  type Table,
  table,
  unpack,
} from "../../data/mod.ts";
import { iris } from "../../data/datasets/mod.ts";

Deno.test("table() follows the default convention, and what is said wins over it", () => {
  const source = {
    whole: [1, 2, null],
    broken: [1, 2.5, NaN],
    text: ["a", "b", undefined],
    truth: [true, null, true],
    floats: Float32Array.of(1, 2, 3),
    integers: Int16Array.of(1, 2, 3),
    ready: categorical(["x", "y", "x"]),
  };
  assert.deepEqual(schema(table(source)).scitypes, [
    "Count",
    "Continuous",
    "Textual",
    "Multiclass",
    "Continuous",
    "Count",
    "Multiclass",
  ]);
  const said = table(source, { whole: "OrderedFactor", text: "Multiclass", integers: "Continuous" });
  assert.deepEqual(said.column("whole").levels, [1, 2]);
  assert.equal(said.column("text").scitype, "Multiclass");
  assert.equal(said.column("integers").scitype, "Continuous");
});

Deno.test("table() knows both booleans as levels even if one never occurs", () => {
  assert.deepEqual((table({ t: [true, true] }).column("t") as Categorical).levels, [false, true]);
});

Deno.test("table() reads records, columns and matrices to the same values", () => {
  const wanted = [[1.5, 3.5], [2.5, 4.5]];
  const values = (t: Table) =>
    t.names.map((name) => Array.from((t.column(name) as { values: Float64Array }).values));
  assert.deepEqual(values(table([{ a: 1.5, b: 2.5 }, { a: 3.5, b: 4.5 }])), wanted);
  assert.deepEqual(values(table({ a: [1.5, 3.5], b: [2.5, 4.5] })), wanted);
  assert.deepEqual(values(table([[1.5, 2.5], Float64Array.of(3.5, 4.5)])), wanted);
  assert.deepEqual(table([[1, 2]]).names, ["x1", "x2"]);
  assert.deepEqual(table([[1, 2]], {}, { names: ["u", "v"] }).names, ["u", "v"]);
  assert.equal(table([[1]]).column("x1").scitype, "Continuous");
});

Deno.test("a table selects, drops, adds and replaces columns without changing itself", () => {
  const t: Table = table({ a: [1, 2], b: [3, 4], c: [5, 6] });
  assert.deepEqual(t.select(["c", "a"]).names, ["c", "a"]);
  assert.deepEqual(t.drop(["b"]).names, ["a", "c"]);
  assert.deepEqual(t.with("d", numeric([7, 8])).names, ["a", "b", "c", "d"]);
  const replaced = t.with("b", categorical(["x", "y"]));
  assert.deepEqual(replaced.names, ["a", "b", "c"]);
  assert.deepEqual(schema(replaced).scitypes, ["Count", "Multiclass", "Count"]);
  assert.equal(t.column("b").scitype, "Count");
  assert.equal(t.drop(["a", "b", "c"]).size, 2);
});

Deno.test("a table takes rows of all columns alike", () => {
  const t = iris().take([149, 0]);
  assert.equal(t.size, 2);
  assert.deepEqual(labels(t.column("species")), ["virginica", "setosa"]);
  assert.deepEqual([...t.column("sepal_length").values], [5.9, 5.1]);
  assert.throws(() => t.take([2]), { message: /Cannot take row 2: there are 2 rows/ });
});

Deno.test("a table of known columns is a Table, and its types follow selection and coercion", () => {
  const known: Table = iris();
  const species: Categorical = iris().select(["species"]).column("species");
  const coerced: Categorical = coerce(known, { petal_width: "Multiclass" }).column("petal_width");
  const kept: Categorical = coerce(iris(), { petal_width: "OrderedFactor" }).column(
    "species",
  );
  assert.deepEqual([species.size, coerced.levels.length, kept.size], [150, 22, 150]);
  // @ts-expect-error no such column
  assert.throws(() => iris().column("specis"));
  // @ts-expect-error a column of any table may be of any kind
  const any: Categorical = known.column("species");
  assert.equal(any.scitype, "Multiclass");
});

Deno.test("unpack() types the target by the table or by what is said", () => {
  const { x, y } = unpack(iris(), "species");
  const same: Categorical = y;
  assert.deepEqual([x.names.length, same.levels.length], [4, 3]);
  const plain: Table = table({ a: [1, 2], b: ["u", "v"] });
  const said: Categorical = unpack(plain, "b", { scitypes: { b: "Multiclass" } }).y;
  const unsaid: Column = unpack(plain, "b").y;
  assert.deepEqual([said.scitype, unsaid.scitype], ["Multiclass", "Textual"]);
  // @ts-expect-error nothing is known of it
  const wrong: Categorical = unpack(plain, "b").y;
  assert.equal(wrong.scitype, "Textual");
  const both = unpack(plain, ["b", "a"]);
  assert.deepEqual([both.x.names, both.y.names], [[], ["b", "a"]]);
});

Deno.test("a table prints ten rows, eight columns, and its size", () => {
  const lines = String(iris()).split("\n");
  assert.equal(lines.length, 14);
  assert.match(lines[0]!, /^sepal_length +sepal_width +petal_length +petal_width +species$/);
  assert.match(lines[2]!, /^5\.1 +3\.5 +1\.4 +0\.2 +setosa$/);
  assert.equal(lines[13], "150 rows × 5 columns");
  const wide = String(table([Array.from({ length: 12 }, (_, j) => j)]));
  assert.match(wide, /x8 +…\n/);
  assert.match(wide, /1 row × 12 columns$/);
  assert.match(String(table({ t: ["a\nb", null] })), /\na b\nNA\n/);
});

Deno.test("schema() counts levels and missing values, suggests, and prints", () => {
  const s = schema(table({ sex: ["f", null, "m"], height: [1.5, 1.6, 1.7, 1.8, 1.9].slice(0, 3) }));
  assert.deepEqual([s.rows, s.names, s.missing, s.levels], [3, ["sex", "height"], [1, 0], [
    undefined,
    undefined,
  ]]);
  assert.deepEqual(s.suggestions, { sex: "Multiclass", height: "OrderedFactor" });
  assert.equal(
    String(s),
    "name    scitype     levels  missing  suggestion\n" +
      "sex     Textual             1        Multiclass\n" +
      "height  Continuous          0        OrderedFactor\n" +
      "3 rows",
  );
});

Deno.test("coerce() gives classes numbers by their place, and reads numbers in text", () => {
  const t = coerce(table({ c: categorical([9, 5, null, 7]), s: [" 1e3", "-.5", null, "inf"] }), {
    c: "Count",
    s: "Continuous",
  });
  assert.deepEqual([...t.column("c").values], [3, 1, NaN, 2]);
  assert.deepEqual([...t.column("s").values], [1000, -0.5, NaN, Infinity]);
  const back = coerce(table({ c: categorical(["b", "a"], { levels: ["b", "a"] }) }), { c: "OrderedFactor" });
  assert.deepEqual(back.column("c").levels, ["b", "a"]);
  assert.deepEqual(coerce(back, { c: "Textual" }).column("c").values, ["b", "a"]);
});

Deno.test("tables refuse what they cannot be, in these words", () => {
  const plain: Table = iris();
  const calls: [() => unknown, string][] = [
    [
      () => plain.column("specis"),
      'Cannot find column "specis": the columns are sepal_length, sepal_width, petal_length, petal_width, species; ' +
      'did you mean "species"?',
    ],
    [
      () => table({ a: [1] }, { b: "Count" }),
      'Cannot find column "b": the columns are a; choose one of them',
    ],
    [
      () => table({ a: [1], b: [1, 2] }),
      'Cannot make a table: column "b" has 2 rows, the columns before it 1; give columns of one length',
    ],
    [
      () => table({ a: ["x", 1] }),
      'Cannot make column "a": it holds string and number, first in row 1; ' +
      'give one kind of value, or choose the scitype "Multiclass"',
    ],
    [
      () => table({ a: [null] }),
      'Cannot guess the scitype of column "a": all its 1 values are missing; say it, e.g. { "a": "Continuous" }',
    ],
    [
      () => table([{ a: 1 }, {}]),
      'Cannot make a table: row 1 lacks the key "a", unlike row 0; ' +
      "give every record the same keys, with null where a value is missing",
    ],
    [
      () => table([[1, 2], [3]]),
      "Cannot make a table: row 1 has 1 numbers for 2 columns; give rows of one length, and as many names",
    ],
    [
      () => table([]),
      "Cannot make a table: no rows are given, so its columns are unknown; give columns by name",
    ],
    [
      () => plain.select(["species", "species"]),
      'Cannot select columns: "species" is named twice; name each column once',
    ],
    [
      () => coerce(table({ a: [0.5] }), { a: "Count" }),
      'Cannot coerce column "a" from Continuous to Count: row 0 holds 0.5; round the values first',
    ],
    [
      () => unpack(plain, "species", { ignore: ["species"] }),
      'Cannot unpack a table: "species" is both target and ignored; take it out of one list',
    ],
  ];
  for (const [call, message] of calls) assert.throws(call, { name: "DataError", message });
});
