import assert from "node:assert/strict";
import { type Event, Machine } from "../../core/mod.ts";
import { type Numeric, numeric } from "../../data/mod.ts";
import { mae, mse } from "../../measures/mod.ts";
import {
  cv,
  grid,
  leastLoss,
  oneStandardError,
  range,
  type Tuned,
  tuned,
  TuningError,
} from "../../meta/mod.ts";
import { descender } from "../../testing/mod.ts";
import { neuralNetworkRegressor } from "../../models/mod.ts";
import { bowl, FLAT } from "./_bowl.ts";

const inOrder = grid({ shuffled: false });
const valuesOf = (values: readonly number[]) => range(bowl(), "a", { values });

Deno.test("a candidate that fails is kept with the reason, and never chosen", async () => {
  const told: Event[] = [];
  const model = tuned(bowl(), {
    ranges: valuesOf([10, 2, 11]),
    search: inOrder,
    resampling: cv({ folds: 2 }),
  });
  using machine = new Machine(model, FLAT, { listener: (event) => told.push(event) });
  const { report } = await machine.fit();
  assert.equal(report.bestEntry.number, 1);
  assert.deepEqual(report.history.map(({ failure }) => failure), [
    "fold 1 of 2: Cannot fit Bowl: 10 is too much",
    undefined,
    "fold 1 of 2: Cannot fit Bowl: 11 is too much",
  ]);
  assert.deepEqual(report.history.map(({ loss }) => loss), [NaN, 4, NaN]);
  assert.deepEqual(report.losses, [4, 4, 4]);
  assert.match(String(machine.learned), /^Tuned: the best of 3 candidates \(2 failed\) is a = 2: mse 4$/);
  const progress = told.filter(({ type }) => type === "progress");
  assert.deepEqual(progress.map((event) => "best" in event && event.best), [
    undefined,
    undefined,
    "mse 4",
    "mse 4",
  ]);
});

Deno.test("a candidate that gets no number is kept with the reason, and never chosen", async () => {
  const strange = Object.assign(
    (guess: never, truth: never) => {
      const value = mse(guess, truth);
      return value > 8 ? NaN : value > 3 ? -Infinity : value;
    },
    mse,
    { id: "strange" },
  );
  const model = tuned(bowl(), { ranges: valuesOf([3, 2, 1]), search: inOrder, measure: strange });
  using machine = new Machine(model, FLAT);
  const { report } = await machine.fit();
  assert.equal(report.bestEntry.number, 2);
  assert.deepEqual(report.history.map(({ failure }) => failure), [
    "judged by strange as NaN",
    "judged by strange as -Infinity",
    undefined,
  ]);
});

Deno.test("a candidate whose training diverges fails alone, and says where", async () => {
  const model = tuned(descender(), {
    ranges: range(descender(), "eta", { values: [0.01, 1e300] }),
    search: inOrder,
  });
  using machine = new Machine(model, { x: numeric([1, 2, 3, 4, 5]), y: numeric([1, 2, 3, 4, 5]) });
  const { report } = await machine.fit();
  assert.match(
    report.history[1]!.failure!,
    /^Cannot judge Descender: its training loss was (NaN|Infinity) in epoch/,
  );
});

Deno.test("where no candidate can be judged, the error has all of them, and says why", async () => {
  using machine = new Machine(tuned(bowl(), { ranges: valuesOf([10, 11, 10]), search: inOrder }), FLAT);
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.ok(error instanceof TuningError);
  assert.equal(error.history.length, 3);
  assert.equal(
    error.message,
    "Cannot tune Bowl: of 3 candidates none could be judged; change the ranges, or mend what they say\n" +
      "  2 × Cannot fit Bowl: 10 is too much\n  1 × Cannot fit Bowl: 11 is too much",
  );
  assert.equal((error.cause as Error).message, "Cannot fit Bowl: 10 is too much");
});

Deno.test("what is the same for all candidates is told once: a missing backend", async () => {
  const net = neuralNetworkRegressor();
  using machine = new Machine(
    tuned(net, { ranges: range(net, "epochs", { values: [1, 2] }), search: inOrder }),
    FLAT as never,
  );
  await assert.rejects(
    machine.fit(),
    /\n {2}2 × Cannot fit NeuralNetworkRegressor: no backend given; pass one, [^\n]*$/,
  );
});

Deno.test("an abort gives the history so far, and the name of its reason", async () => {
  const abort = new AbortController();
  const model = tuned(bowl(), { ranges: range(bowl(), "a", { lower: -1, upper: 1 }), n: 100 });
  using machine = new Machine(model, FLAT, {
    signal: abort.signal,
    listener: (event) => event.type === "progress" && event.done === 7 && abort.abort(),
  });
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.ok(error instanceof TuningError);
  assert.equal(error.name, "AbortError");
  assert.equal(error.history.length, 7);
  assert.equal(error.bestEntry!.loss, Math.min(...error.history.map(({ loss }) => loss)));
  assert.equal(error.cause, abort.signal.reason);
});

Deno.test("an abort before the first candidate is thrown as it is", async () => {
  const model = tuned(bowl(), { ranges: range(bowl(), "a", { lower: -1, upper: 1 }) });
  using machine = new Machine(model, FLAT, { signal: AbortSignal.abort() });
  await assert.rejects(machine.fit(), { name: "AbortError" });
});

Deno.test("a listener that throws ends the search, which keeps its history", async () => {
  const model = tuned(bowl(), { ranges: range(bowl(), "a", { lower: -1, upper: 1 }), n: 9 });
  using machine = new Machine(model, FLAT, {
    listener(event) {
      if (event.type === "progress" && event.done === 3) throw new Error("enough");
    },
  });
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.ok(error instanceof TuningError);
  assert.equal(error.history.length, 3);
  assert.equal(
    error.message,
    'Cannot go on tuning Bowl: enough; 3 candidates judged before, kept in "history" of this error',
  );
});

Deno.test("after the time limit no candidate is begun, and a later fit goes on", async () => {
  const notes: string[] = [];
  const model = tuned(bowl(), {
    ranges: range(bowl(), "a", { lower: -1, upper: 1 }),
    n: 1e6,
    timeLimit: 0.02,
  });
  using machine = new Machine(model, FLAT, {
    seed: 4,
    listener: (event) => event.type === "note" && notes.push(event.message),
  });
  const { report: { history, stopped } } = await machine.fit();
  assert.ok(history.length > 0 && history.length < 1e6);
  assert.equal(stopped, "its time limit of 0.02 s has passed");
  const count = `${history.length} candidate${history.length === 1 ? "" : "s"}`;
  assert.deepEqual(notes, [`Tuned: ${count} of 1000000: ${stopped}`]);
  machine.model = model.with({ n: history.length + 2, timeLimit: Infinity });
  const all = (await machine.fit()).report.history;
  using other = new Machine(machine.model, FLAT, { seed: 4 });
  assert.deepEqual(all.map(({ loss }) => loss), (await other.fit()).report.history.map(({ loss }) => loss));
});

Deno.test("however short the time limit, one candidate is judged", async () => {
  const model = tuned(bowl(), { ranges: valuesOf([2, 1]), search: inOrder, timeLimit: 1e-9 });
  using machine = new Machine(model, FLAT);
  assert.equal((await machine.fit()).report.history.length, 1);
});

Deno.test("a search that gives no candidates is refused", async () => {
  const none = { ...inOrder, kind: "None", start: () => ({ ask: () => [], tell() {} }) };
  using machine = new Machine(tuned(bowl(), { ranges: valuesOf([2]), search: none }), FLAT);
  await assert.rejects(machine.fit(), {
    message: "Cannot tune Bowl: None has no more candidates; give a search that has some",
  });
});

Deno.test("without trainBest the best is told, and does not predict", async () => {
  using machine = new Machine(
    tuned(bowl(), { ranges: valuesOf([2, 1]), search: inOrder, trainBest: false }),
    FLAT,
  );
  const learned = await machine.fit();
  assert.equal(learned.report.bestEntry.number, 1);
  assert.equal(learned.report.bestReport, undefined);
  await assert.rejects(learned.predict(FLAT.x), {
    message:
      "Cannot predict with Tuned: trainBest is false, so the best was only chosen; set trainBest: true, or fit " +
      "report.bestModel",
  });
  machine.model = machine.model.with({ trainBest: true });
  assert.deepEqual([...(await (await machine.fit()).predict(FLAT.x)).values], Array(8).fill(1));
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
const table = Object.assign(() => [1], mse, { id: "table" });
const REFUSED: readonly [name: string, model: Tuned<Numeric, Numeric, Numeric>, message: RegExp][] = [
  [
    "measures that give no numbers",
    tuned(bowl(), { ...given, measure: table as never }),
    /Cannot tune by table: it gave \[1\]; use a measure that gives numbers/,
  ],
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
    if (!message.source.includes("gave")) assert.equal(fits, 0);
  });
}

Deno.test("rows held out that all weigh nothing are refused", async () => {
  const weights = Float64Array.from([1, 1, 1, 1, 0, 0, 0, 0]);
  const model = tuned(bowl(), { ...given, resampling: [{ train: [0, 1], test: [4, 5] }] });
  using machine = new Machine(model, { ...FLAT, weights });
  await assert.rejects(machine.fit(), /^DataError: Cannot judge Bowl: all 2 held out have weight 0/);
});

Deno.test("an abort while the best learns from all rows gives the history", async () => {
  const abort = new AbortController();
  const model = tuned(descender({ epochs: 3 }), {
    ranges: range(descender(), "eta", { values: [0.01, 0.02] }),
    search: inOrder,
  });
  let candidates = 0;
  using machine = new Machine(model, { x: numeric([1, 2, 3, 4, 5]), y: numeric([1, 2, 3, 4, 5]) }, {
    signal: abort.signal,
    listener(event) {
      if (event.type === "progress") candidates = event.done;
      if (event.type === "epoch" && candidates === 2) abort.abort();
    },
  });
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.ok(error instanceof TuningError);
  assert.equal(error.name, "AbortError");
  assert.equal(error.history.length, 2);
});

Deno.test("the error tells what the first candidate threw, whichever ended first", async () => {
  using machine = new Machine(tuned(bowl(), { ranges: valuesOf([12, 11]), search: inOrder }), FLAT);
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.equal((error.cause as Error).message, "Cannot fit Bowl: 12 is too much");
});

Deno.test("a search that breaks loses nothing that was judged", async () => {
  let asked = 0;
  const breaks = {
    ...inOrder,
    kind: "Breaks",
    start: () => ({
      ask() {
        if (asked++ > 1) throw new Error("no more ideas");
        return [{ values: [asked] }];
      },
      tell() {},
    }),
  };
  using machine = new Machine(tuned(bowl(), { ranges: valuesOf([1, 2, 3]), search: breaks, n: 5 }), FLAT);
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.ok(error instanceof TuningError);
  assert.equal(error.history.length, 2);
  assert.match(error.message, /^Cannot go on tuning Bowl: no more ideas; 2 candidates judged before/);
});

const ODD: readonly [name: string, trials: readonly unknown[], message: RegExp][] = [
  ["no trial", [undefined], /candidate 0 of Odd: it is undefined; give \{ values \}/],
  ["too few values", [{ values: [] }], /its values are \[\]; give one for each of a$/],
  ["iterations of a model that counts none", [{ values: [1], iterations: 2 }], /and the model counts none$/],
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
      /it goes on from candidate 0, which has other values or more iterations/,
    );
  }
});

Deno.test("what got no number keeps its measurements when the search goes on", async () => {
  const strange = Object.assign((guess: never, truth: never) => -1 / (4 - mse(guess, truth)), mse, {
    id: "strange",
  });
  const model = tuned(bowl(), { ranges: valuesOf([2, 1, 0]), search: inOrder, measure: strange, n: 2 });
  using machine = new Machine(model, FLAT);
  const before = (await machine.fit()).report.history[0]!;
  machine.model = model.with({ n: 3 });
  const after = (await machine.fit()).report.history[0]!;
  assert.deepEqual(before.measurements, [-Infinity]);
  assert.equal(JSON.stringify(after), JSON.stringify(before));
});

Deno.test("an abort is heard while candidates fail before they are fitted", async () => {
  const abort = new AbortController();
  let made = 0;
  const picky = {
    ...bowl(),
    with: () => {
      if (++made === 5) abort.abort();
      throw new RangeError("these do not go together");
    },
  };
  const model = tuned(picky, { ranges: range(bowl(), "a", { lower: 0, upper: 1 }), n: 50_000 });
  using machine = new Machine(model, FLAT, { signal: abort.signal });
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.equal(error.name, "AbortError");
  assert.equal(error.history.length, 5);
});
