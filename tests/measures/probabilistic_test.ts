import assert from "node:assert/strict";
import { significant } from "../../core/show.ts";
import { DataError } from "../../core/errors.ts";
import { categorical, finite, mode } from "../../data/mod.ts";
import {
  accuracy,
  auc,
  aucWith,
  averagePrecision,
  averagePrecisionWith,
  brierScore,
  continuousBoyceIndex,
  continuousBoyceIndexWith,
  expectedCalibrationError,
  expectedCalibrationErrorWith,
  logScore,
  logScoreWith,
  type MarginLossKind,
  marginLossWith,
  precisionAtFixedRecall,
  precisionAtFixedRecallWith,
  precisionRecallCurve,
  rankedProbabilityScore,
  reliabilityCurve,
  reliabilityCurveWith,
  rocCurve,
  rocCurveWith,
  sphericalScore,
  topKAccuracy,
  topKAccuracyWith,
} from "../../measures/mod.ts";

const AB = { levels: ["a", "b"] };
const ABC = { levels: ["a", "b", "c"] };
const ORDERED = { ...ABC, ordered: true };

/** Distributions over "a" and "b" from the probabilities of "b". */
const chances = (...probs: number[]) => finite(["a", "b"], probs.map((p) => [1 - p, p]));

const SCORES = [logScore, brierScore, sphericalScore];
const RANKINGS = [
  auc,
  averagePrecision,
  precisionAtFixedRecall,
  continuousBoyceIndex,
  expectedCalibrationError,
];

Deno.test("a truth that is missing adds nothing to a mean score, and its row is counted", () => {
  const even = chances(0.5, NaN);
  const truth = categorical(["a", null], AB);
  assert.equal(logScore(even, truth), -Math.LN2 / 2);
  assert.equal(brierScore(even, truth), -0.25);
  assert.equal(sphericalScore(even, truth), 0.5 / Math.sqrt(0.5) / 2);
  assert.equal(
    topKAccuracy(finite(ABC.levels, [[0.5, 0.3, 0.2], [1, 0, 0]]), categorical(["a", null], ABC)),
    0.5,
  );
  const steps = finite(ABC.levels, [[0, 0, 1], [1, 0, 0]], { ordered: true });
  assert.equal(rankedProbabilityScore(steps, categorical(["a", null], ORDERED)), 1);
  assert.equal(marginLossWith({ kind: "l1Hinge" })(even, truth), 0.5);
});

Deno.test("a NaN probability where the truth is known makes scores and rankings NaN", () => {
  for (const truth of [categorical(["a", "b"]), categorical(["b", "a"])]) {
    for (const measure of [...SCORES, ...RANKINGS]) {
      assert.equal(measure(chances(0.5, NaN), truth), NaN, measure.id);
    }
  }
  const last = finite(ABC.levels, [[0.5, 0.5, NaN]], { ordered: true });
  const truth = categorical(["a"], ORDERED);
  for (const measure of [topKAccuracy, rankedProbabilityScore, aucWith({ average: "oneVsRest" })]) {
    assert.equal(measure(last, truth), NaN, measure.id);
  }
});

Deno.test("a NaN probability where the truth is known makes a curve NaN", () => {
  const truth = categorical(["a", "b"]);
  const roc = rocCurve(chances(0.5, NaN), truth);
  for (const list of [roc.thresholds, roc.falsePositiveRates, roc.truePositiveRates]) {
    assert.ok(list.length > 0 && list.every(Number.isNaN));
  }
  assert.deepEqual([...precisionRecallCurve(chances(0.5, NaN), truth).recalls], [NaN, NaN]);
  const { confidences, frequencies, counts } = reliabilityCurve(chances(0.5, NaN), truth);
  assert.deepEqual([[...confidences], [...frequencies], [...counts]], [[NaN], [NaN], [NaN]]);
});

Deno.test("rankings and curves leave out rows whose truth is missing, and rows of weight 0", () => {
  const guess = chances(0.2, NaN, 0.4, 0.9);
  const left = chances(0.2, 0.4, 0.9);
  const truth = categorical(["a", null, "b", "b"], AB);
  const known = categorical(["a", "b", "b"]);
  for (const measure of RANKINGS) assert.equal(measure(guess, truth), measure(left, known), measure.id);
  const weights = Float64Array.of(1, 0, 1, 1);
  const none = categorical(["a", "a", "b", "b"]);
  for (const measure of [rocCurve, precisionRecallCurve, reliabilityCurve]) {
    assert.deepEqual(measure(guess, truth).toJSON(), measure(left, known).toJSON(), measure.id);
    assert.deepEqual(measure(guess, none, { weights }).toJSON(), measure(left, known).toJSON(), measure.id);
  }
});

Deno.test("of no rows scores and rankings are NaN, and curves have no more than their first point", () => {
  const none = [finite(["a", "b"], []), categorical([], AB)] as const;
  for (const measure of [...SCORES, ...RANKINGS]) assert.equal(measure(...none), NaN, measure.id);
  assert.deepEqual([...rocCurve(...none).truePositiveRates], [NaN]);
  assert.deepEqual([...precisionRecallCurve(...none).precisions], [1]);
  assert.deepEqual([...reliabilityCurve(...none).counts], []);
});

Deno.test("precisions without a positive row are 0, recalls NaN, and so is what is computed from them", () => {
  const truth = categorical(["a", "a"], AB);
  const curve = precisionRecallCurve(chances(0.2, 0.9), truth);
  assert.deepEqual([[...curve.recalls], [...curve.precisions]], [[NaN, NaN, NaN], [1, 0, 0]]);
  for (const measure of [auc, averagePrecision, precisionAtFixedRecall, continuousBoyceIndex]) {
    assert.equal(measure(chances(0.2, 0.9), truth), NaN, measure.id);
  }
});

Deno.test("logScore and brierScore are minus their losses, without a −0", () => {
  const truth = categorical([null, "b"], AB);
  assert.deepEqual([...logScore.each!(chances(0.5, 0.5), truth)], [0, -Math.LN2]);
  assert.deepEqual([...brierScore.each!(chances(0.5, 0.5), truth)], [0, -0.5]);
});

Deno.test("topKAccuracyWith() of one is the accuracy of the mode, ties included", () => {
  const rows = [[0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [0.3, 0.3, 0.4], [1 / 3, 1 / 3, 1 / 3]];
  const guess = finite(ABC.levels, rows);
  const one = topKAccuracyWith({ k: 1 });
  for (const label of ABC.levels) {
    const truth = categorical(rows.map(() => label), ABC);
    assert.equal(one(guess, truth), accuracy(mode(guess), truth));
  }
});

Deno.test("rankedProbabilityScore of two levels is half the Brier loss", () => {
  const truth = categorical(["a", "b", "b"], { ...AB, ordered: true });
  const guess = finite(AB.levels, [[0.75, 0.25], [0.5, 0.5], [0, 1]], { ordered: true });
  assert.equal(rankedProbabilityScore(guess, truth), -brierScore(guess, truth) / 2);
});

Deno.test("averages of auc leave out levels without rows, and are NaN of none", () => {
  const guess = finite(ABC.levels, [[0.6, 0.3, 0.1], [0.3, 0.6, 0.1], [0.4, 0.3, 0.3]]);
  const truth = categorical(["a", "b", "a"], ABC);
  for (const average of ["oneVsRest", "oneVsOne"] as const) {
    assert.equal(aucWith({ average })(guess, truth), 1);
    assert.equal(aucWith({ average })(guess, categorical(["a", "a", "a"], ABC)), NaN);
  }
  assert.equal(aucWith({ positive: "c" })(guess, truth), NaN);
});

Deno.test("the first of two levels can be the positive one", () => {
  const guess = chances(0.2, 0.4, 0.9);
  const truth = categorical(["a", "b", "b"]);
  assert.deepEqual([...rocCurveWith({ positive: "a" })(guess, truth).thresholds], [0.8, 0.6, 1 - 0.9]);
  assert.equal(aucWith({ positive: "a" })(guess, truth), auc(guess, truth));
  assert.equal(aucWith({ positive: "b" })(guess, truth), auc(guess, truth));
});

Deno.test("continuousBoyceIndex is Spearman's correlation of windows and shares", () => {
  // scipy.stats.spearmanr gives this of the starts and shares of the 101 windows; no score is on the edge of one.
  const expected = 0.5281909079616456;
  const probs = [
    0.0503,
    0.1203,
    0.1803,
    0.2703,
    0.3303,
    0.4103,
    0.4603,
    0.5203,
    0.5803,
    0.6603,
    0.7303,
    0.7903,
    0.8403,
    0.9103,
    0.9703,
  ];
  const truth = categorical([..."aabaabababbabbb"]);
  const found = continuousBoyceIndex(finite(AB.levels, probs, { augment: true }), truth);
  assert.ok(Math.abs(found - expected) < 1e-12, String(found));
});

Deno.test("calibration bins are closed above, and count the weights of their rows", () => {
  const guess = chances(0.5, 0.75, 0.25, 1);
  const truth = categorical(["a", "b", "a", "b"]);
  const curve = reliabilityCurveWith({ bins: 2 })(guess, truth, { weights: Float64Array.of(1, 3, 1, 1) });
  assert.deepEqual([...curve.counts], [2, 4]);
  assert.deepEqual([...curve.confidences], [0.375, (3 * 0.75 + 1) / 4]);
  assert.deepEqual([...curve.frequencies], [0, 1]);
});

Deno.test("bins between quantiles hold as many rows each, where scores do not tie", () => {
  const guess = chances(0.01, 0.02, 0.03, 0.04, 0.5, 0.9);
  const truth = categorical(["a", "a", "a", "b", "b", "b"]);
  const curve = reliabilityCurveWith({ bins: 3, strategy: "quantile" })(guess, truth);
  assert.deepEqual([...curve.counts], [2, 2, 2]);
  assert.deepEqual([...curve.frequencies], [0, 0.5, 1]);
});

Deno.test("expectedCalibrationError is the same if all weights are doubled", () => {
  const guess = chances(0.9, 0.8, 0.3, 0.6);
  const truth = categorical(["a", "b", "a", "b"]);
  const weights = Float64Array.of(1, 2, 0.5, 3);
  const once = expectedCalibrationError(guess, truth, { weights });
  assert.equal(expectedCalibrationError(guess, truth, { weights: weights.map((w) => 2 * w) }), once);
});

Deno.test("what was chosen stands in the id", () => {
  const ids = [
    aucWith({}),
    aucWith({ average: "oneVsRest" }),
    averagePrecisionWith({ rule: "right", positive: "b" }),
    expectedCalibrationErrorWith({ bins: 10 }),
    logScoreWith({ tolerance: 0.01 }),
    marginLossWith({ kind: "dwd", q: 2 }),
    precisionAtFixedRecallWith({ recall: 0.5 }),
    reliabilityCurveWith({ strategy: "quantile", mostProbable: true }),
    rocCurveWith({ positive: 3 }),
    topKAccuracyWith({ k: 5 }),
  ].map(({ id }) => id);
  assert.deepEqual(ids, [
    "auc",
    'auc(average = "oneVsRest")',
    'averagePrecision(rule = "right", positive = "b")',
    "expectedCalibrationError(bins = 10)",
    "logScore(tolerance = 0.01)",
    'marginLoss(kind = "dwd", q = 2)',
    "precisionAtFixedRecall(recall = 0.5)",
    'reliabilityCurve(strategy = "quantile", mostProbable = true)',
    "rocCurve(positive = 3)",
    "topKAccuracy(k = 5)",
  ]);
});

Deno.test("curves are frozen, print in a line, and are plain JSON", () => {
  const truth = categorical(["a", "a", "b"]);
  const curve = rocCurve(chances(0.25, 0.75, 0.75), truth);
  assert.ok(Object.isFrozen(curve));
  assert.equal(String(curve), "rocCurve of 3 points: area 0.75, positives 1, negatives 2");
  assert.deepEqual(JSON.parse(JSON.stringify(curve)), {
    kind: "rocCurve",
    positives: 1,
    negatives: 2,
    falsePositiveRates: [0, 0.5, 1],
    truePositiveRates: [0, 1, 1],
    thresholds: [0.75, 0.25],
  });
  assert.equal(
    String(precisionRecallCurve(chances(0.25, 0.75, 0.75), truth)),
    "precisionRecallCurve of 3 points: area 1, positives 1, negatives 2",
  );
  assert.equal(
    String(reliabilityCurve(chances(0.25, 0.25, 0.25), truth)),
    "reliabilityCurve of 1 point: calibration error 0.0833",
  );
});

Deno.test("the area that a curve prints is that of auc and averagePrecision", () => {
  const guess = chances(0.1, 0.7, 0.3, 0.9, 0.4, 0.4);
  const truth = categorical([..."abaabb"]);
  assert.ok(String(rocCurve(guess, truth)).includes(`area ${significant(auc(guess, truth))},`));
  const area = significant(averagePrecision(guess, truth));
  assert.ok(String(precisionRecallCurve(guess, truth)).includes(`area ${area},`));
  assert.ok(String(rocCurve(chances(0.5, NaN), categorical(["a", "b"]))).includes("area NaN,"));
});

Deno.test("measures of distributions refuse what they cannot judge, and say why", () => {
  const third = finite(ABC.levels, [[1, 0, 0], [0, 1, 0]]);
  const abc = categorical(["a", "b"], ABC);
  const ab = categorical(["a", "b"]);
  const levels = 'the levels are ["a", "b", "c"]';
  const cases: readonly (readonly [() => unknown, new (message: string) => Error, string])[] = [
    [
      () => rocCurve(third, abc),
      DataError,
      `Cannot judge guesses by rocCurve: ${levels}, not two; say which is positive, rocCurveWith({ positive })`,
    ],
    [
      () => reliabilityCurve(third, abc),
      DataError,
      `Cannot judge guesses by reliabilityCurve: ${levels}, not two; say which is positive, ` +
      "reliabilityCurveWith({ positive }), or judge the most probable, { mostProbable: true }",
    ],
    [
      () => averagePrecision(third, abc),
      DataError,
      `Cannot judge guesses by averagePrecision: ${levels}, not two; say which is positive, ` +
      "averagePrecisionWith({ positive })",
    ],
    [
      () => continuousBoyceIndexWith({ positive: "d" })(third, abc),
      DataError,
      `Cannot judge guesses by continuousBoyceIndex(positive = "d"): ${levels}; "positive" is one of them`,
    ],
    [
      () => marginLossWith({ kind: "exp" })(third, abc),
      DataError,
      `Cannot judge guesses by marginLoss(kind = "exp"): ${levels}, not two; a margin is between two`,
    ],
    [
      () => rankedProbabilityScore(third, abc),
      DataError,
      "Cannot judge guesses by rankedProbabilityScore: the levels of the truth have no order; " +
      "give them one, categorical(labels, { levels, ordered: true })",
    ],
    [
      () => topKAccuracy(chances(0, 1), ab),
      DataError,
      'Cannot judge guesses by topKAccuracy: the levels are ["a", "b"], and any guess would be right; ' +
      "give a k below 2",
    ],
    [
      () => rocCurve(chances(0), ab),
      DataError,
      "Cannot judge 1 guesses by rocCurve: there are 2 truths; give as many of each",
    ],
    [
      () => rocCurve(third, ab),
      DataError,
      'Cannot judge guesses by rocCurve: their levels are ["a", "b", "c"], those of the truth ["a", "b"]; ' +
      "both must be the same",
    ],
    [
      () => auc(chances(0, 1), ab, { weights: Float64Array.of(1) }),
      DataError,
      "Cannot weight auc: there are 1 weights for 2 rows; give one a row",
    ],
    [
      () => auc(chances(0, 1), ab, { classWeights: { a: 1, b: 2 } }),
      TypeError,
      "Cannot weight auc: it takes no class weights; leave them out",
    ],
    [
      () => continuousBoyceIndex(chances(0, 1), ab, { weights: Float64Array.of(1, 1) }),
      TypeError,
      "Cannot weight continuousBoyceIndex: it takes no weights; leave them out",
    ],
    [
      () => topKAccuracyWith({ k: 0 }),
      RangeError,
      'Cannot set "k" of topKAccuracy: expected an integer ≥ 1, got 0',
    ],
    [
      () => topKAccuracyWith({ k: 1.5 }),
      RangeError,
      'Cannot set "k" of topKAccuracy: expected an integer ≥ 1, got 1.5',
    ],
    [
      () => expectedCalibrationErrorWith({ bins: 0 }),
      RangeError,
      'Cannot set "bins" of expectedCalibrationError: expected an integer ≥ 1, got 0',
    ],
    [
      () => reliabilityCurveWith({ strategy: "even" as "uniform" }), // not what the type says
      RangeError,
      'Cannot set "strategy" of reliabilityCurve: expected one of "uniform", "quantile", got "even"',
    ],
    [
      () => reliabilityCurveWith({ positive: "a", mostProbable: true }),
      TypeError,
      'Cannot set "positive" of reliabilityCurve: the most probable levels are judged; leave one out',
    ],
    [
      () => aucWith({ average: "macro" as "binary" }), // not what the type says
      RangeError,
      'Cannot set "average" of auc: expected one of "binary", "oneVsRest", "oneVsOne", got "macro"',
    ],
    [
      () => aucWith({ average: "oneVsOne", positive: "a" }),
      TypeError,
      'Cannot set "positive" of auc where "average" is "oneVsOne": it takes every level; leave one out',
    ],
    [
      () => averagePrecisionWith({ rule: "middle" as "left" }), // not what the type says
      RangeError,
      'Cannot set "rule" of averagePrecision: expected one of "left", "right", got "middle"',
    ],
    [
      () => precisionAtFixedRecallWith({ recall: 95 }),
      RangeError,
      'Cannot set "recall" of precisionAtFixedRecall: expected a number in [0, 1], got 95',
    ],
    [
      () => logScoreWith({ tolerance: 0.5 }),
      RangeError,
      'Cannot set "tolerance" of logScore: expected a number in [0, 0.5), got 0.5',
    ],
    [
      () => marginLossWith({ kind: "hinge" as MarginLossKind }), // not what the type says
      TypeError,
      'Cannot set "kind" of marginLoss: expected one of "zeroOne", "perceptron", "l1Hinge", "l2Hinge", ' +
      '"smoothedL1Hinge", "modifiedHuber", "l2Margin", "logitMargin", "exp", "sigmoid", "dwd", got "hinge"',
    ],
    [
      () => marginLossWith({ kind: "exp", q: 2 }),
      TypeError,
      'Cannot set "q" of marginLoss where "kind" is "exp": only "dwd" has it; leave it out',
    ],
    [
      () => marginLossWith({ kind: "smoothedL1Hinge", gamma: 0 }),
      RangeError,
      'Cannot set "gamma" of marginLoss: expected a number > 0, got 0',
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

Deno.test("class weights of mean scores count every row by its class", () => {
  const guess = chances(0.5, 0.25);
  const truth = categorical(["a", "b"]);
  const classWeights = { a: 4, b: 1 };
  const [first, second] = sphericalScore.each!(guess, truth) as unknown as readonly [number, number]; // two rows
  assert.equal(sphericalScore(guess, truth, { classWeights }), (4 * first + second) / 2);
});

Deno.test("precisionAtFixedRecall() of equal weights reaches a recall where it does without weights", () => {
  const isPositive = Array.from({ length: 30 }, (_, i) => i % 5 !== 2); // 24 positive rows, some false alarms among them
  const guess = finite(["no", "yes"], isPositive.map((_, i) => 1 - i / 30), { augment: true });
  const truth = categorical(isPositive.map((yes) => yes ? "yes" : "no"));
  for (const weight of [0.1, 0.2, 0.3, 0.7, 1 / 3]) {
    const weights = new Float64Array(30).fill(weight);
    for (let found = 1; found <= 24; found++) {
      const measure = precisionAtFixedRecallWith({ recall: found / 24 });
      const [value, plain] = [measure(guess, truth, { weights }), measure(guess, truth)];
      assert.ok(Math.abs(value - plain) <= 1e-12, `${value} is not ${plain} at ${found} of 24 by ${weight}`);
    }
  }
});

Deno.test("auc does not depend on the unit of the weights, however small or large", () => {
  const guess = finite(["no", "yes"], [0.9, 0.7, 0.5, 0.3, 0.1], { augment: true });
  const truth = categorical(["yes", "no", "yes", "no", "yes"]);
  const plain = auc(guess, truth);
  assert.equal(plain, 1 / 2);
  for (const unit of [1e-200, 1e-100, 1e100, 1e200]) {
    const found = auc(guess, truth, { weights: new Float64Array(5).fill(unit) });
    assert.ok(Math.abs(found - plain) <= 1e-12, `${found} by weights of ${unit}`);
  }
});
