import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { fromBytes, type Saved, SavedError, toBytes } from "../../core/mod.ts";
import { blobs, numeric, table } from "../../data/mod.ts";
import {
  accuracy,
  auc,
  classificationReport,
  type ConfusionMatrix,
  confusionMatrix,
  logLoss,
  mae,
  misclassificationRate,
  precisionRecallCurve,
  recallWith,
  reliabilityCurve,
  rms,
  rocCurve,
} from "../../measures/mod.ts";
import { cv, evaluate, type EvaluateOptions, evaluationFromJson, holdout, inSample } from "../../meta/mod.ts";
import { studentQuantile } from "../../meta/_student.ts";
import { constantClassifier, constantRegressor, neuralNetworkClassifier } from "../../models/mod.ts";

const points = blobs({ rows: 60, seed: 1 });
const few = { x: table({ a: [1, 2, 3, 4, 5] }), y: numeric([1, 1, 2, 2, 4]) };
const net = neuralNetworkClassifier({ builder: mlp({ hidden: [4] }), epochs: 3, batchSize: 10 });

Deno.test("an interval is measurement ± t · s · √(1 / folds + test rows / training rows), radius MLJ's 1.96 SE", async () => {
  const { results: [result] } = await evaluate(constantRegressor(), few, {
    resampling: cv({ folds: 2 }),
    measures: mae,
  });
  const [first, second] = result!.perFold as [number, number];
  const deviation = Math.abs(first - second) / Math.SQRT2;
  const error = deviation * Math.sqrt(1 / 2 + (3 / 2 + 2 / 3) / 2); // folds of 3 and 2 rows
  const centre = result!.measurement as number;
  const { low, high } = result!.interval!;
  assert.ok(Math.abs(low - (centre - studentQuantile(0.975, 1) * error)) < 1e-12);
  assert.ok(Math.abs(high - (centre + studentQuantile(0.975, 1) * error)) < 1e-12);
  assert.ok(Math.abs(result!.radius! - 1.96 * deviation) < 1e-12);
});

Deno.test("a single fold and values that are no numbers have no interval", async () => {
  const { results } = await evaluate(constantClassifier(), points, {
    resampling: holdout(),
    measures: [logLoss, confusionMatrix],
  });
  assert.deepEqual(results.map(({ interval, radius }) => [interval, radius]), [[undefined, Infinity], [
    undefined,
    undefined,
  ]]);
});

Deno.test("perObservation() gives a measure's values for the test rows of each fold, whichever was judged by", async () => {
  const evaluation = await evaluate(constantClassifier(), points, {
    resampling: cv({ folds: 3 }),
    measures: logLoss,
  });
  for (const measure of [logLoss, misclassificationRate]) {
    const values = evaluation.perObservation(measure);
    assert.deepEqual(values.map(({ length }) => length), evaluation.pairs.map(({ test }) => test.length));
  }
  const [first] = evaluation.perObservation(logLoss);
  const mean = first!.reduce((sum, value) => sum + value) / first!.length;
  assert.ok(Math.abs(mean - evaluation.of(logLoss).perFold[0]!) < 1e-12);
  const wrong = evaluation.perObservation(misclassificationRate);
  assert.ok(wrong.every((values) => values.every((value) => value === 0 || value === 1)));
  const two = await evaluate(constantClassifier(), blobs({ rows: 20, centres: 2, seed: 1 }));
  assert.throws(() => two.perObservation(auc), {
    message: "Cannot tell auc for each observation: it judges them all at once",
  });
  const compact = await evaluate(constantClassifier(), points, { compact: true });
  assert.throws(() => compact.perObservation(logLoss), {
    message:
      "Cannot tell values for each observation of ConstantClassifier: its predictions were not kept; " +
      "evaluate without compact",
  });
});

Deno.test("folds keep reports, and what was learned on request; the compact form has the same results", async () => {
  using backend = wasm({ threads: 1 });
  const options: EvaluateOptions = { backend, resampling: cv({ folds: 3 }), seed: 2 };
  const whole = await evaluate(net, points, { ...options, keepLearned: true });
  for (const { report, learned } of whole.folds) {
    assert.equal(report.losses!.length, 3);
    assert.equal(fromBytes(toBytes(learned as Saved)).kind, "NeuralNetworkClassifier");
  }
  const plain = await evaluate(net, points, options);
  assert.deepEqual(plain.folds.map((fold) => "learned" in fold), [false, false, false]);
  const compact = await evaluate(net, points, { ...options, compact: true });
  assert.deepEqual([compact.folds, compact.results], [[], whole.results]);
  assert.equal(String(compact), String(whole));
});

Deno.test("evaluate() weighs classes in measures that take class weights, and notes those that do not", async () => {
  const notes: string[] = [];
  const { results } = await evaluate(constantClassifier(), points, {
    resampling: inSample(),
    measures: [misclassificationRate, confusionMatrix],
    classWeights: { 1: 3, 2: 0, 3: 6 },
    listener: (event) => void (event.type === "note" && notes.push(event.message)),
  });
  const { counts, levels } = results[1]!.measurement as ConfusionMatrix; // what confusionMatrix gives
  const weightOf = [3, 0, 6];
  const wrong = levels.reduce<number>(
    (sum, _, truth) =>
      sum +
      levels.reduce<number>((all, _, guess) => all + (guess === truth ? 0 : counts[guess * 3 + truth]!), 0) *
        weightOf[truth]!,
    0,
  );
  assert.equal(results[0]!.measurement, wrong / 60);
  assert.deepEqual(notes, ["confusionMatrix takes no class weights: it judges classes alike"]);
});

Deno.test("describe() gives a flat record", async () => {
  const evaluation = await evaluate({ tag: "mean", model: constantRegressor() }, few, {
    resampling: cv({ folds: 2 }),
    measures: [mae, rms],
  });
  const record = evaluation.describe();
  assert.deepEqual(Object.keys(record), [
    "tag",
    "resampling",
    "repeats",
    "folds",
    "failed",
    ...["mae", "rms"].flatMap((id) => [id, `${id}.radius`, `${id}.low`, `${id}.high`]),
  ]);
  assert.deepEqual([record.tag, record.folds, record.failed], ["mean", 2, 0]);
  assert.equal(record["mae.low"], evaluation.of(mae).interval!.low);
});

Deno.test("an evaluation comes back from its JSON: numbers, infinities, matrices, curves, reports, pairs", async () => {
  const evaluation = await evaluate(constantClassifier(), points, {
    resampling: cv({ folds: 3 }),
    measures: [logLoss, accuracy, confusionMatrix],
  });
  for (const json of [JSON.stringify(evaluation), JSON.parse(JSON.stringify(evaluation))]) {
    const again = evaluationFromJson(json);
    assert.equal(String(again), String(evaluation));
    assert.equal(again.line, evaluation.line);
    assert.deepEqual(again.results.slice(0, 2), evaluation.results.slice(0, 2));
    assert.equal(
      again.of(confusionMatrix).measurement.at(1, 2),
      evaluation.of(confusionMatrix).measurement.at(1, 2),
    );
    assert.deepEqual(again.pairs, evaluation.pairs);
    assert.equal(JSON.stringify(again), JSON.stringify(evaluation));
  }
  const two = await evaluate(constantClassifier(), blobs({ rows: 30, centres: 2, seed: 1 }), {
    resampling: cv({ folds: 3 }),
    measures: [
      rocCurve,
      precisionRecallCurve,
      reliabilityCurve,
      recallWith({ average: "none" }),
      classificationReport,
    ],
  });
  const twoAgain = evaluationFromJson(JSON.stringify(two));
  assert.equal(String(twoAgain), String(two));
  assert.equal(JSON.stringify(twoAgain), JSON.stringify(two));
  assert.deepEqual(twoAgain.of(rocCurve).perFold[1]!.thresholds, two.of(rocCurve).perFold[1]!.thresholds);
  assert.equal(
    twoAgain.of(classificationReport).measurement.matrix.at(1, 2),
    two.of(classificationReport).measurement.matrix.at(1, 2),
  );
  const single = await evaluate(constantRegressor(), few, { resampling: holdout() });
  assert.equal(evaluationFromJson(JSON.stringify(single)).results[0]!.radius, Infinity);
});

Deno.test("an evaluation prints the curves of folds one after the other, in a line each", async () => {
  const evaluation = await evaluate(constantClassifier(), blobs({ rows: 30, centres: 2, seed: 1 }), {
    resampling: cv({ folds: 2 }),
    measures: [rocCurve],
  });
  assert.deepEqual(String(evaluation).split("\n").slice(-3), [
    "rocCurve",
    ...evaluation.of(rocCurve).perFold.map((curve, i) => `Fold ${i + 1}: ${curve}`),
  ]);
});

const BROKEN: readonly (readonly [string, unknown, RegExp])[] = [
  [
    "text that is no JSON",
    "{",
    /^Cannot read the evaluation: .*JSON.*; give what JSON.stringify\(evaluation\) gave$/,
  ],
  ["nothing", null, /: an evaluation is null, not an object; give what/],
  ["another kind", { kind: "Model" }, /: its kind is "Model", not Evaluation; give/],
  [
    "a newer version",
    { kind: "Evaluation", version: 99 },
    /it has format version 99, this attune knows up to 1; update/,
  ],
  ["no results", {
    kind: "Evaluation",
    version: 1,
    tag: "a",
    resampling: "b",
    repeats: 1,
    judgedBy: "",
    pairs: [],
    failures: [],
  }, /: its results is undefined, not a list; give/],
  ["a fold that is no number", {
    kind: "Evaluation",
    version: 1,
    tag: "a",
    resampling: "b",
    repeats: "one",
    pairs: [],
  }, /: its repeats is "one", not a number; give/],
];

for (const [what, json, message] of BROKEN) {
  Deno.test(`evaluationFromJson() refuses ${what}`, () => {
    assert.throws(
      () => evaluationFromJson(json),
      (error) => error instanceof SavedError && message.test(error.message),
    );
  });
}

const REFUSED: readonly (readonly [string, EvaluateOptions, object])[] = [
  ["what is to happen on errors, misspelt", { onError: "raise" as never }, {
    message: 'Cannot set "onError" of evaluate(): expected "throw" or "record", got "raise"',
  }],
  ["to keep what was learned in the compact form", { compact: true, keepLearned: true }, {
    message: "Cannot keep what was learned in the compact form: leave out compact, or keepLearned",
  }],
  ["class weights of other classes", { classWeights: { 1: 1, 2: 1 } }, {
    name: "DataError",
    message: 'Cannot weigh classes: weights are given for ["1", "2"], the levels are ["1", "2", "3"]; ' +
      "give one for each level",
  }],
  ["a measure twice", { measures: [accuracy, logLoss, accuracy] }, {
    message:
      "Cannot judge by accuracy twice: give each measure a name of its own, e.g. const share = (guess, truth) => …",
  }],
];

for (const [what, options, want] of REFUSED) {
  Deno.test(`evaluate() refuses ${what}`, () =>
    assert.rejects(evaluate(constantClassifier(), points, options), want));
}

Deno.test("evaluate() refuses class weights for a target without classes", async () => {
  await assert.rejects(evaluate(constantRegressor(), few, { classWeights: { 1: 1 } }), {
    name: "DataError",
    message: "Cannot weigh classes: the target has none; give weights, one a row",
  });
});
