import assert from "node:assert/strict";
import { Machine, type Rows } from "../../core/mod.ts";
import { blobs, numeric } from "../../data/mod.ts";
import { accuracy, logLoss, mae, mse } from "../../measures/mod.ts";
import {
  cv,
  evaluate,
  explicit,
  grid,
  iterated,
  leastLoss,
  numberLimit,
  oneStandardError,
  pipeline,
  range,
  step,
  tuned,
} from "../../meta/mod.ts";
import { constantClassifier, constantRegressor } from "../../models/mod.ts";
import { reference } from "../../backends/reference/mod.ts";
import { conformModel, descender } from "../../testing/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { bowl, FLAT } from "./_bowl.ts";
import { smallNetwork } from "./_networks.ts";

const line = { x: numeric([1, 2, 3, 4, 5, 6, 7, 8]), y: numeric([2, 4, 7, 8, 9, 12, 15, 16]) };
const descents = descender({ eta: 0.01, epochs: 4 });
const rates = range(descents, "eta", { lower: 1e-4, upper: 1e-2, scale: "log10" });

conformModel("tuned() of descenders", {
  make: () => tuned(descents, { ranges: rates, n: 3 }),
  data: line,
  changes: [{ resampling: cv({ folds: 2 }) }, { measure: mae }, { "model.epochs": 3 }, { search: grid() }],
});
conformModel("tuned() of networks, along their iterations", {
  make: () => {
    const net = smallNetwork();
    const ranges = [range(net, "epochs", { values: [1, 3, 2] }), range(net, "batchSize", { values: [4, 8] })];
    return tuned(net, { ranges, search: grid(), n: 4 });
  },
  data: { ...blobs({ rows: 24, seed: 1 }), weights: Float64Array.from({ length: 24 }, (_, i) => 1 + i % 2) },
});
conformModel("tuned() of listed models", {
  make: () => tuned([constantClassifier(), ...[1, 3, 2].map(smallNetwork)], { n: 2 }),
  data: blobs({ rows: 24, seed: 1 }),
});

Deno.test("what is measured of a candidate is what evaluate() measures, to the bit", async () => {
  using backend = reference();
  const data = blobs({ rows: 40, seed: 2 });
  const net = smallNetwork();
  const resampling = cv({ folds: 3, shuffled: true });
  const model = tuned(net, {
    ranges: [range(net, "epochs", { values: [1, 3] }), range(net, "batchSize", { values: [4, 8] })],
    search: grid(),
    resampling,
    measure: [logLoss, accuracy],
  });
  using machine = new Machine(model, data, { backend, seed: 5 });
  const { report } = await machine.fit();
  assert.equal(report.history.length, 4);
  for (const { model, measurements, perFold } of report.history) {
    const evaluation = await evaluate(model, data, {
      resampling,
      measures: [logLoss, accuracy],
      backend,
      seed: 5,
    });
    assert.deepEqual(measurements, evaluation.results.map(({ measurement }) => measurement));
    assert.deepEqual(perFold.map(([first]) => first), evaluation.results[0]!.perFold);
  }
});

Deno.test("the best predicts as it does alone, fitted to all rows with the same seed", async () => {
  using machine = new Machine(tuned(descents, { ranges: rates, n: 5 }), line, { seed: 3 });
  const learned = await machine.fit();
  using alone = new Machine(learned.report.bestModel, line, { seed: 3 });
  const { x } = line;
  assert.deepEqual((await learned.predict(x)).values, (await (await alone.fit()).predict(x)).values);
  assert.equal(learned.report.bestEntry.loss, Math.min(...learned.report.history.map(({ loss }) => loss)));
});

Deno.test("of candidates that are equally good the first is chosen", async () => {
  const model = tuned(bowl(), {
    ranges: [range(bowl(), "a", { values: [2, 1, -1, 1] }), range(bowl(), "b", { values: [0] })],
    search: grid({ shuffled: false }),
  });
  using machine = new Machine(model, FLAT);
  const { report } = await machine.fit();
  assert.equal(report.bestEntry.number, 1);
  assert.deepEqual(report.history.map(({ loss }) => loss), [4, 1, 1, 1]);
  assert.deepEqual(report.losses, [4, 1, 1, 1]);
});

Deno.test("a score is made large, a loss small, and weights decide between measures", async () => {
  const both = { measure: [mse, mae], selection: leastLoss({ weights: [-1, 0] }) };
  const given = { ranges: range(bowl(), "a", { values: [3, -1, 2] }), search: grid({ shuffled: false }) };
  const most = Object.assign((guess: never, truth: never) => mse(guess, truth), mse, {
    goal: "max" as const,
  });
  using machine = new Machine(tuned(bowl(), { ...given, measure: mse }), FLAT);
  assert.equal((await machine.fit()).report.bestEntry.number, 1);
  using weighed = new Machine(tuned(bowl(), { ...given, ...both }), FLAT);
  assert.equal((await weighed.fit()).report.bestEntry.number, 0);
  using upwards = new Machine(tuned(bowl(), { ...given, measure: most }), FLAT);
  assert.equal((await upwards.fit()).report.bestEntry.number, 0);
});

Deno.test("one standard error prefers the simplest of candidates that are nearly as good", async () => {
  const data = { x: numeric([1, 2, 3, 4, 5, 6]), y: numeric([0, 1, -1, 0.5, -0.5, 0]) };
  const ranges = [range(bowl(), "a", { values: [0, 0.2] }), range(bowl(), "whole", { values: [9, 3] })];
  const model = tuned(bowl(), {
    ranges,
    search: grid({ shuffled: false }),
    resampling: cv({ folds: 3 }),
    selection: oneStandardError({ path: "whole" }),
  });
  using machine = new Machine(model, data);
  assert.deepEqual((await machine.fit()).report.bestEntry.values, { a: 0, whole: 3 });
});

Deno.test("iterated models are tuned, through a pipeline, and a tuned model is evaluated", async () => {
  using backend = reference();
  const early = iterated(pipeline({ scale: standardiser(), net: smallNetwork() }), {
    controls: [step(1), numberLimit(3)],
  });
  const model = tuned(early, {
    ranges: range(early, "model.net.optimiser.eta", { lower: 1e-3, upper: 1e-1, scale: "log10" }),
    n: 3,
  });
  const evaluation = await evaluate(model, blobs({ rows: 40, seed: 1 }), {
    resampling: cv({ folds: 2, shuffled: true }),
    measures: logLoss,
    backend,
  });
  assert.ok(Number(evaluation.of(logLoss).measurement) < 2);
  assert.equal((evaluation.folds[0]!.report.history as readonly unknown[]).length, 3);
});

Deno.test("a tuned model is iterated: its iterations are its candidates", async () => {
  const model = iterated(tuned(bowl(), { ranges: range(bowl(), "a", { lower: -1, upper: 1 }) }), {
    controls: [step(2), numberLimit(3)],
    resampling: "none",
  });
  using machine = new Machine(model, FLAT);
  assert.equal((await machine.fit()).report.iterations, 6);
});

Deno.test("listed models that differ in their iterations alone are one training run", async () => {
  using backend = reference();
  const net = smallNetwork();
  let epochs = 0;
  const models = [3, 1, 2].map((epochs) => net.with({ epochs }));
  using machine = new Machine(tuned(models, { trainBest: false }), blobs({ rows: 30, seed: 1 }), {
    backend,
    listener: ({ type }) => type === "epoch" && epochs++,
  });
  const { report } = await machine.fit();
  assert.equal(epochs, 3);
  assert.equal(report.history.length, 3);
  assert.equal(report.bestModel, report.bestEntry.model);
});

Deno.test("candidates that differ in their iterations alone are one training run on each fold", async () => {
  using backend = reference();
  const net = smallNetwork();
  const lengths: number[] = [];
  const ranges = [range(net, "batchSize", { values: [4, 8] }), range(net, "epochs", { values: [2, 5, 1] })];
  const model = tuned(net, { ranges, search: grid(), resampling: cv({ folds: 2 }), trainBest: false });
  using machine = new Machine(model, blobs({ rows: 30, seed: 1 }), {
    backend,
    listener: (event) => event.type === "epoch" && lengths.push(event.epoch),
  });
  await machine.fit();
  assert.equal(lengths.length, 2 * 2 * 5);
});

Deno.test("candidates of an explicit list are tried in order", async () => {
  const model = tuned(bowl(), {
    ranges: [range(bowl(), "a", { lower: -5, upper: 5 }), range(bowl(), "whole", { lower: 1, upper: 9 })],
    search: explicit({ candidates: [{ a: 2, whole: 3 }, { whole: 4, a: -1 }] }),
  });
  using machine = new Machine(model, FLAT);
  const { report } = await machine.fit();
  assert.deepEqual(report.history.map(({ values }) => values), [{ a: 2, whole: 3 }, { a: -1, whole: 4 }]);
});

Deno.test("an explicit list of candidates needs no ranges", async () => {
  using machine = new Machine(
    tuned(bowl(), { search: explicit({ candidates: [{ a: 2 }, { a: 1 }, { a: 2 }] }) }),
    FLAT,
  );
  const { report } = await machine.fit();
  assert.deepEqual(report.history.map(({ values }) => values), [{ a: 2 }, { a: 1 }, { a: 2 }]);
  assert.equal(report.bestEntry.number, 1);
});

Deno.test("rows that judged candidates are told", async () => {
  using machine = new Machine(tuned(descents, { ranges: rates, n: 2, resampling: cv({ folds: 2 }) }), line);
  const { report } = await machine.fit();
  assert.deepEqual([...report.rows!.tuning! as Int32Array], [0, 1, 2, 3, 4, 5, 6, 7]);
});

Deno.test("models that predict differently are not tuned together", () => {
  assert.throws(() => tuned([constantClassifier(), constantRegressor()] as never), {
    name: "TypeError",
    message:
      "Cannot tune ConstantClassifier and ConstantRegressor together: one predicts distributions, the other " +
      "single guesses; list models that predict alike",
  });
});

Deno.test("weights of rows reach the measures", async () => {
  const data = {
    ...FLAT,
    y: numeric([0, 0, 0, 0, 0, 0, 1, 1]),
    weights: Float64Array.from([1, 1, 1, 1, 1, 1, 3, 3]),
  };
  const model = tuned(bowl(), {
    ranges: range(bowl(), "a", { values: [0, 1] }),
    search: grid({ shuffled: false }),
    resampling: [{ train: [0, 1], test: [4, 5, 6, 7] }],
    measure: mse,
  });
  using machine = new Machine(model, data);
  assert.deepEqual((await machine.fit()).report.history.map(({ loss }) => loss), [6 / 4, 2 / 4]);
});

Deno.test("rows of a fold are taken once, for all candidates", async () => {
  let taken = 0;
  const counted = {
    ...FLAT.x,
    take(rows: Rows) {
      taken++;
      return FLAT.x.take(rows);
    },
  };
  const model = tuned(bowl(), {
    ranges: range(bowl(), "a", { values: [1, 2, 3, 4] }),
    search: grid(),
    resampling: cv({ folds: 3 }),
    trainBest: false,
  });
  using machine = new Machine(model, { ...FLAT, x: counted });
  assert.equal((await machine.fit()).report.history.length, 4);
  assert.equal(taken, 3 * 2); // training rows and test rows
});
