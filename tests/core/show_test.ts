import assert from "node:assert/strict";
import { inspect } from "node:util";
import { aligned, brief, listing, printable, significant } from "../../core/mod.ts";
import { categorical } from "../../data/mod.ts";
import { adam, clipGrad, optimiserChain, relu, warmUp } from "../../nn/mod.ts";

Deno.test("listing() writes a kind and its hyperparameters, one a line, nested ones indented", () => {
  const params = {
    hidden: [64, 32],
    activation: relu,
    optimiser: adam({ eta: 0.01 }),
    chained: adam({ eta: warmUp({ epochs: 2 }) }),
    name: "a",
    make: Math.max,
    own: { size: 2, of: [relu] },
  };
  assert.equal(
    listing({ kind: "Net", params }),
    `
Net(
  hidden = [64, 32],
  activation = relu,
  optimiser = Adam(eta = 0.01, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8),
  chained = Adam(
    eta = WarmUp(epochs = 2, to = 0.01),
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8),
  name = "a",
  make = function max,
  own = { size: 2, of: [relu] })`.slice(1),
  );
  assert.equal(listing({ kind: "Linear", params: {} }), "Linear");
});

Deno.test("configured values print as their listing: as text, in Deno and in Node", () => {
  const chain = optimiserChain(clipGrad());
  const want = "OptimiserChain(\n  links = [\n    ClipGrad(delta = 10)])";
  assert.equal(`${chain}`, want);
  assert.equal(Deno.inspect(chain), want);
  assert.equal(inspect(chain), want);
});

Deno.test("printable() adds nothing that spreading, JSON or comparing sees", () => {
  const value = printable({ a: 1 }, () => "one");
  assert.equal(String(value), "one");
  assert.deepEqual({ ...value }, { a: 1 });
  assert.equal(JSON.stringify(value), '{"a":1}');
  assert.deepEqual(Object.keys(value), ["a"]);
});

const BRIEF: readonly (readonly [unknown, string])[] = [
  ['a"b', '"a\\"b"'],
  [1.5, "1.5"],
  [-0, "0"],
  [true, "true"],
  [null, "null"],
  [undefined, "undefined"],
  [[1, ["x"]], '[1, ["x"]]'],
  [{}, "{}"],
  [{ a: 1, b: { c: null } }, "{ a: 1, b: { c: null } }"],
  [adam(), "Adam"],
  [Float32Array.of(1, 2), "Float32Array of 8 bytes"],
  [Math.max, "function max"],
  [(() => () => 1)(), "a function"],
  [Array(20).fill(1), `[${Array(20).fill(1).join(", ")}]`],
  [Array(21).fill(1), `[${Array(20).fill(1).join(", ")}, … (21 in all)]`],
  [categorical(["a", "b"]), "a column of 2 Multiclass values"],
  [/w+/i, "/w+/i"],
  [new Date(Date.UTC(2020, 1, 29)), "Date(2020-02-29T00:00:00.000Z)"],
  [new Date(NaN), "Date(invalid)"],
  [new Map([[1, 2]]), "a Map of 1"],
  [new Set("ab"), "a Set of 2"],
  [new RangeError("too\nfar"), "RangeError: too far"],
];

for (const [value, want] of BRIEF) {
  Deno.test(`brief() writes ${want}`, () => assert.equal(brief(value), want));
}

Deno.test("brief() writes 200 characters at most, and says what it left out", () => {
  const long = "word".repeat(100);
  const ring: { next?: object } = {};
  ring.next = ring;
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`name${i}`, { i }]));
  for (const value of [long, [long, long], { long }, ring, wide, { wide, long }, [[[wide]]], Error(long)]) {
    assert.ok(brief(value).length <= 200, brief(value));
    assert.match(brief(value), /…/);
  }
  assert.equal(brief(["a".repeat(100), "b".repeat(100)]), `["${"a".repeat(100)}", … (2 in all)]`);
  assert.equal(brief({ a: "a".repeat(100), b: "b".repeat(100) }), `{ a: "${"a".repeat(100)}", … }`);
  assert.equal(brief(ring), "{ next: { next: { next: { next: { next: {…} } } } } }");
});

Deno.test("significant() keeps digits, drops trailing zeros and knows NaN and infinity", () => {
  const cases = [[0.123456, "0.123"], [1234.5, "1230"], [2, "2"], [1e-9, "1e-9"], [0, "0"], [
    -0.5,
    "-0.5",
  ]] as const;
  for (const [x, want] of cases) assert.equal(significant(x), want);
  assert.deepEqual([NaN, Infinity, -Infinity].map((x) => significant(x)), ["NaN", "Infinity", "-Infinity"]);
  assert.equal(significant(1.23456789, 6), "1.23457");
});

Deno.test("aligned() pads cells to the widest of their column, without blanks at the end", () => {
  assert.equal(aligned([["a", "bb", ""], ["ccc", "d", "e"], ["f"]]), "a    bb\nccc  d   e\nf");
  assert.equal(aligned([]), "");
});
