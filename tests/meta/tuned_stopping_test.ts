import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { numeric } from "../../data/mod.ts";
import { grid, range, tuned, TuningError } from "../../meta/mod.ts";
import { descender } from "../../testing/mod.ts";
import { bowl, FLAT } from "./_bowl.ts";

const inOrder = grid({ shuffled: false });
const valuesOf = (values: readonly number[]) => range(bowl(), "a", { values });

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
