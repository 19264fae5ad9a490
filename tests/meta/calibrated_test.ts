import assert from "node:assert/strict";
import { Machine, type Supervised } from "../../core/mod.ts";
import { type Categorical, categorical, type Finite, finite, type Table, table } from "../../data/mod.ts";
import { logLoss } from "../../measures/mod.ts";
import { calibrated } from "../../meta/mod.ts";
import { constantClassifier } from "../../models/mod.ts";
import { type Classes, logits, teller } from "./_classifiers.ts";
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
  const data = logits(300, { levels: TWO, seed: 2 });
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
  const sure = {
    ...toy<Table, Categorical, Finite>("Sure", () => learnedOf(certain)),
    traits: { prediction: "distribution" as const },
  };
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
