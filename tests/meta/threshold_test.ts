import assert from "node:assert/strict";
import fc from "fast-check";
import { type Event, get, Machine } from "../../core/mod.ts";
import { finite, labels, mode } from "../../data/mod.ts";
import { accuracy, balancedAccuracy, logLoss } from "../../measures/mod.ts";
import { calibrated, evaluate, threshold } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { labelsBy } from "../../meta/_labels_by.ts";
import { type Seen, teller } from "./_classifiers.ts";
import { RARE, TUNED } from "./_rare.ts";

Deno.test("a number is what the probability of the second level must exceed", () => {
  const probability = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
  fc.assert(fc.property(probability, fc.integer({ min: 0, max: 999 }), (p, thousandths) => {
    const t = thousandths / 1000;
    if (p === t) return; // rounding decides
    const guess = finite(["no", "yes"], [1 - p, p]);
    assert.deepEqual(labels(labelsBy(guess, [1 - t, t])), [p > t ? "yes" : "no"]);
  }));
});

Deno.test("0.5 gives modes, 0 the second level wherever it is possible at all", () => {
  const guess = finite(["no", "yes"], [[0.5, 0.5], [0.4, 0.6], [0.9, 0.1], [1, 0], [0, 1]]);
  assert.deepEqual(labelsBy(guess, [0.5, 0.5]).codes, mode(guess).codes);
  assert.deepEqual([...labelsBy(guess, [1, 0]).codes], [1, 1, 1, 0, 1]);
});

Deno.test("a fixed threshold holds no rows out, and the model has the chance it would have alone", async () => {
  const seen: Seen = [];
  using machine = new Machine(threshold(teller(1, { seen }), { threshold: 0.3 }), RARE, { seed: 2 });
  using alone = new Machine(teller(1, { seen }), RARE, { seed: 2 });
  const guess = await (await machine.fit()).predict(RARE.x);
  const { probs } = await (await alone.fit()).predict(RARE.x);
  assert.deepEqual(guess.codes, Int32Array.from(guess.codes, (_, row) => probs[2 * row + 1]! > 0.3 ? 1 : 0));
  assert.deepEqual(seen[0]!.context.rng.key, seen[1]!.context.rng.key);
  assert.equal(seen[0]!.x, RARE.x);
  assert.deepEqual(Object.keys(machine.report), ["model", "threshold"]);
});

Deno.test("a changed threshold or measure fits no model anew", async () => {
  const seen: Seen = [];
  const told = teller(1, { seen });
  const events: Event["type"][] = [];
  const options = { listener: (event: Event) => void events.push(event.type) };
  using fixed = new Machine(threshold(told), RARE, options);
  const old = await fixed.fit();
  fixed.model = threshold(told, { threshold: 0.9 });
  await fixed.fit();
  assert.equal(seen.length, 1);
  assert.deepEqual(events, ["fit", "update"]);
  await assert.rejects(old.predict(RARE.x), /^Error: Cannot predict with this Threshold: .*taken over/);
  using tuned = new Machine(threshold(told, TUNED), RARE);
  await tuned.fit();
  tuned.model = threshold(told, { ...TUNED, measure: accuracy });
  const { report } = await tuned.fit();
  assert.equal(seen.length, 2);
  using fresh = new Machine(threshold(told, { ...TUNED, measure: accuracy }), RARE);
  assert.deepEqual(report, (await fresh.fit()).report);
  tuned.model = threshold(told, { threshold: 0.9 });
  await tuned.fit();
  assert.equal(seen.at(-1)!.y.size, RARE.y.size, "without rows held out it learns from all");
});

Deno.test("another kind of model is fitted afresh, and not asked to go on", async () => {
  const asked: string[] = [];
  const seen: Seen = [];
  const told = (kind: string) => ({
    ...teller(1, { seen }),
    kind,
    update(_: unknown, old: { readonly kind: string }) {
      asked.push(old.kind);
      return undefined;
    },
  });
  for (const options of [{}, TUNED]) {
    using machine = new Machine(threshold(told("One"), options), RARE);
    await machine.fit();
    machine.model = threshold(told("Other"), options);
    await machine.fit();
  }
  assert.deepEqual(asked, []);
  assert.equal(seen.length, 4);
});

Deno.test("it is judged as a model of labels", async () => {
  const model = threshold(teller(), TUNED);
  assert.equal(model.traits.prediction, "point");
  const { results } = await evaluate(model, RARE, { measures: [accuracy, balancedAccuracy] });
  assert.ok(results.every(({ measurement }) => Number(measurement) > 0.5));
  await assert.rejects(evaluate(model, RARE, { measures: logLoss }), /judges distributions/);
});

Deno.test("paths lead through wrappers to the optimiser", () => {
  const model = threshold(calibrated(neuralNetworkClassifier())).with({ "model.model.optimiser.eta": 0.5 });
  assert.equal(get(model, "model.model.optimiser.eta"), 0.5);
  assert.equal(model.traits.iteration, "model.model.epochs");
  assert.deepEqual(model.traits.warm, [
    "model.model.epochs",
    "model.model.optimiser",
    "model.method",
    "model.keep",
    "threshold",
  ]);
});
