import assert from "node:assert/strict";
import { categorical, images, numeric, table } from "../../data/mod.ts";
import { defineMeasure, fScoreWith, logLoss, mse } from "../../measures/mod.ts";
import { builder } from "../../builders/mod.ts";
import { chain, dense } from "../../nn/mod.ts";
import { cv, grid } from "../../meta/mod.ts";
import { digestOf } from "../../meta/_digest_of.ts";
import { descender } from "../../testing/mod.ts";

const DIFFERENT: readonly unknown[] = [
  1,
  "1",
  -0,
  0,
  NaN,
  null,
  undefined,
  true,
  [],
  {},
  [1, [2]],
  [[1], 2],
  ["a", "b"],
  ["ab"],
  { a: 1, b: 2 },
  { a: 1 },
  new Float64Array([1]),
  new Float32Array([1]),
  numeric([1, 2]),
  numeric([1, 3]),
  categorical(["a", "b"]),
  categorical(["b", "a"]),
  categorical(["a", "b"], { levels: ["a", "b", "c"] }),
  table({ a: [1, 2], b: [3, 4] }),
  table({ a: [1, 2], c: [3, 4] }),
  images([[[0, 1]]]),
  images([[[1, 0]]]),
  logLoss,
  mse,
  (x: number) => x + 1,
  (x: number) => x + 2,
  descender(),
  descender({ eta: 0.2 }),
  cv({ folds: 3 }),
  grid(),
  grid({ resolution: 3 }),
  { ...cv({ folds: 3 }), pairs: () => [] },
  builder(({ outputs }) => dense(outputs)),
  builder(({ outputs }) => chain(dense(3), dense(outputs))),
  defineMeasure({ id: "own", goal: "min" }, () => 1),
  defineMeasure({ id: "own", goal: "min" }, () => 2),
  fScoreWith({ beta: 2 }),
  fScoreWith({ beta: 3 }),
];

Deno.test("digests of values that differ differ", async () => {
  const digests = await Promise.all(DIFFERENT.map(digestOf));
  assert.equal(new Set(digests).size, DIFFERENT.length);
});

Deno.test("digests of values that are made alike are alike", async () => {
  const make = () => ({
    x: table({ a: [1, null, 3] }),
    model: descender({ eta: 0.3 }),
    f: (x: number) => x * 2,
  });
  assert.equal(await digestOf(make()), await digestOf(make()));
});

Deno.test("what does not show what it holds is refused", async () => {
  class Sealed {
    #value = 1;
    take = () => this.#value;
  }
  await assert.rejects(
    digestOf(new Sealed()),
    /^TypeError: Cannot keep a journal: .* does not show what it holds, .*; leave journal out, or give tables/,
  );
});
