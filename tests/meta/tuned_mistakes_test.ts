import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { contextOf } from "../../core/machine.ts";
import { type Numeric, numeric } from "../../data/mod.ts";
import { mae, mse } from "../../measures/mod.ts";
import { grid, leastLoss, oneStandardError, range, type Tuned, tuned } from "../../meta/mod.ts";
import { descender } from "../../testing/mod.ts";
import { bowl, FLAT } from "./_bowl.ts";

const inOrder = grid({ shuffled: false });
const valuesOf = (values: readonly number[]) => range(bowl(), "a", { values });

Deno.test("a search that gives no candidates is refused", async () => {
  const none = { ...inOrder, kind: "None", start: () => ({ ask: () => [], tell() {} }) };
  using machine = new Machine(tuned(bowl(), { ranges: valuesOf([2]), search: none }), FLAT);
  await assert.rejects(machine.fit(), {
    message: "Cannot tune Bowl: None has no more candidates; give a search that has some",
  });
});

const MISTAKES: readonly [name: string, make: () => unknown, message: RegExp][] = [
  [
    "no ranges",
    () => tuned(bowl()),
    /^TypeError: Cannot tune Bowl without ranges: give some, e\.g\. ranges: range\(/,
  ],
  [
    "ranges for a list",
    () => tuned([bowl(), bowl()], { ranges: valuesOf([1]) }),
    /^TypeError: Cannot tune a list of models by ranges: each model has hyperparameters of its own/,
  ],
  [
    "an empty list",
    () => tuned([]),
    /^TypeError: Cannot set "model" of Tuned: expected a model that predicts/,
  ],
  ["a function for a range", () => tuned(bowl(), { ranges: range as never }), /Cannot set "ranges" of Tuned/],
  [
    "n = 0",
    () => tuned(bowl(), { ranges: valuesOf([1]), n: 0 }),
    /Cannot set "n" of Tuned: expected an integer ≥ 1, got 0/,
  ],
  [
    "a time limit of 0",
    () => tuned(bowl(), { ranges: valuesOf([1]), timeLimit: 0 }),
    /a number of seconds > 0/,
  ],
  [
    "a factory for a search",
    () => tuned(bowl(), { ranges: valuesOf([1]), search: grid as never }),
    /call the function/,
  ],
  ["an unknown option", () => tuned(bowl(), { range: valuesOf([1]) } as never), /did you mean "ranges"\?/],
  [
    "a range of another model",
    () => tuned(bowl(), { ranges: range(descender(), "eta", { values: [1] }) }),
    /^TypeError: Cannot get "eta" of Bowl: there is no "eta"; known parameters are a, b, whole, shape/,
  ],
];
for (const [name, make, message] of MISTAKES) {
  Deno.test(`tuned() refuses ${name}`, () => {
    assert.throws(make, (error) => (assert.match(String(error), message), true));
  });
}

const given = { ranges: valuesOf([1, 2]), search: inOrder };
const REFUSED: readonly [name: string, model: Tuned<Numeric, Numeric, Numeric>, message: RegExp][] = [
  [
    "measures of which neither less nor more is better",
    tuned(bowl(), { ...given, measure: () => 1 }),
    /^TypeError: Cannot tell which candidates are better: of no measure that counts is it known/,
  ],
  [
    "another number of weights than of measures",
    tuned(bowl(), { ...given, measure: [mse, mae], selection: leastLoss({ weights: [1] }) }),
    /^RangeError: Cannot weigh 2 measures by 1 weight: give one for each/,
  ],
  [
    "a path without a range to select by",
    tuned(bowl(), { ...given, selection: oneStandardError({ path: "whole" }) }),
    /^TypeError: Cannot select by "whole": there is no range for it; ranges are for a$/,
  ],
  [
    "a path of no numbers to select by",
    tuned(bowl(), {
      ranges: range(bowl(), "shape", { values: ["round", "flat"] }),
      selection: oneStandardError({ path: "shape" }),
    }),
    /^TypeError: Cannot select by "shape": it may be "round"; name a hyperparameter of numbers$/,
  ],
];
for (const [name, model, message] of REFUSED) {
  Deno.test(`a search refuses ${name} before the first fit`, async () => {
    let fits = 0;
    using machine = new Machine(model, FLAT, { listener: ({ type }) => type === "progress" && fits++ });
    const error = await machine.fit().then(() => "nothing", String);
    assert.match(error, message);
    assert.equal(fits, 0);
  });
}

Deno.test("a search refuses measures that give no numbers", async () => {
  const table = Object.assign(() => [1], mse, { id: "table" });
  using machine = new Machine(tuned(bowl(), { ...given, measure: table as never }), FLAT);
  await assert.rejects(
    machine.fit(),
    /2 × Cannot judge candidates by table: it gave \[1\]; use a measure that gives numbers/,
  );
});

Deno.test("a search refuses to select by one standard error of a single fold", async () => {
  const model = tuned(bowl(), { ...given, selection: oneStandardError({ path: "a" }) });
  using machine = new Machine(model, FLAT);
  await assert.rejects(machine.fit(), /^RangeError: Cannot select by one standard error: there is one fold/);
});

Deno.test("data without a target are refused in words", async () => {
  for (const data of [{ x: FLAT.x }, undefined, FLAT.x]) {
    const model = tuned(bowl(), given);
    const error = await model.fit(data as never, contextOf({})).then(() => "nothing", String);
    assert.match(error, /^DataError: Cannot evaluate on /);
  }
});

Deno.test("rows held out that all weigh nothing are refused", async () => {
  const weights = Float64Array.from([1, 1, 1, 1, 0, 0, 0, 0]);
  const model = tuned(bowl(), { ...given, resampling: [{ train: [0, 1], test: [4, 5] }] });
  using machine = new Machine(model, { ...FLAT, weights });
  await assert.rejects(machine.fit(), /^DataError: Cannot judge Bowl: all 2 held out have weight 0/);
});

const ODD: readonly [name: string, trials: readonly unknown[], message: RegExp][] = [
  ["no trial", [undefined], /candidate 0 of Odd: it is undefined; give \{ values \}/],
  ["too few values", [{ values: [] }], /its values are \[\]; give one for each of a$/],
  [
    "iterations of a model that counts none",
    [{ values: [1], iterations: 2 }],
    /and the model counts none; leave iterations out$/,
  ],
  [
    "going on from what was not kept",
    [{ values: [1] }, { values: [1], from: 0 }],
    /give the number of one that was kept$/,
  ],
];
for (const [name, trials, message] of ODD) {
  Deno.test(`a search of one's own that gives ${name} is told so`, async () => {
    const odd = { ...inOrder, kind: "Odd", start: () => ({ ask: () => trials as never, tell() {} }) };
    using machine = new Machine(tuned(bowl(), { ranges: valuesOf([1]), search: odd, n: 5 }), FLAT);
    assert.match(await machine.fit().then(() => "nothing", (error) => error.message), message);
  });
}

Deno.test("a search of one's own that gives no list is told so", async () => {
  const odd = {
    ...inOrder,
    kind: "Odd",
    start: () => ({ ask: () => Promise.resolve([]) as never, tell() {} }),
  };
  using machine = new Machine(tuned(bowl(), { ranges: valuesOf([1]), search: odd, n: 5 }), FLAT);
  await assert.rejects(
    machine.fit(),
    /^TypeError: Cannot ask Odd for trials: it gave .*; give a list, empty at the end$/,
  );
});

Deno.test("going on from other values, or to fewer iterations, is refused", async () => {
  const model = descender({ epochs: 9 });
  const ranges = range(model, "eta", { values: [0.01, 0.02] });
  const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([1, 2, 3, 4, 5]) };
  const first = { values: [0.01], iterations: 3, keep: true };
  for (
    const next of [{ values: [0.02], iterations: 9, from: 0 }, { values: [0.01], iterations: 2, from: 0 }]
  ) {
    const batches = [[next], [first]];
    const odd = { ...inOrder, kind: "Odd", start: () => ({ ask: () => batches.pop() ?? [], tell() {} }) };
    using machine = new Machine(tuned(model, { ranges, search: odd, n: 5 }), data);
    await assert.rejects(
      machine.fit(),
      /it goes on from candidate 0, which has other values or more iterations; give the same values, and no fewer/,
    );
  }
});
