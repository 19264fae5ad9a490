import assert from "node:assert/strict";
import { rng } from "../../../core/mod.ts";
import { explicit } from "../../../meta/mod.ts";
import { constantClassifier, constantRegressor } from "../../../models/mod.ts";
import { asked, listed, numbers, spaceOf } from "./_spaces.ts";

const SPACE = spaceOf(
  numbers("optimiser.eta"),
  numbers("epochs", { lower: 1, upper: 100, integer: true }),
  listed("activation", ["relu", "tanh"]),
);
const FIRST = { epochs: 20, "optimiser.eta": 0.1, activation: "relu" };

Deno.test("explicit() tries its candidates in order, their values in the order of the paths", () => {
  const search = explicit({ candidates: [FIRST, { ...FIRST, epochs: 5 }, FIRST] });
  assert.deepEqual(asked(search, SPACE), [[0.1, 20, "relu"], [0.1, 5, "relu"], [0.1, 20, "relu"]]);
  assert.equal(search.defaultCount?.(SPACE), 3);
});

Deno.test("explicit() without candidates tries a list of models in order", () => {
  const models = [constantClassifier(), constantRegressor()];
  assert.deepEqual(asked(explicit(), spaceOf(listed("model", models))), models.map((model) => [model]));
});

Deno.test("explicit() without candidates takes one list after the other where a path has several", () => {
  const space = spaceOf(listed("a", [3, 1]), listed("a", [2]));
  assert.deepEqual(asked(explicit(), space), [[3], [1], [2]]);
  assert.equal(explicit().defaultCount?.(space), 3);
});

Deno.test("explicit() takes a value of any range of its path", () => {
  const space = spaceOf(numbers("a"), listed("a", ["none"]));
  const search = explicit({ candidates: [{ a: "none" }, { a: 0.5 }] });
  assert.deepEqual(asked(search, space), [["none"], [0.5]]);
});

Deno.test("explicit() keeps what it was given: who gave it cannot change it", () => {
  const candidates = [{ ...FIRST }];
  const search = explicit({ candidates });
  candidates[0]!.epochs = 99;
  assert.deepEqual(asked(search, SPACE), [[0.1, 20, "relu"]]);
});

const REFUSED: readonly (readonly [why: string, candidate: object, error: RegExp])[] = [
  [
    "that lacks a path",
    { epochs: 20, activation: "relu" },
    /Cannot try candidate 1, \{ epochs: 20, .*\}: it lacks "optimiser.eta"; give a value for each range$/,
  ],
  [
    "of a path that is not searched",
    { ...FIRST, epoch: 3 },
    /no range has the path "epoch"; there are optimiser.eta, epochs, activation; did you mean "epochs"\?$/,
  ],
  [
    "of a number out of bounds",
    { ...FIRST, "optimiser.eta": 10 },
    /: 10 is not in the range of "optimiser.eta", numbers from 0 to 1; change the candidate, or widen the range$/,
  ],
  ["of part of a whole number", { ...FIRST, epochs: 2.5 }, /"epochs", whole numbers from 1 to 100; /],
  ["of a value that is not listed", { ...FIRST, activation: "selu" }, /one of \["relu", "tanh"\]; /],
  ["of no number", { ...FIRST, "optimiser.eta": "0.1" }, /: "0.1" is not in the range/],
];

for (const [why, candidate, error] of REFUSED) {
  Deno.test(`explicit() refuses a candidate ${why} before anything is tried`, () => {
    const search = explicit({ candidates: [FIRST, candidate as typeof FIRST] });
    assert.throws(() => search.start(SPACE, rng(0)), error);
    assert.throws(() => search.defaultCount?.(SPACE), error);
  });
}

Deno.test("explicit() without candidates refuses what is not one list", () => {
  assert.throws(() => explicit().start(SPACE, rng(0)), {
    name: "TypeError",
    message:
      "Cannot search optimiser.eta, epochs, activation explicitly: there are no candidates, and not just one " +
      'list of values; give explicit({ candidates: [{ "optimiser.eta": …, "epochs": …, "activation": … }, …] })',
  });
  assert.throws(() => explicit().start(spaceOf(numbers("a")), rng(0)), /not just one list of values/);
});

Deno.test("explicit() refuses what is no list of candidates", () => {
  for (const bad of [[], [constantClassifier()], [3], [[1]], { epochs: 3 }, "grid"]) {
    assert.throws(
      () => explicit({ candidates: bad as [] }),
      /Cannot set "candidates" of Explicit: expected a list/,
    );
  }
});
