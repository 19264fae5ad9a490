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

Deno.test("the error tells what the first candidate threw", async () => {
  using machine = new Machine(tuned(bowl(), { ranges: valuesOf([12, 11]), search: inOrder }), FLAT);
  const error = await machine.fit().then(() => undefined, (error) => error);
  assert.equal((error.cause as Error).message, "Cannot fit Bowl: 12 is too much");
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
