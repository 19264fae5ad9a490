import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { Machine, type Measure } from "../../core/mod.ts";
import { type Categorical, categorical, table } from "../../data/mod.ts";
import { accuracy, balancedAccuracy, f1, misclassificationRate } from "../../measures/mod.ts";
import { holdout, stratifiedCv, threshold } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { labelsBy } from "../../meta/_labels_by.ts";
import { type Classes, logits, type Seen, teller } from "./_classifiers.ts";
import { RARE, rare, TUNED } from "./_rare.ts";

// The score on the rows held out for every threshold that could matter.
async function scores(rows: ArrayLike<number>, measure: Measure<Categorical, Categorical>) {
  using machine = new Machine(teller(), RARE);
  const guess = await (await machine.fit()).predict(RARE.x.take(rows));
  const truth = RARE.y.take(rows);
  return Array.from({ length: 4000 }, (_, i) => measure(labelsBy(guess, [1 - i / 4000, i / 4000]), truth));
}

for (const measure of [balancedAccuracy, f1, accuracy, misclassificationRate]) {
  Deno.test(`a tuned threshold is the best by ${measure.id} on the rows held out`, async () => {
    using machine = new Machine(threshold(teller(), { ...TUNED, measure }), RARE);
    const { report } = await machine.fit();
    const rows = report.rows!.threshold!;
    assert.equal(rows.length, Math.round(RARE.y.size * 0.2));
    const all = (await scores(rows, measure)).filter((score) => !Number.isNaN(score));
    const best = measure.goal === "min" ? Math.min(...all) : Math.max(...all);
    assert.equal(report.score, best);
    assert.equal(report.measure, measure.id);
    using fixed = new Machine(threshold(teller(), { threshold: report.threshold }), RARE);
    const [x, truth] = [RARE.x.take(rows), RARE.y.take(rows)];
    const guess = await (await fixed.fit()).predict(x);
    assert.equal(measure(guess, truth), best, "the threshold itself gives that score");
    assert.deepEqual((await machine.learned.predict(x)).codes, guess.codes);
  });
}

Deno.test("tuned for balanced accuracy, rare positives are found that one half misses", async () => {
  const { x, y } = rare(3000, 9);
  using half = new Machine(threshold(teller()), RARE);
  using tuned = new Machine(threshold(teller(), TUNED), RARE);
  const before = balancedAccuracy(await (await half.fit()).predict(x), y);
  const after = balancedAccuracy(await (await tuned.fit()).predict(x), y);
  assert.ok(after > before + 0.05, `${before} → ${after}`);
});

// Probabilities of "yes" of 0.2, 0.4, 0.55 and 0.8, 10 rows of each, of which every second class is "yes".
const STEPS: Classes = (() => {
  const odds = Array.from({ length: 40 }, (_, row) => [0.25, 2 / 3, 11 / 9, 4][row % 4]!);
  const x = table({ no: odds.map(() => 0), yes: odds.map(Math.log) });
  return { x, y: categorical(odds.map((_, row) => row % 2 ? "yes" : "no")) };
})();

// Two rows of each probability.
const LAST = holdout({ share: 0.8 });

Deno.test("of thresholds with one score the nearest to one half is taken", async () => {
  using machine = new Machine(threshold(teller(), { ...TUNED, resampling: LAST }), STEPS);
  const { report } = await machine.fit();
  assert.equal(report.score, 0.75); // at 0.3, where half of the others are wrong, and at 0.675, where half of these are
  assert.ok(Math.abs(report.threshold as number - 0.675) < 1e-12);
});

Deno.test("rows that do not count have no say in what is tuned", async () => {
  const weights = Float64Array.from({ length: 40 }, (_, row) => row % 4 === 2 ? 0 : 1);
  using machine = new Machine(threshold(teller(), { ...TUNED, resampling: LAST }), { ...STEPS, weights });
  const { report } = await machine.fit();
  assert.equal(report.score, 1);
  assert.ok(Math.abs(report.threshold as number - 0.3) < 1e-12);
});

Deno.test("by folds, the model learns from all rows, and every row is held out once", async () => {
  const seen: Seen = [];
  const resampling = stratifiedCv({ folds: 4 });
  using machine = new Machine(threshold(teller(1, { seen }), { ...TUNED, resampling }), RARE, { seed: 3 });
  const { report } = await machine.fit();
  assert.equal(seen.length, 5);
  const whole = seen.find(({ y }) => y.size === RARE.y.size)!;
  const keys = seen.map(({ context }) => context.rng.key.join());
  assert.equal(new Set(keys).size, 5, "each has chance of its own");
  using alone = new Machine(teller(1, { seen }), RARE, { seed: 3 });
  await alone.fit();
  assert.deepEqual(whole.context.rng.key, seen.at(-1)!.context.rng.key);
  const rows = Array.from(report.rows!.threshold!);
  assert.deepEqual(rows.toSorted((a, b) => a - b), Array.from(RARE.y.codes.keys()));
  const { probs } = await (await alone.fit()).predict(RARE.x);
  const guess = (await machine.learned.predict(RARE.x)).codes;
  assert.deepEqual(
    guess,
    Int32Array.from(guess, (_, row) => probs[2 * row + 1]! > (report.threshold as number) ? 1 : 0),
  );
});

Deno.test("where tuning fails nothing stays held", async () => {
  using backend = reference();
  const never: Measure<Categorical, Categorical> = Object.assign(() => NaN, { ...accuracy, id: "never" });
  const network = neuralNetworkClassifier({ epochs: 1 });
  using machine = new Machine(threshold(network, { ...TUNED, measure: never }), logits(40), { backend });
  await assert.rejects(machine.fit(), /^DataError: Cannot tune a threshold by never: it is no number/);
  assert.equal(backend.live, 0);
});
