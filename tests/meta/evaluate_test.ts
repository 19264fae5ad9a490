import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { linear, mlp } from "../../builders/mod.ts";
import { type Event, Machine, type Rows, take } from "../../core/mod.ts";
import { blobs, categorical, mode, numeric, regression, table } from "../../data/mod.ts";
import { accuracy, auc, confusionMatrix, logLoss, mse, rms } from "../../measures/mod.ts";
import {
  cv,
  evaluate,
  type EvaluateOptions,
  holdout,
  inSample,
  type Pair,
  stratifiedCv,
} from "../../meta/mod.ts";
import {
  constantClassifier,
  constantRegressor,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
} from "../../models/mod.ts";

const data = blobs({ rows: 30, seed: 1 });
const net = neuralNetworkClassifier({ builder: mlp({ hidden: [3] }), epochs: 2, batchSize: 10 });
const rowsOf = (pairs: readonly Pair[]) =>
  pairs.map(({ train, test }) => [Array.from(train), Array.from(test)]);
const sorted = (rows: Rows) => Array.from(rows).sort((a, b) => a - b);
const all = Array.from({ length: 30 }, (_, row) => row);

Deno.test("evaluate() holds each row out once by cross-validation, and predicts it from the others", async () => {
  const { pairs, folds } = await evaluate(constantClassifier(), data, {
    resampling: cv({ folds: 4, shuffled: true }),
  });
  assert.deepEqual(sorted(pairs.flatMap(({ test }) => Array.from(test))), all);
  for (const { train, test } of pairs) {
    assert.deepEqual(sorted([...Array.from(train), ...Array.from(test)]), all);
  }
  assert.deepEqual(folds.map(({ prediction }) => prediction.size), pairs.map(({ test }) => test.length));
});

Deno.test("evaluate() gives the predictions out of fold, of the type of the model, and measures judge them", async () => {
  using backend = reference();
  const evaluation = await evaluate(net, data, { backend, measures: [logLoss, accuracy], seed: 4 });
  evaluation.folds.forEach(({ prediction: guess, test, truth: kept }, fold) => {
    const truth = data.y.take(test);
    assert.deepEqual((kept as typeof truth).codes, truth.codes);
    assert.equal(evaluation.of(logLoss).perFold[fold], logLoss(guess, truth));
    assert.equal(evaluation.of("accuracy").perFold[fold], accuracy(mode(guess), truth));
  });
  assert.equal(backend.live, 0);
});

Deno.test("evaluate() repeats with its seed, and differs with another", async () => {
  using backend = reference();
  const run = (seed: number) =>
    evaluate(net, data, { backend, seed, resampling: cv({ folds: 3, shuffled: true }) });
  const [one, again, other] = [await run(1), await run(1), await run(2)];
  assert.deepEqual([rowsOf(again.pairs), again.results], [rowsOf(one.pairs), one.results]);
  assert.notDeepEqual(rowsOf(other.pairs), rowsOf(one.pairs));
});

Deno.test("evaluate() shuffles anew for each repeat", async () => {
  const resampling = cv({ folds: 3, shuffled: true });
  const { pairs, repeats } = await evaluate(constantClassifier(), data, { resampling, repeats: 4 });
  assert.deepEqual([pairs.length, repeats], [12, 4]);
  const tests = [0, 3, 6, 9].map((from) =>
    pairs.slice(from, from + 3).flatMap(({ test }) => Array.from(test))
  );
  for (const test of tests) assert.deepEqual(sorted(test), all);
  assert.equal(new Set(tests.map(String)).size, 4);
  const once = await evaluate(constantClassifier(), data, { resampling });
  assert.deepEqual(rowsOf(once.pairs), rowsOf(pairs.slice(0, 3)), "the first repeat is as without repeats");
});

Deno.test("evaluate() judges several models by the same folds, in order, as it does each by itself", async () => {
  using backend = reference();
  const options: EvaluateOptions = {
    backend,
    resampling: stratifiedCv({ folds: 3, shuffled: true }),
    seed: 7,
  };
  const base = constantClassifier();
  const several = await evaluate([net, base, { tag: "mine", model: net }, base], data, options);
  assert.deepEqual(several.map(({ tag }) => tag), [
    "NeuralNetworkClassifier",
    "ConstantClassifier",
    "mine",
    "ConstantClassifier 2",
  ]);
  for (const { pairs } of several) assert.deepEqual(rowsOf(pairs), rowsOf(several[0]!.pairs));
  assert.deepEqual(several[2]!.results, several[0]!.results);
  assert.deepEqual((await evaluate(net, data, options)).results, several[0]!.results);
  assert.deepEqual((await evaluate(base, data, options)).results, several[1]!.results);
});

Deno.test("evaluate() learns only from the training rows: its folds are fits of those rows", async () => {
  using backend = reference();
  const pair = { train: [5, 3, 8, 1], test: [0, 2] };
  const numbers = regression({ rows: 10, seed: 1 });
  const { folds: [fold] } = await evaluate(constantRegressor(), numbers, {
    backend,
    resampling: [pair],
  });
  using machine = new Machine(constantRegressor(), take(numbers, pair.train));
  const learned = await machine.fit();
  assert.deepEqual(fold!.prediction.values, (await learned.predict(numbers.x.take(pair.test))).values);
});

Deno.test("evaluate() takes explicit pairs, of overlapping rows too", async () => {
  const pairs = [{ train: [0, 1, 2], test: [3] }, { train: Int32Array.of(3, 4), test: [3, 4, 5] }];
  const evaluation = await evaluate(constantClassifier(), data, { resampling: pairs });
  assert.deepEqual(rowsOf(evaluation.pairs), [[[0, 1, 2], [3]], [[3, 4], [3, 4, 5]]]);
  assert.equal(evaluation.resampling, "Explicit pairs");
});

Deno.test("evaluate() keeps to the rows in use, in their order", async () => {
  const rows = [20, 4, 11, 7, 29, 0];
  const { pairs } = await evaluate(constantClassifier(), data, { resampling: cv({ folds: 3 }), rows });
  assert.deepEqual(rowsOf(pairs), [
    [[11, 7, 29, 0], [20, 4]],
    [[20, 4, 29, 0], [11, 7]],
    [[20, 4, 11, 7], [29, 0]],
  ]);
});

Deno.test("evaluate() adds up confusion matrices, in sample as out of it", async () => {
  const whole = await evaluate(constantClassifier(), data, {
    resampling: inSample(),
    measures: confusionMatrix,
  });
  const [fold] = whole.folds;
  const direct = confusionMatrix(mode(fold!.prediction), data.y);
  assert.equal(String(whole.of(confusionMatrix).measurement), String(direct));
  const { results: [result] } = await evaluate(constantClassifier(), data, { measures: confusionMatrix });
  assert.equal(result!.radius, undefined);
  const { counts } = result!.measurement as typeof direct;
  assert.equal(counts.reduce((sum, count) => sum + count, 0), 30);
});

Deno.test("evaluate() tells when it begins, of each fold as it ends, of its epochs under its name, and notes once", async () => {
  using backend = reference();
  const events: Event[] = [];
  const numbers = regression({ rows: 12, seed: 1 });
  const noted = neuralNetworkRegressor({ builder: linear(), epochs: 2, batchSize: 4 });
  await evaluate([noted, constantRegressor()], numbers, {
    backend,
    resampling: cv({ folds: 2 }),
    listener: (event) => void events.push(event),
  });
  assert.deepEqual(
    events.map((event) =>
      event.type === "progress"
        ? `${event.of} ${event.done}/${event.total}`
        : event.type === "epoch"
        ? `${event.of}, epoch ${event.epoch}`
        : event.type
    ),
    [
      "Evaluating NeuralNetworkRegressor 0/2",
      "note",
      "NeuralNetworkRegressor, fold 1 of 2, epoch 1",
      "NeuralNetworkRegressor, fold 1 of 2, epoch 2",
      "Evaluating NeuralNetworkRegressor 1/2",
      "NeuralNetworkRegressor, fold 2 of 2, epoch 1",
      "NeuralNetworkRegressor, fold 2 of 2, epoch 2",
      "Evaluating NeuralNetworkRegressor 2/2",
      "Evaluating ConstantRegressor 0/2",
      "Evaluating ConstantRegressor 1/2",
      "Evaluating ConstantRegressor 2/2",
    ],
  );
});

Deno.test("evaluate() stops when it is aborted, between folds and within, and holds nothing", async () => {
  using backend = reference();
  const controller = new AbortController();
  let folds = 0;
  const listener = (event: Event) => {
    if (event.type !== "progress") return;
    folds = event.done;
    if (folds === 2) controller.abort();
  };
  const options = { backend, signal: controller.signal, listener };
  await assert.rejects(evaluate(constantClassifier(), data, options), { name: "AbortError" });
  assert.equal(folds, 2);
  const within = new AbortController();
  const long = net.with({ epochs: 1_000_000 });
  const running = evaluate(long, data, { backend, signal: within.signal });
  setTimeout(() => within.abort(), 5);
  await assert.rejects(running, { name: "AbortError" });
  assert.equal(backend.live, 0);
});

const CASES: readonly (readonly [string, () => Promise<unknown>, object])[] = [
  [
    "a pair without test rows",
    () => evaluate(constantClassifier(), data, { resampling: [{ train: [0], test: [] }] }),
    { name: "RangeError", message: "Cannot use pair 0: it has no test rows" },
  ],
  [
    "a pair without training rows",
    () =>
      evaluate(constantClassifier(), data, {
        resampling: [{ train: [0], test: [1] }, { train: [], test: [1] }],
      }),
    { name: "RangeError", message: "Cannot use pair 1: it has no train rows" },
  ],
  [
    "a row that is not there",
    () => evaluate(constantClassifier(), data, { resampling: [{ train: [0, 30], test: [1] }] }),
    { name: "RangeError", message: "Cannot use pair 0: train row 30 is not among rows 0 to 29" },
  ],
  [
    "pairs as lists",
    () => evaluate(constantClassifier(), data, { resampling: [[[0], [1]]] as never }),
    {
      name: "TypeError",
      message: "Cannot use pair 0: its train is undefined; give { train, test } with row numbers",
    },
  ],
  [
    "what is no resampling",
    () => evaluate(constantClassifier(), data, { resampling: {} as never }),
    {
      name: "TypeError",
      message: "Cannot resample by {}: give cv(), holdout() … or a list of { train, test }",
    },
  ],
  [
    "the resampling's function in place of its value",
    () => evaluate(constantClassifier(), data, { resampling: cv as never }),
    {
      name: "TypeError",
      message: "Cannot resample by function cv: give cv(), holdout() … or a list of { train, test }",
    },
  ],
  [
    "rows beside pairs",
    () => evaluate(constantClassifier(), data, { resampling: [{ train: [0], test: [1] }], rows: [0, 1] }),
    {
      name: "TypeError",
      message: "Cannot use rows with explicit pairs: the pairs say which rows are in use",
    },
  ],
  [
    "repeats of pairs",
    () => evaluate(constantClassifier(), data, { resampling: [{ train: [0], test: [1] }], repeats: 2 }),
    { name: "TypeError", message: "Cannot repeat explicit pairs: they would be the same each time" },
  ],
  [
    "no repeat",
    () => evaluate(constantClassifier(), data, { repeats: 0 }),
    { name: "RangeError", message: "Cannot evaluate 0 times: give a whole number of repeats, at least 1" },
  ],
  [
    "no measures",
    () => evaluate(constantClassifier(), data, { measures: [] }),
    { name: "RangeError", message: "Cannot evaluate by no measures: give at least one" },
  ],
  [
    "no models",
    () => evaluate([], data),
    { name: "RangeError", message: "Cannot evaluate no models: give at least one" },
  ],
  [
    "rows that are not there",
    () => evaluate(constantClassifier(), data, { rows: [0, 1, 2, 3, 4, 30] }),
    { name: "RangeError", message: "Cannot use row 30: it is not among rows 0 to 29; give row numbers" },
  ],
  [
    "a measure of numbers for classes",
    () => evaluate(constantClassifier(), data, { measures: rms }),
    {
      name: "DataError",
      column: "y",
      message: "Cannot judge by rms: the target is Multiclass, and it judges Continuous or Count; " +
        "use another measure, or coerce the target",
    },
  ],
  [
    "a measure of classes for numbers",
    () => evaluate(constantRegressor(), { x: data.x, y: numeric(all) }, { measures: accuracy }),
    {
      name: "DataError",
      message: /^Cannot judge by accuracy: the target is Continuous, and it judges Multiclass or /,
    },
  ],
  [
    "a measure that was not asked for",
    async () => (await evaluate(constantClassifier(), data)).of(auc),
    { name: "RangeError", message: "Cannot tell auc of ConstantClassifier: it was judged by logLoss" },
  ],
  [
    "a network without a backend",
    () => evaluate(net, data),
    { message: /^Cannot fit NeuralNetworkClassifier: no backend given; / },
  ],
];

for (const [what, call, want] of CASES) {
  Deno.test(`evaluate() refuses ${what}`, () => assert.rejects(call, want));
}

Deno.test("evaluate() weighs folds by their sizes, and rows by their weights", async () => {
  const x = table({ a: [1, 2, 3, 4, 5] });
  const y = numeric([0, 0, 0, 1, 2]);
  const resampling = [{ train: [0, 1], test: [2, 3, 4] }, { train: [0, 1], test: [3] }];
  const even = await evaluate(constantRegressor(), { x, y }, { resampling, measures: mse });
  assert.deepEqual(even.of(mse).perFold, [5 / 3, 1]);
  assert.equal(even.of(mse).measurement, (3 * 5 / 3 + 1) / 4);
  const weights = Float64Array.of(9, 9, 9, 1, 2);
  const weighted = await evaluate(constantRegressor(), { x, y }, { resampling, measures: mse, weights });
  assert.deepEqual(weighted.of(mse).perFold, [(1 + 2 * 4) / 3, 1]);
});

Deno.test("evaluate() names plain functions by their name, and custom where they have none", async () => {
  const half = () => 0.5;
  const { results } = await evaluate(constantClassifier(), data, {
    resampling: holdout(),
    measures: [half, (() => () => 1)()],
  });
  assert.deepEqual(results.map(({ measure, measurement }) => [measure, measurement]), [["half", 0.5], [
    "custom",
    1,
  ]]);
});

Deno.test("evaluate() of a target with levels that a fold lacks keeps the pool", async () => {
  const y = categorical(["a", "a", "b", "b"]);
  const x = table({ a: [1, 2, 3, 4] });
  const { folds } = await evaluate(constantClassifier(), { x, y }, { resampling: cv({ folds: 2 }) });
  assert.deepEqual(folds.map(({ prediction: { levels, probs } }) => [levels, [...probs]]), [
    [["a", "b"], [0, 1, 0, 1]],
    [["a", "b"], [1, 0, 1, 0]],
  ]);
});
