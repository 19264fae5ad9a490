import assert from "node:assert/strict";
import * as exported from "../../measures/mod.ts";
import { auc, logLoss, mae, measures, rankedProbabilityScore } from "../../measures/mod.ts";

const MEASURES = Object.entries(exported).flatMap(([name, value]) =>
  typeof value === "function" && "goal" in value && "aggregation" in value
    ? [{ name, measure: value as ReturnType<typeof measures>[number] }] // what has these traits is a measure
    : []
);

Deno.test("every measure that is exported is listed, by its id or as another name of it", () => {
  const all = measures();
  assert.ok(MEASURES.length > 20);
  for (const { name, measure } of MEASURES) {
    assert.ok(all.includes(measure), name);
    assert.ok(name === measure.id || measure.aliases.includes(name), `${name} is exported as ${measure.id}`);
  }
});

Deno.test("no two measures share an id or another name", () => {
  const names = measures().flatMap(({ id, aliases }) => [id, ...aliases]);
  assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), []);
});

Deno.test("what is exported under another name of a measure is that measure", () => {
  for (const measure of measures()) {
    const others = MEASURES.filter(({ name }) => measure.aliases.includes(name));
    for (const other of others) assert.equal(other.measure, measure, other.name);
  }
});

Deno.test("measures() is frozen, and lists numbers, labels, distributions and curves in this order", () => {
  const all = measures();
  assert.ok(Object.isFrozen(all));
  const places = ["mae", "accuracy", "logLoss", 'marginLoss(kind = "zeroOne")', "rocCurve"].map((id) =>
    all.findIndex((measure) => measure.id === id)
  );
  assert.equal(places[0], 0);
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
});

Deno.test("measures() finds a part of an id or of another name, in capitals or not", () => {
  assert.deepEqual(measures({ name: "LogLoss" }), [logLoss]);
  assert.deepEqual(measures({ name: "crossentropy" }), [logLoss]);
  assert.deepEqual(measures({ name: "areaUnder" }), [auc]);
  assert.deepEqual(measures({ name: "no such measure" }), []);
});

Deno.test("measures() filters by each trait: what it lets through has it, what it keeps back has not", () => {
  const traits = {
    goal: ["min", "max", "none"],
    of: ["point", "distribution"],
    weighted: [true, false],
    classWeighted: [true, false],
  } as const;
  for (const [trait, values] of Object.entries(traits)) {
    const parts = values.map((value) => measures({ [trait]: value }));
    assert.equal(parts.reduce((sum, part) => sum + part.length, 0), measures().length);
    parts.forEach((part, i) => {
      assert.ok(part.length > 0);
      for (const measure of part) assert.equal(Reflect.get(measure, trait), values[i]);
    });
  }
  assert.ok(measures({ each: true }).every(({ each }) => each !== undefined));
  assert.ok(measures({ each: false }).every(({ each }) => each === undefined));
});

Deno.test("measures() finds what can judge a target, and joins conditions", () => {
  assert.ok(measures({ target: "Count" }).includes(mae));
  assert.ok(!measures({ target: "Multiclass" }).includes(rankedProbabilityScore));
  assert.ok(measures({ target: "OrderedFactor" }).includes(rankedProbabilityScore));
  assert.deepEqual(measures({ target: "Textual" }), []);
  const found = measures({ target: "Multiclass", of: "distribution", goal: "min", each: true });
  assert.ok(found.includes(logLoss) && !found.includes(auc));
});

Deno.test("measures() refuses a filter of another name", () => {
  assert.throws(() => measures({ goals: "min" } as object), {
    name: "TypeError",
    message: 'Cannot set "goals" of measures: known parameters are name, goal, of, target, weighted, ' +
      'classWeighted, each; did you mean "goal"?',
  });
});
