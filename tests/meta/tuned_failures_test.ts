import assert from "node:assert/strict";
import { type Event, Machine } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import { mse } from "../../measures/mod.ts";
import { cv, grid, range, tuned, TuningError } from "../../meta/mod.ts";
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
    "Cannot choose the best for Tuned: none of 3 candidates judged is any good\n" +
      "  2 × Cannot fit Bowl: 10 is too much\n  1 × Cannot fit Bowl: 11 is too much",
  );
  assert.equal((error.cause as Error).message, "Cannot fit Bowl: 10 is too much");
});

Deno.test("what is the same for all candidates is thrown as it is: a missing backend", async () => {
  const net = neuralNetworkRegressor();
  using machine = new Machine(
    tuned(net, { ranges: range(net, "epochs", { values: [1, 2] }), search: inOrder }),
    FLAT as never,
  );
  await assert.rejects(machine.fit(), /^Error: Cannot fit NeuralNetworkRegressor: no backend given/);
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
  assert.match(error.message, /stopped \(enough\)/);
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
    message: "Cannot tune Bowl: None gave no candidates; give a search that has some",
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

Deno.test("measures that give no numbers, and wrong numbers of weights, are refused", async () => {
  const given = { ranges: valuesOf([1, 2]), search: inOrder };
  const table = Object.assign(() => [1], mse, { id: "table" });
  using machine = new Machine(tuned(bowl(), { ...given, measure: table as never }), FLAT);
  await assert.rejects(
    machine.fit(),
    /Cannot tune by table: it gave \[1\]; use a measure that gives numbers/,
  );
});
