import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { DataError, type Event } from "../../core/mod.ts";
import { blobs, categorical, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { accuracy, confusionMatrix, defineMeasure, mae, rocCurve } from "../../measures/mod.ts";
import {
  compare,
  cv,
  evaluate,
  type EvaluateOptions,
  EvaluationError,
  evaluationFromJson,
  inSample,
  leaveOneOut,
} from "../../meta/mod.ts";
import { constantClassifier, constantRegressor, neuralNetworkClassifier } from "../../models/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const data = { x: table({ a: [1, 2, 3, 4, 5, 6] }), y: numeric([1, 1, 2, 2, 3, 3]) };
const resampling = cv({ folds: 3 });

/** Knows the mean, unless the rows to learn from have this one. */
const failing = (row: number, error: () => Error = () => new DataError("odd")) =>
  toy<Table, Numeric, Numeric>("Failing", ({ x, y }) => {
    if ((x.column("a") as Numeric).values.includes(row + 1)) throw error();
    return learnedOf((given: Table) => y.take(Array.from({ length: given.size }, () => 0)));
  });

for (const type of ["progress", "fail"] as const) {
  Deno.test(`a listener that throws at ${type} stops the evaluation, and what finished is kept`, async () => {
    const broken = new TypeError("listener");
    let told = 0;
    const listener = (event: Event) => {
      if (event.type !== type) return;
      told++;
      throw broken;
    };
    const error: unknown = await evaluate(failing(0), data, { resampling, measures: mae, listener })
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof EvaluationError);
    assert.equal(error.evaluations[0]!.folds.length, 1);
    assert.equal(told, 1);
    if (type === "progress") assert.deepEqual([error.name, error.cause], ["TypeError", broken]);
    else assert.equal(error.failures.length, 2);
  });
}

Deno.test("a listener that throws at an epoch is no failure of a fold", async () => {
  using backend = wasm({ threads: 1 });
  const broken = new Error("listener");
  const options: EvaluateOptions = {
    backend,
    onError: "record",
    listener: (event) => {
      if (event.type === "epoch") throw broken;
    },
  };
  const net = neuralNetworkClassifier({ epochs: 2, batchSize: 10 });
  const error: unknown = await evaluate(net, blobs({ seed: 1 }), options).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof EvaluationError && error.cause === broken);
  assert.deepEqual(error.failures, []);
  assert.equal(backend.live, 0);
});

Deno.test("a fold that fails as the evaluation is aborted is told as a failure", async () => {
  const controller = new AbortController();
  const model = failing(0, () => {
    controller.abort();
    return new DataError("odd");
  });
  const error: unknown = await evaluate(model, data, {
    resampling,
    signal: controller.signal,
    onError: "record",
  })
    .catch((thrown: unknown) => thrown);
  assert.ok(error instanceof EvaluationError);
  assert.equal(error.name, "AbortError");
  assert.deepEqual(error.failures.map(({ fold, error }) => [fold, (error as Error).message]), [[1, "odd"]]);
  assert.match(error.message, /\n {2}Failing, fold 2 of 3: odd$/);
});

Deno.test("a time limit is heard between folds of models that never wait", async () => {
  const many = {
    x: table({ a: new Float64Array(1500) }),
    y: categorical(Array.from({ length: 1500 }, (_, i) => i % 2)),
  };
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 0);
  await assert.rejects(
    evaluate(constantClassifier(), many, {
      resampling: leaveOneOut(),
      signal: controller.signal,
      compact: true,
    }),
    { name: "AbortError" },
  );
});

Deno.test("weights that are none are refused before anything is trained", async () => {
  let fits = 0;
  const counting = toy<Table, Numeric, Numeric>("Counting", ({ y }) => {
    fits++;
    return learnedOf((given: Table) => y.take(Array.from({ length: given.size }, () => 0)));
  });
  const cases: readonly (readonly [EvaluateOptions, object])[] = [
    [{ weights: Float64Array.of(1, -1, 1, 1, 1, 1) }, {
      name: "DataError",
      message: "Cannot weigh row 1 for evaluate(): its weight is -1; give finite numbers ≥ 0",
    }],
    [{ weights: [1, 1, 1, 1, 1, 1] as never }, {
      name: "TypeError",
      message: "Cannot weigh rows by [1, 1, 1, 1, 1, 1]: give a Float64Array, one number for each row",
    }],
  ];
  for (const [options, want] of cases) await assert.rejects(evaluate(counting, data, options), want);
  await assert.rejects(
    evaluate(constantClassifier(), blobs({ seed: 1 }), { classWeights: { 1: 1, 2: NaN, 3: 1 } }),
    { message: 'Cannot weigh class "2": its weight is NaN; give finite numbers ≥ 0' },
  );
  assert.equal(fits, 0);
});

Deno.test("evaluate() notes rows on both sides of a pair, but not in sample; pairs are copied", async () => {
  const notesOf = async (given: EvaluateOptions["resampling"]) => {
    const notes: string[] = [];
    await evaluate(constantRegressor(), data, {
      resampling: given,
      listener: (event) => void (event.type === "note" && notes.push(event.message)),
    });
    return notes;
  };
  const pairs = [{ train: [0, 1, 2], test: [3] }, { train: [0, 1, 2], test: [2, 3] }];
  assert.deepEqual(await notesOf(pairs), [
    "fold 2 is judged by rows that it was learned from: its values are too good",
  ]);
  assert.deepEqual(await notesOf(inSample()), []);
  const { pairs: kept } = await evaluate(constantRegressor(), data, { resampling: pairs });
  pairs[0]!.train.push(5);
  assert.deepEqual(Array.from(kept[0]!.train), [0, 1, 2]);
});

Deno.test("measures that give no numbers have no value where every fold failed, and do not disturb compare()", async () => {
  const labels = { x: data.x, y: categorical(["a", "b", "a", "b", "a", "b"]) };
  const always = toy<Table, typeof labels.y, typeof labels.y>("Always", () => {
    throw new DataError("odd");
  });
  const evaluations = await evaluate([always, constantClassifier()] as never[], labels, {
    resampling,
    measures: [confusionMatrix, accuracy],
    onError: "record",
  });
  const [matrix, share] = evaluations[0]!.results;
  assert.deepEqual([matrix!.measurement, matrix!.perFold, matrix!.radius], [
    undefined,
    Array(3).fill(undefined),
    undefined,
  ]);
  assert.deepEqual([share!.measurement, share!.perFold], [NaN, [NaN, NaN, NaN]]);
  assert.deepEqual(compare(evaluations).ranks.map(({ tag }) => tag), ["ConstantClassifier", "Always"]);
  const again = evaluationFromJson(JSON.stringify(evaluations[0]));
  assert.deepEqual(again.results, evaluations[0]!.results);
  assert.ok(
    rocCurve.goal === "none" && confusionMatrix.goal === "none",
    "no goal tells that values are no numbers",
  );
});

Deno.test("values of one's own measures go through JSON: lists and records with NaN in them", async () => {
  const spread = () => ({ low: NaN, all: [1, -Infinity], raw: Float64Array.of(NaN, 2) });
  const evaluation = await evaluate(constantRegressor(), data, { resampling, measures: spread });
  const again = evaluationFromJson(JSON.stringify(evaluation));
  assert.deepEqual(again.of("spread").perFold[0], { low: NaN, all: [1, -Infinity], raw: [NaN, 2] });
  const broken = JSON.parse(JSON.stringify(evaluation));
  broken.results[0].perFold.pop();
  assert.throws(() => evaluationFromJson(broken), {
    name: "SavedError",
    message: /: it has 3 pairs, and values of 2 folds; give what/,
  });
  broken.pairs[0].train[0] = 1.5;
  assert.throws(() => evaluationFromJson(broken), {
    message: /a row of its train is 1.5, not a whole number from 0 on/,
  });
});

Deno.test("describe() keeps measures apart that are called as its own entries", async () => {
  const folds = defineMeasure({ id: "folds", goal: "min" }, () => 7);
  const { describe } = await evaluate(constantRegressor(), data, { resampling, measures: folds });
  assert.deepEqual([describe().folds, describe()["measure folds"]], [3, 7]);
});
