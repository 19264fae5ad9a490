import assert from "node:assert/strict";
import fc from "fast-check";
import { reference } from "../../backends/reference/mod.ts";
import { type Event, get, Machine, type Measure } from "../../core/mod.ts";
import {
  type Categorical,
  categorical,
  finite,
  labels,
  mode,
  type Numeric,
  numeric,
  table,
} from "../../data/mod.ts";
import {
  accuracy,
  balancedAccuracy,
  confusionMatrix,
  f1,
  logLoss,
  misclassificationRate,
} from "../../measures/mod.ts";
import {
  calibrated,
  evaluate,
  holdout,
  inSample,
  repeated,
  stratifiedCv,
  threshold,
} from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { labelsBy } from "../../meta/_labels_by.ts";
import { type Classes, logits, type Seen, teller } from "./_classifiers.ts";
import { nearest } from "./_toys.ts";

// Of the positive rows one in six is kept, which makes ln 6 less of their log odds.
function rare(size: number, seed: number): Classes {
  const { x, y } = logits(size, { levels: ["no", "yes"], seed });
  const rows = Array.from(y.codes.keys()).filter((row) => y.codes[row] === 0 || row % 6 === 0);
  const [no, yes] = x.take(rows).names.map((name) => (x.take(rows).column(name) as Numeric).values);
  return { x: table({ no: numeric(no!.map((v) => v + Math.log(6))), yes: numeric(yes!) }), y: y.take(rows) };
}

const RARE = rare(400, 5);

const TUNED = { threshold: "tuned" } as const;

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

Deno.test("of thresholds with one score the nearest to one half is taken", async () => {
  using machine = new Machine(threshold(teller(), TUNED), STEPS);
  const { report } = await machine.fit();
  assert.equal(report.score, 0.75); // at 0.3, where half of the others are wrong, and at 0.675, where half of these are
  assert.ok(Math.abs(report.threshold as number - 0.675) < 1e-12);
});

Deno.test("rows that do not count have no say in what is tuned", async () => {
  const weights = Float64Array.from({ length: 40 }, (_, row) => row % 4 === 2 ? 0 : 1);
  using machine = new Machine(threshold(teller(), TUNED), { ...STEPS, weights });
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

Deno.test("where tuning fails nothing stays held", async () => {
  using backend = reference();
  const never: Measure<Categorical, Categorical> = Object.assign(() => NaN, { ...accuracy, id: "never" });
  const network = neuralNetworkClassifier({ epochs: 1 });
  using machine = new Machine(threshold(network, { ...TUNED, measure: never }), logits(40), { backend });
  await assert.rejects(machine.fit(), /^DataError: Cannot tune a threshold by never: it is no number/);
  assert.equal(backend.live, 0);
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

const THREE = logits(30, { levels: ["a", "b", "c"] });
const fit = (options: Parameters<typeof threshold>[1], data: Classes = RARE) =>
  new Machine(threshold(teller(), options), data).fit();

Deno.test("hyperparameters out of range are refused when they are set", () => {
  for (const given of [-0.1, 1, NaN]) {
    assert.throws(() => threshold(teller(), { threshold: given }), /^RangeError: Cannot set "threshold"/);
  }
  assert.throws(() => threshold(teller(), { threshold: { no: 0.5, yes: 0 } }), /Cannot set "threshold"/);
  assert.throws(() => threshold(teller(), { measure: logLoss as never }), /expected a measure of labels/);
  assert.throws(
    () => threshold(teller(), { measure: confusionMatrix as never }),
    /expected a measure of labels/,
  );
  assert.throws(() => threshold(nearest as never), /expected a classifier that predicts distributions/);
});

Deno.test("a target that thresholds do not suit is refused, and says what would do", async () => {
  await assert.rejects(fit({ threshold: 0.4 }, THREE), {
    name: "DataError",
    message:
      "Cannot predict labels by the threshold 0.4: the target has 3 levels (a, b, c), and 2 are wanted; " +
      "give a threshold for each level, by label",
  });
  await assert.rejects(fit(TUNED, THREE), /^DataError: .*the threshold "tuned"/);
  await assert.rejects(
    fit({ threshold: { a: 1, b: 1 } }, THREE),
    /^DataError: .*for a, b: .*one for each level/,
  );
  await assert.rejects(
    fit({ threshold: { no: 1, maybe: 1 } }),
    /^DataError: .*for no, maybe: the target has 2 levels \(no, yes\)/,
  );
  const y = numeric(new Array(30).fill(0)) as never;
  await assert.rejects(fit({}, { x: THREE.x, y }), /^DataError: .*the target is C.*coerce it to Multiclass/);
});

Deno.test("rows that cannot be held out are refused", async () => {
  const by = (resampling: Parameters<typeof threshold>[1]) => fit({ ...TUNED, ...resampling });
  await assert.rejects(by({ resampling: inSample() }), {
    name: "DataError",
    message:
      "Cannot hold out rows for Threshold by these folds: fold 1 learns from row 0, which it holds out; " +
      "use e.g. cv()",
  });
  const twice = repeated(stratifiedCv({ folds: 2 }), { times: 2 });
  await assert.rejects(
    by({ resampling: twice }),
    /row \d+ is held out twice; use a resampling that holds out each row once/,
  );
  await assert.rejects(
    by({ resampling: { pairs: () => [] } }),
    /Cannot hold out rows for Threshold: the resampling holds out none/,
  );
  const sorted = Array.from(RARE.y.codes.keys()).sort((a, b) => RARE.y.codes[a]! - RARE.y.codes[b]!);
  const inOrder = { x: RARE.x.take(sorted), y: RARE.y.take(sorted) };
  await assert.rejects(
    fit({ ...TUNED, resampling: holdout({ share: 0.95 }) }, inOrder),
    /^DataError: Cannot tune a threshold by \d+ rows held out: none of them is no/,
  );
});
