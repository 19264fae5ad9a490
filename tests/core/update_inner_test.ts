import assert from "node:assert/strict";
import { contextOf, type Event, type Learned, type Model, updateInner } from "../../core/mod.ts";

const learned: Learned = {
  report: {},
  save: () => Promise.resolve({ kind: "Inner", data: {}, arrays: new Map() }),
  [Symbol.dispose]() {},
};

type Update = NonNullable<Model<object>["update"]>;

// A model of one hyperparameter, and what was told when it was asked to go on by `old`.
function asked(update: Update, { old = 1, kind = "Inner" } = {}) {
  const model = (rate: number): Model<object> => ({
    kind,
    params: { rate },
    traits: {},
    with: () => model(rate),
    fit: () => Promise.resolve(learned),
    update,
  });
  const told: Event[] = [];
  const context = contextOf({ listener: (event) => void told.push(event) });
  const from = { learned, old: { ...model(old), kind: "Inner" }, data: {}, context };
  return { told, ask: (wrapper?: string) => updateInner(model(2), { ...from, ...(wrapper && { wrapper }) }) };
}

const goesOn: Update = (_, __, ___, { emit }) => {
  emit({ type: "update", kind: "Inner" });
  emit({ type: "note", message: "on" });
  return Promise.resolve(learned);
};

Deno.test("a wrapper is told of before its model, and once", async () => {
  const { told, ask } = asked(goesOn);
  assert.equal(await ask("Wrapper"), learned);
  assert.deepEqual(told, [
    { type: "update", kind: "Wrapper" },
    { type: "update", kind: "Inner" },
    { type: "note", message: "on" },
  ]);
});

Deno.test("without a wrapper only the model tells", async () => {
  const { told, ask } = asked(goesOn);
  await ask();
  assert.deepEqual(told.map(({ type }) => type), ["update", "note"]);
});

Deno.test("where the model cannot go on, or is of another kind, nothing is told", () => {
  const { told, ask } = asked(() => undefined);
  assert.equal(ask("Wrapper"), undefined);
  const other = asked(goesOn, { kind: "Other" });
  assert.equal(other.ask("Wrapper"), undefined);
  assert.deepEqual([told, other.told], [[], []]);
});

Deno.test("a model that did not change is not asked: what it learned is given back, and the wrapper told of", async () => {
  const { told, ask } = asked(() => assert.fail("it was asked"), { old: 2 });
  assert.equal(await ask("Wrapper"), learned);
  assert.deepEqual(told, [{ type: "update", kind: "Wrapper" }]);
});
