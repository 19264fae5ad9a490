import assert from "node:assert/strict";
import { rng } from "../../core/mod.ts";
import { categorical, finite, fitFinite, labels, meanFinite, mode, pdf, sample } from "../../data/mod.ts";

Deno.test("finite() keeps the precision of typed arrays, and copies them", () => {
  const narrow = Float32Array.of(0.25, 0.75);
  const d = finite(["a", "b"], narrow);
  narrow[0] = 9;
  assert.ok(d.probs instanceof Float32Array);
  assert.equal(d.probs[0], 0.25);
  assert.ok(finite(["a", "b"], [0.25, 0.75]).probs instanceof Float64Array);
  assert.ok(d.take([0, 0]).probs instanceof Float32Array);
});

Deno.test("finite() spreads the probabilities of a support over the pool", () => {
  const d = finite(["a", "b", "c"], [[0.1, 0.9], [0.3, 0.7]], { support: ["c", "a"], ordered: true });
  assert.deepEqual([...d.probs], [0.9, 0, 0.1, 0.7, 0, 0.3]);
  assert.deepEqual(d.support, ["a", "c"]);
  assert.deepEqual(d.take([1]).support, ["a", "c"]);
  assert.equal(d.scitype, "OrderedFactor");
  assert.equal(mode(d).scitype, "OrderedFactor");
});

Deno.test("finite() augments up to the rounding of 32 bits, and no further", () => {
  const above = Float32Array.of(0.6, 0.4); // their sum is 1.00000003
  assert.equal(finite(["x", "a", "b"], above, { augment: true }).probs[0], 0);
  assert.throws(() => finite(["a", "b"], [1.1], { augment: true }), {
    name: "DataError",
    message: "Cannot augment row 0 of the probabilities: they are 1.1; " +
      "give numbers in [0, 1] whose sum is at most 1",
  });
  assert.throws(() => finite(["a", "b"], [-0.1], { augment: true }), { name: "DataError" });
});

Deno.test("finite() holds no rows as well as one", () => {
  assert.equal(finite(["a", "b"], []).size, 0);
  assert.equal(mode(finite(["a", "b"], [])).size, 0);
});

Deno.test("pdf() looks labels up by name, whatever the order of the other pool", () => {
  const d = finite(["a", "b"], [[0.25, 0.75], [0.5, 0.5], [0.125, 0.875]]);
  const y = categorical(["b", null, "a"], { levels: ["z", "b", "a"] });
  assert.deepEqual([...pdf(d, y)], [0.75, NaN, 0.125]);
  assert.throws(() => pdf(d, y.take([0])), {
    message: "Cannot look up probabilities: got 1 values for 3 rows; give one value per row",
  });
  assert.throws(() => pdf(d, categorical(["b", "z", "a"])), { message: /"z" is not a level/ });
});

Deno.test("sample() draws each class about as often as its probability says", () => {
  const n = 20_000;
  const drawn = sample(finite(["a", "b", "c"], new Array(n).fill([1, 0, 3])), rng(5));
  const share = (code: number) => drawn.codes.filter((c) => c === code).length / n;
  assert.ok(Math.abs(share(0) - 0.25) < 0.015, `${share(0)}`); // five standard deviations
  assert.equal(share(1), 0);
  assert.deepEqual(drawn.codes, sample(finite(["a", "b", "c"], new Array(n).fill([1, 0, 3])), rng(5)).codes);
});

Deno.test("sample() refuses what are no weights", () => {
  for (const probs of [[0, 0], [-1, 2], [NaN, 1], [Infinity, 1]]) {
    assert.throws(() => sample(finite(["a", "b"], probs), rng(1)), {
      name: "DataError",
      message:
        /^Cannot draw from row 0 of the probabilities: .*; give finite numbers of at least 0, one of them above it$/,
    });
  }
});

Deno.test("meanFinite() averages row by row and joins the supports", () => {
  const a = finite(["a", "b", "c"], [[1, 0], [0.5, 0.5]], { support: ["a", "b"] });
  const b = finite(["a", "b", "c"], [[1], [1]], { support: ["b"] });
  const m = meanFinite([a, b]);
  assert.deepEqual([...m.probs], [0.5, 0.5, 0, 0.25, 0.75, 0]);
  assert.deepEqual(m.support, ["a", "b"]);
  assert.throws(() => meanFinite([a, a.take([0])]), {
    message:
      "Cannot average distributions: column 1 has 1 rows, the first 2; give columns of the same rows and levels",
  });
  assert.throws(() => meanFinite([]), { name: "DataError" });
});

Deno.test("fitFinite() drops missing values and weighs the rest", () => {
  const y = categorical(["a", null, "b"], { levels: ["a", "b", "c"], ordered: true });
  const d = fitFinite(y, [1, 100, 3]);
  assert.deepEqual([...d.probs], [0.25, 0.75, 0]);
  assert.deepEqual([d.support, d.scitype, d.size], [["a", "b"], "OrderedFactor", 1]);
  assert.throws(() => fitFinite(y, [1, 1, -1]), { message: /row 2 has weight -1/ });
  assert.throws(() => fitFinite(y.take([1])), { message: /no observed value has a weight/ });
});

Deno.test("a column of distributions prints as a table, and shows ties of mode by level order", () => {
  const d = finite(["no", "yes"], [[0.5, 0.5], [1 / 3, 2 / 3]]);
  assert.equal(String(d), "no     yes\n0.5    0.5\n0.333  0.667\n2 distributions over 2 Multiclass levels");
  assert.deepEqual(labels(mode(d)), ["no", "yes"]);
});

Deno.test("finite() refuses probabilities that do not fit the levels", () => {
  const calls: [() => unknown, string][] = [
    [
      () => finite(["a", "b"], [1, 0, 1]),
      "Cannot make distributions: there are 3 probabilities in all; give 2 for each observation",
    ],
    [
      () => finite(["a", "b"], [[1, 0], [1]]),
      "Cannot make distributions: row 1 has 1 probabilities; give 2 for each observation",
    ],
    [() => finite([], []), "Cannot make distributions: no class is given; give one or more"],
    [
      () => finite(["a"], [1], { support: ["b"] }),
      'Cannot make distributions: "b" is not a level; the levels are "a"',
    ],
  ];
  for (const [call, message] of calls) assert.throws(call, { name: "DataError", message });
});
