import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DataError } from "../../core/errors.ts";
import { categorical, finite, numeric, table } from "../../data/mod.ts";
import * as measures from "../../measures/mod.ts";
import {
  accuracy,
  aggregate,
  auc,
  balancedAccuracy,
  balancedAccuracyWith,
  brierLoss,
  confusionMatrix,
  logLoss,
  logLossWith,
  macroF1,
  mae,
  maxError,
  misclassificationRate,
  mse,
  rms,
  rSquared,
} from "../../measures/mod.ts";

const BY_NAME = Object.entries(measures).flatMap(([name, value]) =>
  "id" in value ? [{ name, measure: value }] : []
);

const OTHER_NAMES: Readonly<Record<string, string>> = {
  crossEntropy: "logLoss",
  l1: "mae",
  l2: "mse",
  mcc: "matthewsCorrelation",
  positivePredictiveValue: "precision",
  rmse: "rms",
  sensitivity: "recall",
  trueNegativeRate: "specificity",
  truePositiveRate: "recall",
};

Deno.test("measures are frozen, and are called and printed as their id", () => {
  for (const { name, measure } of BY_NAME) {
    const id = OTHER_NAMES[name] ?? name;
    assert.deepEqual([measure.id, measure.name, String(measure), inspect(measure)], [id, id, id, id]);
    assert.ok(Object.isFrozen(measure) && Object.isFrozen(measure.target));
  }
});

Deno.test("measures say what they judge, whether less is better, and how folds are joined", () => {
  const traits = BY_NAME.map(({ name, measure: { goal, of, aggregation, weighted } }) =>
    [name, goal, of, aggregation, weighted ? "weighted" : "unweighted"].join(" ")
  );
  assert.deepEqual(traits, [
    "accuracy max point mean weighted",
    "auc max distribution mean weighted",
    "averagePrecision max distribution mean weighted",
    "balancedAccuracy max point mean weighted",
    "brierLoss min distribution mean weighted",
    "brierScore max distribution mean weighted",
    "classificationReport none point sum weighted",
    "confusionMatrix none point sum weighted",
    "continuousBoyceIndex max distribution mean unweighted",
    "crossEntropy min distribution mean weighted",
    "expectedCalibrationError min distribution mean weighted",
    "explainedVariance max point mean weighted",
    "f1 max point mean weighted",
    "falseDiscoveryRate min point mean weighted",
    "falseNegative min point sum weighted",
    "falseNegativeRate min point mean weighted",
    "falsePositive min point sum weighted",
    "falsePositiveRate min point mean weighted",
    "huber min point mean weighted",
    "kappa max point mean weighted",
    "l1 min point mean weighted",
    "l1Sum min point sum weighted",
    "l2 min point mean weighted",
    "l2Sum min point sum weighted",
    "logCosh min point mean weighted",
    "logLoss min distribution mean weighted",
    "logScore max distribution mean weighted",
    "macroF1 max point mean weighted",
    "macroPrecision max point mean weighted",
    "macroRecall max point mean weighted",
    "mae min point mean weighted",
    "mape min point mean weighted",
    "matthewsCorrelation max point mean weighted",
    "maxError min point mean unweighted",
    "mcc max point mean weighted",
    "medianAbsoluteError min point mean weighted",
    "microF1 max point mean weighted",
    "misclassificationRate min point mean weighted",
    "mse min point mean weighted",
    "negativePredictiveValue max point mean weighted",
    "positivePredictiveValue max point mean weighted",
    "precision max point mean weighted",
    "precisionAtFixedRecall max distribution mean weighted",
    "precisionRecallCurve none distribution mean weighted",
    "quantileLoss min point mean weighted",
    "rSquared max point mean weighted",
    "rankedProbabilityScore min distribution mean weighted",
    "recall max point mean weighted",
    "reliabilityCurve none distribution mean weighted",
    "rms min point rootMean weighted",
    "rmse min point rootMean weighted",
    "rmsl min point rootMean weighted",
    "rmslp1 min point rootMean weighted",
    "rmsp min point rootMean weighted",
    "rocCurve none distribution mean weighted",
    "sensitivity max point mean weighted",
    "specificity max point mean weighted",
    "sphericalScore max distribution mean weighted",
    "topKAccuracy max distribution mean weighted",
    "trueNegative max point sum weighted",
    "trueNegativeRate max point mean weighted",
    "truePositive max point sum weighted",
    "truePositiveRate max point mean weighted",
    "willmottD max point mean weighted",
  ]);
});

Deno.test("a measure under another name is the same measure, and lists that name among its aliases", () => {
  const byName = new Map(BY_NAME.map(({ name, measure }) => [name, measure]));
  for (const [name, id] of Object.entries(OTHER_NAMES)) {
    assert.equal(byName.get(name), byName.get(id));
    assert.ok(byName.get(id)!.aliases.includes(name), `${id} does not list ${name}`);
  }
});

Deno.test("logLossWith() and balancedAccuracyWith() put what was chosen into the id", () => {
  assert.equal(logLossWith({ tolerance: 0.01 }).id, "logLoss(tolerance = 0.01)");
  assert.equal(logLossWith({}).id, "logLoss");
  assert.equal(balancedAccuracyWith({ adjusted: true }).id, "balancedAccuracy(adjusted = true)");
});

const AB = { levels: ["a", "b"] };

Deno.test("a truth that is missing adds nothing to a mean, and its row is counted", () => {
  const truth = categorical(["a", null, "b", "b"]);
  assert.equal(accuracy(categorical(["a", "a", "b", "a"]), truth), 2 / 4);
  assert.equal(misclassificationRate(categorical(["a", "a", "b", "a"]), truth), 1 / 4);
  assert.equal(mae(numeric([3, 5]), numeric([1, null])), 1);
  assert.equal(rms(numeric([NaN, 2]), numeric([NaN, 0])), Math.SQRT2);
  const even = finite(["a", "b"], [[0.5, 0.5], [NaN, NaN]]);
  assert.equal(logLoss(even, categorical(["a", null], AB)), Math.LN2 / 2);
  assert.equal(brierLoss(even, categorical(["a", null], AB)), 0.25);
});

Deno.test("a guess that is missing where the truth is known makes a mean NaN", () => {
  for (const measure of [mae, mse, rms]) assert.equal(measure(numeric([1, NaN]), numeric([1, 2])), NaN);
  assert.equal(rSquared(numeric([1, NaN, 3]), numeric([1, 2, 4])), NaN);
  for (const measure of [accuracy, misclassificationRate]) {
    assert.equal(measure(categorical(["a", null], AB), categorical(["a", "b"])), NaN);
  }
  const diverged = finite(["a", "b"], [[0.5, 0.5], [NaN, NaN]]);
  for (const measure of [logLoss, brierLoss, auc]) {
    assert.equal(measure(diverged, categorical(["a", "b"])), NaN, measure.id);
    assert.equal(measure(diverged, categorical(["b", "a"])), NaN, measure.id);
  }
});

Deno.test("measures that count or rank leave out pairs with a missing label", () => {
  const guess = categorical(["a", null, "b", "a"], AB);
  const truth = categorical(["a", "a", null, "b"], AB);
  assert.deepEqual([...confusionMatrix(guess, truth).counts], [1, 1, 0, 0]);
  assert.equal(balancedAccuracy(guess, truth), 0.5);
  assert.equal(macroF1(guess, truth), (2 / 3 + 0) / 2);
  const scores = finite(["a", "b"], [[0.9, 0.1], [NaN, NaN], [0.2, 0.8]]);
  assert.equal(auc(scores, categorical(["a", null, "b"], AB)), 1);
  assert.equal(rSquared(numeric([1, 9, 3]), numeric([1, null, 3])), 1);
});

Deno.test("of no rows every mean is NaN", () => {
  const none = numeric([]);
  for (const measure of [mae, mse, rms, rSquared]) assert.equal(measure(none, none), NaN, measure.id);
  const unlabelled = categorical([], AB);
  for (const measure of [accuracy, misclassificationRate, balancedAccuracy, macroF1]) {
    assert.equal(measure(unlabelled, unlabelled), NaN, measure.id);
  }
  for (const measure of [logLoss, brierLoss, auc]) {
    assert.equal(measure(finite(["a", "b"], []), unlabelled), NaN, measure.id);
  }
  assert.deepEqual([...confusionMatrix(unlabelled, unlabelled).counts], [0, 0, 0, 0]);
});

Deno.test("logLoss() of a sure mistake is finite, in 32 bits too", () => {
  const truth = categorical(["a"], AB);
  for (const probs of [Float32Array.of(0, 1), Float64Array.of(0, 1)]) {
    assert.equal(logLoss(finite(["a", "b"], probs), truth), 52 * Math.LN2);
  }
});

Deno.test("auc() is NaN where one of the levels has no row", () => {
  assert.equal(auc(finite(["a", "b"], [[0.5, 0.5]]), categorical(["a"], AB)), NaN);
});

Deno.test("auc() takes as its scores the probabilities of the second level", () => {
  const guess = finite(["a", "b"], [[0.1, 0.9], [0.9, 0.1]]);
  assert.equal(auc(guess, categorical(["a", "b"])), 0);
  assert.equal(auc(guess, categorical(["b", "a"])), 1);
});

Deno.test("auc() agrees with counting every pair, ties half", () => {
  const scores = Array.from({ length: 60 }, (_, i) => (i * 7 % 11) / 10);
  const truths = Array.from({ length: 60 }, (_, i) => i * i % 3 === 0 ? "a" : "b");
  let wins = 0;
  let pairs = 0;
  for (const [i, above] of scores.entries()) {
    for (const [j, below] of scores.entries()) {
      if (truths[i] !== "b" || truths[j] !== "a") continue;
      wins += above > below ? 1 : above === below ? 0.5 : 0;
      pairs++;
    }
  }
  const guess = finite(["a", "b"], scores.map((p) => Math.min(p, 1)), { augment: true });
  assert.equal(auc(guess, categorical(truths)), wins / pairs);
});

Deno.test("rSquared() of truths that are all equal is −∞, or NaN if no guess errs", () => {
  assert.equal(rSquared(numeric([1, 2]), numeric([1, 1])), -Infinity);
  assert.equal(rSquared(numeric([1, 1]), numeric([1, 1])), NaN);
});

Deno.test("balancedAccuracy() counts a level without rows as 0", () => {
  const truth = categorical(["a", "a"], { levels: ["a", "b", "c", "d"] });
  assert.equal(balancedAccuracy(truth, truth), 1 / 4);
  const weights = Float64Array.of(1, 0);
  const both = categorical(["a", "b"]);
  assert.equal(balancedAccuracy(both, both, { weights }), 1 / 2);
});

Deno.test("numbers of several targets are matched by name, and averaged within their row", () => {
  const truth = table({ height: numeric([0, 0]), weight: numeric([0, NaN]) });
  const guess = table({ weight: numeric([3, 9]), height: numeric([1, 2]) });
  assert.equal(mae(guess, truth), ((1 + 3) / 2 + (2 + 0) / 2) / 2);
  assert.deepEqual([...mse.each!(guess, truth)], [(1 + 9) / 2, 4 / 2]);
  assert.deepEqual([...rms.each!(guess, truth)], [Math.sqrt(5), Math.SQRT2]);
});

Deno.test("confusionMatrix() looks up counts by guess and truth, and adds", () => {
  const matrix = confusionMatrix(categorical(["a", "a", "b"]), categorical(["a", "b", "b"]));
  assert.deepEqual([matrix.at("a", "b"), matrix.at("b", "a")], [1, 0]);
  const twice = matrix.plus(matrix);
  assert.deepEqual([...twice.counts], [2, 2, 0, 2]);
  assert.deepEqual([...matrix.counts], [1, 1, 0, 1]);
});

Deno.test("confusionMatrix() prints guesses in rows and truths in columns", () => {
  const levels = ["no", "yes"];
  const matrix = confusionMatrix(
    categorical(["no", "no", "yes"], { levels }),
    categorical(["no", "yes", "yes"], { levels }),
  );
  const lines = [
    "guess \\ truth  no  yes",
    "no             1   1",
    "yes            0   1",
  ];
  assert.equal(String(matrix), lines.join("\n"));
});

Deno.test("aggregate() skips NaN only where it is told to, and counts it", () => {
  assert.equal(aggregate([1, NaN, 2], "mean"), NaN);
  assert.equal(aggregate([1, NaN, 2], "mean", { skipsNaN: true }), 1);
  assert.equal(aggregate([], "sum"), 0);
  assert.equal(aggregate([], "rootMean"), NaN);
});

Deno.test("measures refuse what they cannot judge, and say why", () => {
  const one = numeric([1]);
  const two = numeric([1, 2]);
  const ab = categorical(["a", "b"]);
  const abc = categorical(["a", "b"], { levels: ["a", "b", "c"] });
  const third = finite(["a", "b", "c"], [[1, 0, 0], [0, 1, 0]]);
  const named = table({ height: two });
  const cases: readonly (readonly [() => unknown, new (message: string) => Error, string])[] = [
    [
      () => mae(one, two),
      DataError,
      "Cannot judge 1 guesses by mae: there are 2 truths; give as many of each",
    ],
    [
      () => mae.each!(one, two),
      DataError,
      "Cannot judge 1 guesses by mae: there are 2 truths; give as many of each",
    ],
    [
      () => accuracy(ab, abc),
      DataError,
      'Cannot judge guesses by accuracy: their levels are ["a", "b"], those of the truth ["a", "b", "c"]; ' +
      "both must be the same",
    ],
    [
      () => logLoss(third, ab),
      DataError,
      'Cannot judge guesses by logLoss: their levels are ["a", "b", "c"], those of the truth ["a", "b"]; ' +
      "both must be the same",
    ],
    [
      () => auc(third, abc),
      DataError,
      'Cannot judge guesses by auc: the levels are ["a", "b", "c"], not two; say which is positive, ' +
      'aucWith({ positive }), or average levels, { average: "oneVsRest" }',
    ],
    [
      () => maxError(two, two, { weights: Float64Array.of(1, 1) }),
      TypeError,
      "Cannot weight maxError: it takes no weights; leave them out",
    ],
    [
      () => mae(two, two, { weights: Float64Array.of(1) }),
      DataError,
      "Cannot weight mae: there are 1 weights for 2 rows; give one a row",
    ],
    [
      () => mae(two, two, { weights: Float64Array.of(1, -1) }),
      DataError,
      "Cannot weight mae: a weight is -1; weights are finite and not negative",
    ],
    [
      () => mae(two, two, { weights: Float64Array.of(NaN, 1) }),
      DataError,
      "Cannot weight mae: a weight is NaN; weights are finite and not negative",
    ],
    [
      () => mae(two, named),
      DataError,
      "Cannot judge a column against a table: give two columns or two tables",
    ],
    [
      () => mae(named, table({ weight: two })),
      DataError,
      'Cannot match guesses to targets: their columns are ["height"], the targets ["weight"]; give a guess for each',
    ],
    [
      () => mae(table({ height: ab }), named),
      DataError,
      'Cannot judge target "height" as numbers: it is Multiclass; numbers are Continuous or Count',
    ],
    [
      () => logLossWith({ tolerance: 0.5 }),
      RangeError,
      'Cannot set "tolerance" of logLoss: expected a number in [0, 0.5), got 0.5',
    ],
    [
      () => confusionMatrix(ab, ab).at("a", "c"),
      RangeError,
      'Cannot look up "c" in a confusion matrix: its levels are ["a", "b"]',
    ],
    [
      () => confusionMatrix(ab, ab).plus(confusionMatrix(abc, abc)),
      DataError,
      'Cannot add confusion matrices: one has levels ["a", "b"], the other ["a", "b", "c"]; both must be the same',
    ],
    [
      () => aggregate([1, 2], "mean", { weights: [1] }),
      RangeError,
      "Cannot weight 2 values: there are 1 weights; give one a value",
    ],
  ];
  for (const [call, kind, message] of cases) {
    assert.throws(call, (error) => {
      assert.ok(error instanceof kind, `${message}: ${error}`);
      assert.equal(error.message, message);
      return true;
    });
  }
});

Deno.test("measures accept only what their type says", () => {
  const truth = categorical(["a", "b"]);
  // @ts-expect-error labels are no distributions
  assert.throws(() => logLoss(truth, truth));
  // @ts-expect-error numbers are no labels
  assert.throws(() => accuracy(numeric([1, 2]), truth));
});
