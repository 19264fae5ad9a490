import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { type Context, type Event, get, Machine, type Supervised } from "../../core/mod.ts";
import {
  type Categorical,
  categorical,
  cells,
  type Finite,
  finite,
  numeric,
  type Table,
  table,
} from "../../data/mod.ts";
import { brierLoss, expectedCalibrationError, logLoss } from "../../measures/mod.ts";
import { balanced, calibrated, evaluate, rowReport, stratifiedCv, threshold } from "../../meta/mod.ts";
import { descent } from "../../nn/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { type Classes, logits, type Seen, teller } from "./_classifiers.ts";
import { smallNetwork } from "./_networks.ts";
import { learnedOf, toy } from "./_toys.ts";

const METHODS = ["temperature", "platt", "isotonic", "auto"] as const;
const TWO = ["no", "yes"];
const THREE = ["a", "b", "c"];

async function fit(model: Supervised<Table, Categorical, Finite>, data: Classes, seed = 0) {
  const wrapped = calibrated(model);
  using machine = new Machine(wrapped, data, { seed });
  const learned = await machine.fit();
  return { report: learned.report, guess: await learned.predict(data.x) };
}

for (const levels of [TWO, THREE]) {
  for (const method of METHODS) {
    const name = `${method} of ${levels.length} levels`;
    Deno.test(`an overconfident model is calibrated: ${name}`, async () => {
      using machine = new Machine(calibrated(teller(5), { method }), logits(2000, { levels }));
      const learned = await machine.fit();
      const { kept, before, after } = learned.report;
      assert.ok(kept && after < 0.6 * before, `${before} → ${after}`);
      const fresh = logits(2000, { levels, seed: 8 });
      using alone = new Machine(teller(5), fresh);
      const [guess, raw] = [await learned.predict(fresh.x), await (await alone.fit()).predict(fresh.x)];
      assert.ok(logLoss(guess, fresh.y) < 0.6 * logLoss(raw, fresh.y));
      assert.ok(Math.abs(logLoss(guess, fresh.y) - after) < 0.1, "rows never seen fare as was reported");
      for (let row = 0; row < guess.size; row++) {
        const own = Array.from(guess.take([row]).probs);
        assert.ok(Math.abs(own.reduce((sum, p) => sum + p) - 1) < 1e-12 && own.every((p) => p > 0));
      }
    });

    Deno.test(`what is calibrated already is left alone, or hardly changed: ${name}`, async () => {
      const fresh = logits(2000, { levels, seed: 8 });
      using alone = new Machine(teller(), fresh);
      const own = logLoss(await (await alone.fit()).predict(fresh.x), fresh.y);
      for (let seed = 0; seed < 10; seed++) {
        using machine = new Machine(calibrated(teller(), { method }), logits(1000, { levels, seed }), {
          seed,
        });
        const learned = await machine.fit();
        assert.ok(logLoss(await learned.predict(fresh.x), fresh.y) < own + 0.02);
      }
    });
  }
}

Deno.test("the temperature of an overconfident model is by how much it is", async () => {
  for (const [sharpness, levels] of [[5, TWO], [3, THREE], [0.25, THREE]] as const) {
    using machine = new Machine(calibrated(teller(sharpness)), logits(5000, { levels: [...levels] }));
    const { temperature } = (await machine.fit()).report;
    assert.ok(Math.abs(temperature! / sharpness - 1) < 0.15, `${temperature} for ${sharpness}`);
  }
});

Deno.test("where the log loss does not improve, predictions are the model's own, to the last bit", async () => {
  const data = logits(300, { levels: TWO });
  const { report, guess } = await fit(teller(), data);
  assert.equal(report.kept, false);
  assert.ok(report.after >= report.before);
  using alone = new Machine(teller(), data);
  assert.deepEqual(guess.probs, (await (await alone.fit()).predict(data.x)).probs);
  using always = new Machine(calibrated(teller(), { keep: "always" }), data);
  const kept = await always.fit();
  assert.equal(kept.report.kept, true);
  assert.equal(kept.report.after, report.after);
  assert.notDeepEqual((await kept.predict(data.x)).probs, guess.probs);
});

Deno.test("the log loss after is that of rows never seen, not of those that the calibration was fitted to", async () => {
  const fresh = logits(3000, { levels: TWO, seed: 99 });
  let [optimism, inSample] = [0, 0];
  for (let seed = 0; seed < 30; seed++) {
    const data = logits(200, { levels: TWO, seed });
    using machine = new Machine(calibrated(teller(2), { method: "isotonic", keep: "always" }), data, {
      seed,
    });
    const learned = await machine.fit();
    const truly = logLoss(await learned.predict(fresh.x), fresh.y);
    const rows = learned.report.rows!.calibration!;
    optimism += (truly - learned.report.after) / 30;
    inSample += (truly - logLoss(await learned.predict(data.x.take(rows)), data.y.take(rows))) / 30;
  }
  assert.ok(inSample > 0.05, `judged by its own rows it looks better by ${inSample}`);
  assert.ok(optimism < 0.02, `as reported it looks better by ${optimism}`);
});

Deno.test("auto takes the method with the least log loss", async () => {
  const data = logits(1500, { levels: THREE });
  const losses = new Map<string, number>();
  for (const method of METHODS) {
    using machine = new Machine(calibrated(teller(0.3), { method }), data);
    const { report } = await machine.fit();
    losses.set(method, report.after);
    if (method === "auto") assert.equal(report.after, losses.get(report.method));
  }
  assert.equal(losses.get("auto"), Math.min(...losses.values()));
});

Deno.test("held-out rows are a fifth of each class, and not learned from", async () => {
  const seen: Seen = [];
  const y = categorical(Array.from({ length: 100 }, (_, i) => i % 10 === 0 ? "yes" : "no"));
  const x = table({
    no: Array.from({ length: 100 }, (_, i) => -i),
    yes: Array.from({ length: 100 }, (_, i) => i),
  });
  const { report } = await fit(teller(0.01, { seen }), { x, y });
  const rows = Array.from(report.rows!.calibration!);
  assert.equal(rows.filter((row) => row % 10 === 0).length, 2);
  assert.equal(rows.length, 20);
  const learnedFrom = cells(seen[0]!.x.column("yes"));
  assert.deepEqual(
    [...learnedFrom, ...rows].map(Number).sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
});

Deno.test("by folds, the model learns from all rows, and each row is held out once", async () => {
  const seen: Seen = [];
  const data = logits(100, { levels: THREE });
  const model = calibrated(teller(4, { seen }), { resampling: stratifiedCv({ folds: 5, shuffled: true }) });
  using machine = new Machine(model, data);
  const { report } = await machine.fit();
  assert.equal(seen.length, 6);
  assert.equal(seen.filter((given) => given.y.size === 100).length, 1);
  assert.equal(new Set(Array.from(report.rows!.calibration!)).size, 100);
  assert.ok(report.kept);
});

Deno.test("a changed method or keep fits no model anew, and gives what a fresh fit gives", async () => {
  const seen: Seen = [];
  const data = logits(200, { levels: THREE });
  const told = teller(3, { seen });
  using machine = new Machine(calibrated(told), data);
  await machine.fit();
  machine.model = machine.model.with({ method: "platt", keep: "always" });
  const { report } = await machine.fit();
  assert.equal(seen.length, 1);
  using fresh = new Machine(machine.model, data);
  assert.deepEqual(report, (await fresh.fit()).report);
});

Deno.test("a class that the model gave no probability is given none", async () => {
  const y = categorical([..."aababbaabab"].flatMap((label) => [label, label]), { levels: ["a", "b", "z"] });
  const data = { x: table({ i: Array.from(y.codes.keys()) }), y };
  for (const method of METHODS) {
    using machine = new Machine(calibrated(constantClassifier(), { method, keep: "always" }), data);
    const guess = await (await machine.fit()).predict(data.x);
    assert.deepEqual(guess.support, ["a", "b"]);
    assert.equal(guess.probs[2], 0);
    assert.ok(Math.abs(guess.probs[0]! + guess.probs[1]! - 1) < 1e-12);
  }
});

Deno.test("certain guesses, some of them wrong, become uncertain", async () => {
  const labels = Array.from({ length: 200 }, (_, i) => i % 5 === 0 ? "no" : "yes");
  const data = { x: table({ i: labels.map((_, i) => i) }), y: categorical(labels) };
  const sure = { ...toy<Table, Categorical, Finite>("Sure", () => learnedOf(certain)), traits: {} };
  for (const method of METHODS) {
    using machine = new Machine(calibrated(sure, { method }), data);
    const learned = await machine.fit();
    const [, yes] = (await learned.predict(data.x)).probs;
    assert.ok(learned.report.kept);
    assert.ok(Math.abs(yes! - 0.8) < (method === "temperature" ? 0.2 : 0.06), `${method}: ${yes}`);
  }
});

function certain(x: Table): Finite {
  return finite(TWO, Array.from({ length: x.size }, () => [0, 1]));
}

Deno.test("a calibrated network is evaluated as any other, its rows told", async () => {
  using backend = reference();
  const model = calibrated(smallNetwork()).with({ "model.optimiser.eta": 0.05, "model.epochs": 20 });
  assert.equal(get(model, "model.optimiser.eta"), 0.05);
  const measures = [logLoss, brierLoss, expectedCalibrationError];
  const data = logits(120, { levels: THREE });
  const evaluation = await evaluate(model, data, { backend, measures });
  assert.ok(evaluation.results.every(({ measurement }) => Number.isFinite(measurement)));
  for (const { uses } of rowReport(evaluation)) {
    const [train, test] = [new Set(Array.from(uses.get("train")!)), new Set(Array.from(uses.get("test")!))];
    const apart = Array.from(uses.get("calibration")!);
    assert.ok(apart.length > 0 && apart.every((row) => train.has(row) && !test.has(row)));
  }
});

Deno.test("row numbers of wrappers within wrappers are those of the data", async () => {
  const seen: Seen = [];
  const data = logits(200, { levels: TWO });
  const x = table({
    no: data.x.column(data.x.names[0]!),
    yes: Array.from({ length: 200 }, (_, i) => i / 100),
  });
  const model = threshold(calibrated(balanced(teller(1, { seen }), { by: "undersample" })), {
    threshold: "tuned",
  });
  using machine = new Machine(model, { x, y: data.y });
  const { rows } = (await machine.fit()).report;
  const [tuned, apart, drawn] = [rows!.threshold!, rows!.calibration!, rows!.balanced!].map((own) =>
    Array.from(own)
  );
  assert.deepEqual(cells(seen[0]!.x.column("yes")), drawn!.map((row) => row / 100));
  assert.equal(
    new Set([...tuned!, ...apart!, ...drawn!]).size,
    tuned!.length + apart!.length + drawn!.length,
  );
  assert.deepEqual([tuned!.length, apart!.length], [40, 32]);
});

Deno.test("a fold that fails leaves nothing held", async () => {
  using backend = reference();
  const failing = { ...smallNetwork(), fit: failsAfter(2) };
  const model = calibrated(failing, { resampling: stratifiedCv({ folds: 3 }) });
  using machine = new Machine(model, logits(60, { levels: TWO }), { backend });
  await assert.rejects(machine.fit(), {
    message: "Cannot fit Calibrated: fold 2 of 3 failed: Cannot go on: the third fit fails here",
  });
  assert.equal(backend.live, 0);
});

function failsAfter(count: number) {
  let fits = 0;
  const { fit } = smallNetwork();
  return (data: Classes, context: Context) => {
    if (++fits > count) return Promise.reject(new Error("Cannot go on: the third fit fails here"));
    return fit(data, context);
  };
}

Deno.test("a network that diverged is refused, and leaves nothing held", async () => {
  using backend = reference();
  const network = smallNetwork(4).with({ optimiser: descent({ eta: 1e300 }) });
  for (const options of [{}, { resampling: stratifiedCv({ folds: 2 }) }]) {
    using machine = new Machine(calibrated(network, options), logits(60), { backend });
    await assert.rejects(machine.fit(), /NaN; see whether training diverged/);
    assert.equal(backend.live, 0);
  }
});

Deno.test("a fold that cannot go on starts over, and what it had learned is freed", async () => {
  const held = new Set<symbol>();
  const told = (sharpness: number) => {
    const { fit, ...model } = teller(sharpness);
    const owned = async (data: Classes, context: Context) => {
      const id = Symbol();
      held.add(id);
      return { ...await fit(data, context), [Symbol.dispose]: () => void held.delete(id) };
    };
    return {
      ...model,
      fit: owned,
      update(learned: Disposable, _: unknown, data: Classes, context: Context) {
        if (data.y.size < 60) return undefined;
        learned[Symbol.dispose]();
        return owned(data, context);
      },
    };
  };
  const model = (sharpness: number) =>
    calibrated(told(sharpness), { resampling: stratifiedCv({ folds: 3 }) });
  const data = logits(60);
  {
    using machine = new Machine(model(2), data);
    await machine.fit();
    machine.model = model(3);
    await machine.fit();
    assert.equal(held.size, 4);
  }
  assert.equal(held.size, 0);
});

Deno.test("epochs of folds go by the names of the folds", async () => {
  using backend = reference();
  const names = new Set<string>();
  const listener = (event: Event) => void (event.type === "epoch" && names.add(event.of));
  const model = calibrated(smallNetwork(), { resampling: stratifiedCv({ folds: 2 }) });
  using machine = new Machine(model, logits(40, { levels: TWO }), { backend, listener });
  await machine.fit();
  const folds = ["Calibrated, fold 1 of 2", "Calibrated, fold 2 of 2"];
  assert.deepEqual([...names].sort(), ["Calibrated, all rows", ...folds]);
});

Deno.test("what cannot be calibrated is refused by name", async () => {
  const data = logits(40, { levels: TWO });
  assert.throws(() => calibrated(threshold(teller()) as never), {
    name: "TypeError",
    message: 'Cannot set "model" of Calibrated: expected a classifier that predicts distributions, ' +
      "e.g. neuralNetworkClassifier(), got Threshold",
  });
  assert.throws(
    () => calibrated(teller(), { method: "beta" as never }),
    /"method" of Calibrated: expected one of/,
  );
  assert.throws(() => calibrated(teller(), { resampling: 5 as never }), /expected a resampling/);
  const told = (guess: unknown) => ({ ...toy("Told", () => learnedOf(() => guess)), traits: {} }) as never;
  const fitTold = (guess: unknown) => new Machine(calibrated(told(guess)), data).fit();
  await assert.rejects(
    fitTold(data.y),
    /^DataError: Cannot use what Told predicts in Calibrated: it is a column of/,
  );
  const nan = finite(TWO, Array.from({ length: 8 }, (_, i) => [0.5, i === 3 ? NaN : 0.5]));
  await assert.rejects(
    fitTold(nan),
    /^DataError: .*a probability in row 3 is NaN; see whether training diverged/,
  );
  const y = numeric(new Array(40).fill(0.5)) as never;
  await assert.rejects(new Machine(calibrated(teller()), { x: data.x, y }).fit(), {
    name: "DataError",
    message: "Cannot calibrate: the target is Continuous, and Multiclass or OrderedFactor is wanted; " +
      "coerce it to Multiclass",
  });
  const two = { x: data.x.take([0, 1, 2]), y: categorical(["no", "no", "no"], { levels: TWO }) };
  await assert.rejects(
    new Machine(calibrated(teller()), two).fit(),
    /^DataError: Cannot calibrate by 1 row held out/,
  );
  const weights = new Float64Array(40);
  const dumb = new Machine(calibrated(teller()), { ...data, weights });
  await assert.rejects(dumb.fit(), /^DataError: Cannot calibrate by rows that do not count/);
});
