import assert from "node:assert/strict";
import { type Event, Machine } from "../../core/mod.ts";
import { cells } from "../../data/mod.ts";
import { iterated, keepBest, numberLimit, patience, step } from "../../meta/mod.ts";
import { descender } from "../../testing/mod.ts";
import { guessed, ROWS, scripted } from "./_scripted.ts";

const GUESSES = [5, 3, 4, 6, 7, 2, 1, 8];

function machineOf(model: ReturnType<typeof scripted>, heard: string[], listener?: (event: Event) => void) {
  const hearing = model.with({ hear: (what: string) => heard.push(what) });
  const controlled = iterated(hearing, { controls: [step(1), patience(2)], measure: guessed });
  return new Machine(controlled, ROWS, { ...(listener && { listener }) });
}

Deno.test("other controls go on from what was kept, and count it among the best", async () => {
  const heard: string[] = [];
  const told: string[] = [];
  using machine = machineOf(
    scripted(GUESSES),
    heard,
    (event) => event.type !== "note" && told.push(event.type),
  );
  await machine.fit(); // 4 trained, 2 kept
  heard.length = 0;
  machine.model = machine.model.with({ controls: [step(1), numberLimit(2)] });
  const { report } = await machine.fit();
  assert.deepEqual(told, ["fit", "update"]);
  assert.deepEqual(heard.filter((what) => !what.startsWith("dispose")), ["update 3", "update 4", "fit 2"]);
  assert.deepEqual([report.iterations, report.kept, report.measurement], [4, 2, 3]);
  assert.deepEqual(report.judged?.map(({ iterations }) => iterations), [1, 2, 3, 4]);
  machine.model = machine.model.with({ controls: [step(1), numberLimit(5)] });
  assert.deepEqual((await machine.fit()).report.kept, 7);
  const guess = cells(await machine.learned.predict(ROWS.x))[0];
  assert.equal(guess, 1);
});

Deno.test("other controls go on with keepBest() among them as with the flag", async () => {
  using machine = machineOf(scripted(GUESSES), []);
  await machine.fit();
  machine.model = machine.model.with({ controls: [step(1), keepBest(), numberLimit(2)] });
  assert.equal((await machine.fit()).report.kept, 2);
});

Deno.test("what was measured of iterations that are trained anew, by a changed model, is forgotten", async () => {
  using machine = machineOf(scripted(GUESSES), []);
  await machine.fit(); // 4 trained, 2 kept
  machine.model = machine.model.with({ "model.pace": 2, controls: [step(1), numberLimit(2)] });
  const { report } = await machine.fit();
  assert.deepEqual([report.kept, report.measurement], [2, 6]);
  assert.deepEqual(report.judged?.map(({ measurement }) => measurement), [5, 6, 8, 12]);
});

Deno.test("what was measured before a change is forgotten, even if nothing is measured in its place", async () => {
  const controls = [step(1), patience(2)];
  const options = { controls, measure: guessed, keepBest: false };
  using machine = new Machine(iterated(scripted(GUESSES), options), ROWS);
  await machine.fit(); // 4 trained, 4 kept
  machine.model = machine.model.with({ "model.pace": 2, controls: [step(1), numberLimit(1)] });
  const { report } = await machine.fit();
  assert.deepEqual([report.kept, report.measurement], [5, undefined]);
  assert.deepEqual(report.judged?.map(({ iterations }) => iterations), [1, 2, 3]);
});

Deno.test("all that was fitted is disposed of in the end", async () => {
  const heard: string[] = [];
  {
    using machine = machineOf(scripted(GUESSES), heard);
    await machine.fit();
    machine.model = machine.model.with({ retrain: true });
    await machine.fit();
  }
  // scripted models do not dispose of what an update takes over
  const fits = heard.filter((what) => what.startsWith("fit")).length;
  assert.equal(heard.filter((what) => what.startsWith("dispose")).length, fits);
});

Deno.test("a model that changed as it may goes on, one that changed otherwise starts over", async () => {
  const told: string[] = [];
  const listener = ({ type }: Event) => type !== "note" && type !== "epoch" && told.push(type);
  const controls = [step(3), numberLimit(1)];
  using machine = new Machine(iterated(descender(), { controls, keepBest: false }), ROWS, { listener });
  await machine.fit();
  machine.model = machine.model.with({ "model.eta": 0.01 });
  assert.equal((await machine.fit()).report.iterations, 6);
  machine.model = machine.model.with({ "model.lambda": 0.5 });
  assert.equal((await machine.fit()).report.iterations, 3);
  machine.model = machine.model.with({ retrain: true });
  assert.equal((await machine.fit()).report.iterations, 3);
  machine.model = machine.model.with({ controls: [step(2), numberLimit(1)] }); // after retraining all changes start over
  assert.equal((await machine.fit()).report.iterations, 2);
  assert.deepEqual(told, ["fit", "update", "fit", "fit", "fit"]);
});

Deno.test("what is warm is named by the traits, and exists", () => {
  const { warm } = iterated(descender()).traits;
  assert.deepEqual(warm, ["controls", "model.epochs", "model.eta"]);
  assert.deepEqual(iterated(descender(), { retrain: true }).traits.warm, []);
});

Deno.test("iterated() has no iterations of its own, and says that it holds rows out", () => {
  const { traits } = iterated(descender());
  assert.deepEqual([traits.iteration, traits.holdsOut], [undefined, true]);
  assert.equal(iterated(descender(), { resampling: "none" }).traits.holdsOut, undefined);
});
