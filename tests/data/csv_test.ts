import assert from "node:assert/strict";
import {
  categorical,
  labels,
  missing,
  readCsv,
  schema,
  type Table,
  table,
  writeCsv,
} from "../../data/mod.ts";

Deno.test("readCsv() guesses numbers, counts and text, and keeps missing values", () => {
  const t = readCsv("n,c,f,s\n1.0,1,1e3,a\nNA,,2,NA\n3,3,4,\n");
  assert.deepEqual(schema(t).scitypes, ["Continuous", "Count", "Continuous", "Textual"]);
  assert.deepEqual(schema(t).missing, [1, 1, 0, 2]);
});

Deno.test("readCsv() lets what is said win, and passes it on as types", () => {
  const t = readCsv("zip,year\n0123,2007\n0456,2008\n", {
    scitypes: { zip: "Textual", year: "OrderedFactor" },
  });
  assert.deepEqual(t.column("zip").values, ["0123", "0456"]);
  assert.deepEqual(t.column("year").levels, [2007, 2008]);
});

Deno.test("readCsv() takes other words for missing, other delimiters, quotes, byte order marks and CRLF", () => {
  const t = readCsv('\uFEFFa;"b ""c"""\r\n-;"x;y"\r\n\r\n2;"NA"\r\n', {
    missing: ["-", "NA"],
    delimiter: ";",
  });
  assert.deepEqual(t.names, ["a", 'b "c"']);
  assert.equal(missing(t.column("a")), 1);
  const text = t.column('b "c"');
  assert.deepEqual("values" in text ? text.values : undefined, ["x;y", "NA"]);
});

Deno.test("readCsv() sees a missing value in an empty line of a file of one column", () => {
  assert.equal(missing(readCsv("a\n1\n\n3\n").column("a")), 1);
});

Deno.test("writeCsv() and readCsv() are inverse for values that are hard to write", () => {
  const source: Table = table({
    n: [0.1 + 0.2, null, -1e-300, Infinity],
    s: ["NA", null, 'x, "y"\nz', " blank "],
    c: categorical(["b", null, "a", "b"], { levels: ["b", "a"] }),
  });
  const back = readCsv(writeCsv(source), { scitypes: { c: "Multiclass" } });
  const [n, numbers] = [back.column("n"), source.column("n")];
  assert.deepEqual("values" in n && n.values, "values" in numbers && numbers.values);
  const [s, wanted] = [back.column("s"), source.column("s")];
  assert.deepEqual("values" in s && s.values, "values" in wanted && wanted.values);
  assert.deepEqual(labels(back.column("c")), ["b", null, "a", "b"]);
});

Deno.test("writeCsv() writes labels of every kind", () => {
  const t = table({ b: [true, false, null], k: categorical([3, 1, null]) });
  assert.equal(writeCsv(t, { missing: "" }), "b,k\ntrue,3\nfalse,1\n,\n");
});

Deno.test("readCsv() says where a file is damaged", () => {
  const rows = Array.from({ length: 12 }, (_, i) => `${i}`).join("\n");
  const quotes = "put quotes around the whole field, and write a quote within it twice";
  const calls: [string, string][] = [
    ["", "line 1, column 1 is empty; give a first line that names the columns"],
    ["\n1\n", "line 1, column 1 is empty; give a first line that names the columns"],
    ["a,b\n", "line 2, column 1 is not there, for line 1 is the only one; give rows too"],
    ["a,b,a\n1,2,3\n", "line 1, column 3 is called a again; give each column a name of its own"],
    ["a,\n1,2\n", "line 1, column 2 has no name; give each column a name of its own"],
    [
      "a,b\n1,2\n3\n",
      "line 3, column 2: the line has 1 field, but line 1 has 2; give each line as many fields as the first",
    ],
    [
      "a,b\n1,2,3\n",
      "line 2, column 3: the line has 3 fields, but line 1 has 2; give each line as many fields as the first",
    ],
    ['a,b\n1,"2\n3,4\n', `line 2, column 2 opens a quote that is never closed; ${quotes}`],
    ['a,b\n1,2\n"3,4\n5,6\n', `line 3, column 1 opens a quote that is never closed; ${quotes}`],
    ['a,b\n1,"2"x\n', `line 2, column 2 goes on after its closing quote; ${quotes}`],
    ['a,b\n1,2"\n', `line 2, column 2 has a quote inside a field without quotes; ${quotes}`],
    [
      `a\n${rows}\nlots\n`,
      'line 14, column "a" holds "lots" among numbers; correct it, list it as missing, ' +
      "or say that the column is Textual or Multiclass",
    ],
  ];
  for (const [text, message] of calls) {
    assert.throws(() => readCsv(text), { name: "DataError", message: `Cannot read CSV: ${message}` });
  }
});

Deno.test("readCsv() refuses a word in a column that is said to hold numbers, but not one among many words", () => {
  assert.throws(() => readCsv("a\nx\n1\n", { scitypes: { a: "Continuous" } }), {
    name: "DataError",
    message: 'Cannot read CSV: line 2, column "a" holds "x" among numbers; correct it, list it as missing, ' +
      "or say that the column is Textual or Multiclass",
  });
  assert.equal(readCsv("a\nx\n1\n").column("a").scitype, "Textual");
});
