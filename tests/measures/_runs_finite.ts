import assert from "node:assert/strict";
import type { Measure, MeasureOptions } from "../../core/measure.ts";
import { type Categorical, categorical, categoricalOf } from "../../data/mod.ts";
import {
  accuracy,
  balancedAccuracy,
  balancedAccuracyWith,
  type ConfusionMatrix,
  confusionMatrix,
  confusionMatrixOf,
  f1,
  falseDiscoveryRate,
  falseNegative,
  falseNegativeRate,
  falsePositiveRate,
  falsePositiveRateWith,
  falsePositiveWith,
  fScoreWith,
  kappa,
  macroF1,
  macroPrecision,
  macroRecall,
  matthewsCorrelation,
  microF1,
  misclassificationRate,
  negativePredictiveValue,
  type PerClass,
  precision,
  precisionWith,
  recall,
  specificity,
  specificityWith,
  trueNegative,
  trueNegativeWith,
  truePositive,
} from "../../measures/mod.ts";
import type { Input, Run, Runs } from "./_records.ts";

const labels =
  <R>(measure: Measure<Categorical, Categorical, R>, classWeights?: MeasureOptions["classWeights"]) =>
  ({ yhat, y, w, levels }: Input): R => {
    const pool = levels ?? categorical([...yhat!, ...y!]).levels;
    return measure(
      categorical(yhat!, { levels: pool }),
      categorical(y!, { levels: pool }),
      { weights: w && Float64Array.from(w), classWeights },
    );
  };

type LabelMeasure<R> = Measure<Categorical, Categorical, R>;

const perClass =
  (measure: LabelMeasure<PerClass>, classWeights?: MeasureOptions["classWeights"]): Run => (input) => [
    ...labels(measure, classWeights)(input).values,
  ];

const rows = ({ counts, levels }: ConfusionMatrix): number[][] =>
  levels.map((_, i) => [...counts.subarray(i * levels.length, (i + 1) * levels.length)]);

const matrix: Run = (input) => rows(labels(confusionMatrix)(input));

const sevenfold: Run = ({ A }) => {
  const one = confusionMatrixOf(["a", "b"], A!.flat());
  assert.deepEqual(rows(one), A);
  return rows([1, 2, 3, 4, 5, 6].reduce((sum) => sum.plus(one), one));
};

// The record gives counts, so labels with these counts are made.
const fromCounts = (measure: LabelMeasure<number>): Run => (input) => {
  const [[aa, ab], [ba, bb]] = input as unknown as [[number, number], [number, number]]; // unlike other records
  const column = (codes: readonly number[]) =>
    categoricalOf(
      [aa, ab, ba, bb].flatMap((count, cell) => Array<number>(count).fill(codes[cell]!)),
      ["a", "b"],
    );
  return measure(column([0, 0, 1, 1]), column([0, 1, 0, 1]));
};

const THREE = { 0: 0, 1: 1, 2: 2 };
const FOUR = { a: 7, b: 5, c: 2, d: 0 };
const THIRD = { beta: 1 / 3 };

const unfit: Run = ({ levels }) =>
  f1(categorical([], { levels: levels! }), categorical([], { levels: levels! }));

// Upstream ignores the weights with a warning; here they are refused.
const unweighted: Run = (input) => {
  const measure = fScoreWith({ ...THIRD, average: "micro" });
  assert.throws(() => labels(measure, FOUR)(input), TypeError);
  return labels(measure)(input);
};

const multiclass: Runs = {
  "multiclass true negatives": perClass(trueNegativeWith({ average: "none" })),
  "multiclass false positives": perClass(falsePositiveWith({ average: "none" })),
  "multiclass tnr, no average": perClass(specificityWith({ average: "none" })),
  "multiclass fpr, no average": perClass(falsePositiveRateWith({ average: "none" })),
  "multiclass recall, macro": labels(macroRecall),
  "multiclass precision, no average": perClass(precisionWith({ average: "none" })),
  "multiclass precision, macro": labels(macroPrecision),
  "multiclass precision, micro": labels(precisionWith({ average: "micro" })),
  "multiclass precision, no average, class weights {0:0,1:1,2:2}": perClass(
    precisionWith({ average: "none" }),
    THREE,
  ),
  "multiclass precision, macro, class weights {0:0,1:1,2:2}": labels(macroPrecision, THREE),
  "multiclass f1, no average": perClass(fScoreWith({ average: "none" })),
  "multiclass f1, macro": labels(macroF1),
  "multiclass f1, micro": labels(microF1),
  "multiclass f1, no average, class weights {0:0,1:1,2:2}": perClass(fScoreWith({ average: "none" }), THREE),
  "multiclass f1, macro, class weights {0:0,1:1,2:2}": labels(macroF1, THREE),
  "macro f1 with class in pool but unseen": labels(macroF1),
  "f1 macro": labels(macroF1),
  "f1 macro, class weights": labels(macroF1, FOUR),
  "f1 no average, class weights a7 b5 c2 d0": perClass(fScoreWith({ average: "none" }), FOUR),
  "FScore(beta=1/3) macro": labels(fScoreWith({ ...THIRD, average: "macro" })),
  "FScore(beta=1/3) macro, class weights": labels(fScoreWith({ ...THIRD, average: "macro" }), FOUR),
  "FScore(beta=1/3) no average, class weights a7 b5 c2 d0": perClass(
    fScoreWith({ ...THIRD, average: "none" }),
    FOUR,
  ),
  "FScore(beta=1/3) micro (class weights ignored with warning)": unweighted,
  "precision macro": labels(macroPrecision),
  "precision macro weighted": labels(macroPrecision, FOUR),
  "precision micro": labels(precisionWith({ average: "micro" })),
  "recall macro weighted": labels(macroRecall, FOUR),
};

const others: Runs = {
  misclassification_rate: labels(misclassificationRate),
  "misclassification_rate with one missing pair appended": labels(misclassificationRate),
  "misclassification_rate weighted": labels(misclassificationRate),
  "misclassification_rate weighted, missing appended": labels(misclassificationRate),
  accuracy: labels(accuracy),
  "accuracy weighted": labels(accuracy),
  balanced_accuracy: labels(balancedAccuracy),
  "balanced_accuracy weighted": labels(balancedAccuracy),
  "balanced_accuracy adjusted weighted": labels(balancedAccuracyWith({ adjusted: true })),
  matthews_correlation: labels(matthewsCorrelation),
  "matthews_correlation from 2x2 matrix": fromCounts(matthewsCorrelation),
  "kappa binary": labels(kappa),
  "kappa 5 classes": labels(kappa),
  "kappa perfect agreement": labels(kappa),
  precision: labels(precision),
  "precision rev=true (positive = first level)": labels(precisionWith({ positive: 1 })),
  recall: labels(recall),
  true_positive: labels(truePositive),
  true_negative: labels(trueNegative),
  false_negative: labels(falseNegative),
  fpr: labels(falsePositiveRate),
  npv: labels(negativePredictiveValue),
  true_negative_rate: labels(specificity),
  false_positive_rate: labels(falsePositiveRate),
  false_negative_rate: labels(falseNegativeRate),
  false_discovery_rate: labels(falseDiscoveryRate),
  positive_predictive_value: labels(precision),
  "FScore with 3 levels": unfit,
  "confusion matrix (rows predicted, cols truth)": matrix,
  "confusion matrix 3 classes": matrix,
  "confmat drops missing": matrix,
  "confusion matrix of ordered binary": matrix,
  "confmat with level missing from given levels": matrix,
  "confusion matrices add": sevenfold,
};

/** Measures of labels. */
export const FINITE: Runs = Object.fromEntries(
  Object.entries({ ...others, ...multiclass }).map(([name, run]) => [`measures/finite ${name}`, run]),
);
