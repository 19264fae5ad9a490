import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { categorical, finite, numeric } from "../../data/mod.ts";
import { calibrated, holdout, threshold } from "../../meta/mod.ts";
import { logits, teller } from "./_classifiers.ts";
import { learnedOf, toy } from "./_toys.ts";

const TWO = ["no", "yes"];

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
  const told = (guess: unknown) =>
    ({ ...toy("Told", () => learnedOf(() => guess)), traits: { prediction: "distribution" } }) as never;
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
  const resampling = holdout({ share: 0.5 });
  const fitWeighed = (weight: (row: number) => number) => {
    const weights = Float64Array.from({ length: 40 }, (_, row) => weight(row));
    return new Machine(calibrated(teller(), { resampling }), { ...data, weights }).fit();
  };
  await assert.rejects(
    fitWeighed((row) => row < 20 ? 1 : 0),
    /^DataError: Cannot calibrate by rows that do not count/,
  );
  await assert.rejects(
    fitWeighed((row) => row < 20 ? 1 : -5),
    /^DataError: Cannot weigh row 20 for Calibrated: its weight is -5; give finite numbers ≥ 0/,
  );
  await assert.rejects(
    fitWeighed(() => 0),
    /^DataError: Cannot weigh rows for Calibrated: all weights are 0/,
  );
});
