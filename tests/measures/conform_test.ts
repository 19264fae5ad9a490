import assert from "node:assert/strict";
import { type Categorical, categorical, type Finite, finite, numeric, table } from "../../data/mod.ts";
import * as measures from "../../measures/mod.ts";
import { rng } from "../../core/rng.ts";
import { conformMeasure } from "../../testing/conform_measure.ts";

const { accuracy, auc, brierLoss, confusionMatrix, logLoss, logLossWith, mae, mse, rms } = measures;

const ROWS = 40;

function someLabels(seed: number, levels: readonly string[]): Categorical {
  const draw = rng(seed);
  const labels = Array.from({ length: ROWS }, () => levels[Math.floor(draw.uniform() * levels.length)]!);
  return categorical(labels, { levels });
}

/** Probabilities in tenths, so that scores tie. */
function someDistributions(seed: number, levels: readonly string[]): Finite {
  const draw = rng(seed);
  const rows = Array.from({ length: ROWS }, () => {
    const row = levels.map(() => 1 + Math.floor(draw.uniform() * 5));
    const sum = row.reduce((total, p) => total + p, 0);
    return row.map((p) => p / sum);
  });
  return finite(levels, rows);
}

function certain(truth: Categorical): Finite {
  return finite(
    truth.levels,
    Array.from(truth.codes, (code) => truth.levels.map((_, k) => Number(k === code))),
  );
}

function someNumbers(seed: number): Float64Array {
  const draw = rng(seed);
  return Float64Array.from({ length: ROWS }, () => draw.normal());
}

const POOLS = [["no", "yes"], ["a", "b", "c", "d"]];

const labelCases = POOLS.map((levels, i) => {
  const truth = someLabels(i, levels);
  return { name: `${levels.length} levels`, guess: someLabels(10 + i, levels), truth, perfect: truth };
});

const COMMON = [
  accuracy,
  measures.misclassificationRate,
  measures.balancedAccuracy,
  measures.macroF1,
  measures.macroPrecision,
  measures.macroRecall,
  measures.microF1,
  measures.fScoreWith({ beta: 2, average: "macro" }),
  measures.specificityWith({ average: "macro" }),
  measures.falsePositiveRateWith({ average: "micro" }),
];
for (const measure of COMMON) {
  conformMeasure(measure, labelCases, { lowest: 0, highest: 1, best: measure.goal === "max" ? 1 : 0 });
}

const CORRELATIONS = [
  measures.balancedAccuracyWith({ adjusted: true }),
  measures.kappa,
  measures.kappaWith({ weighting: "linear" }),
  measures.kappaWith({ weighting: "quadratic" }),
  measures.matthewsCorrelation,
];
for (const measure of CORRELATIONS) {
  conformMeasure(measure, labelCases, { lowest: -1, highest: 1, best: 1 });
}

const RATES = [
  measures.f1,
  measures.recall,
  measures.specificity,
  measures.falsePositiveRate,
  measures.falseNegativeRate,
  measures.falseDiscoveryRate,
  measures.precision,
  measures.negativePredictiveValue,
  measures.fScoreWith({ positive: "no" }),
];
for (const measure of RATES) {
  conformMeasure(measure, labelCases.slice(0, 1), {
    lowest: 0,
    highest: 1,
    best: measure.goal === "max" ? 1 : 0,
  });
}
const COUNTS = [
  measures.truePositive,
  measures.trueNegative,
  measures.falsePositive,
  measures.falseNegative,
];
for (const measure of COUNTS) {
  conformMeasure(measure, labelCases.slice(0, 1), { lowest: 0, highest: ROWS });
}

Deno.test("conformMeasure() refuses a measure without a goal", () => {
  // @ts-expect-error a matrix is no number
  assert.throws(() => conformMeasure(confusionMatrix, []), /its goal is "none"/);
});

const distributionCases = POOLS.map((levels, i) => {
  const truth = someLabels(20 + i, levels);
  return {
    name: `${levels.length} levels`,
    guess: someDistributions(30 + i, levels),
    truth,
    perfect: certain(truth),
  };
});

conformMeasure(logLoss, distributionCases, { lowest: 0, highest: 52 * Math.LN2 });
conformMeasure(logLossWith({ tolerance: 0.1 }), distributionCases, { lowest: 0, highest: -Math.log(0.1) });
conformMeasure(brierLoss, distributionCases, { lowest: 0, highest: 2 });
conformMeasure(auc, distributionCases.slice(0, 1), { lowest: 0, highest: 1 });

const truth = numeric(someNumbers(40));
const columnCase = { name: "a column", guess: numeric(someNumbers(41)), truth, perfect: truth };
const targets = table({ height: numeric(someNumbers(42)), weight: numeric(someNumbers(43)) });
const guesses = table({ weight: numeric(someNumbers(44)), height: numeric(someNumbers(45)) });
const tableCase = { name: "a table", guess: guesses, truth: targets, perfect: targets };

const ofTargets = [
  mae,
  mse,
  rms,
  measures.lpLossWith({ p: 1.5 }),
  measures.l1Sum,
  measures.l2Sum,
  measures.rmsp,
  measures.mape,
  measures.logCosh,
  measures.huber,
  measures.huberWith({ delta: 0.3 }),
  measures.quantileLoss,
  measures.quantileLossWith({ quantile: 0.9 }),
];
for (const measure of ofTargets) {
  conformMeasure(measure, [columnCase, tableCase], { lowest: 0, best: 0 });
}
for (
  const measure of [
    measures.multitarget(mae),
    measures.multitarget(rms, { weights: { height: 1, weight: 3 } }),
  ]
) {
  conformMeasure(measure, [tableCase], { lowest: 0, best: 0 });
}

const positives = [46, 47].map((seed) => numeric(someNumbers(seed).map(Math.exp)));
const positiveCase = {
  name: "positive numbers",
  guess: positives[0]!,
  truth: positives[1]!,
  perfect: positives[1]!,
};
for (const measure of [measures.rmsl, measures.rmslp1, measures.rmslpWith({ offset: 0.1 })]) {
  conformMeasure(measure, [positiveCase], { lowest: 0, best: 0 });
}

for (const measure of [measures.maxError, measures.medianAbsoluteError]) {
  conformMeasure(measure, [columnCase], { lowest: 0, best: 0 });
}
for (const measure of [measures.rSquared, measures.explainedVariance]) {
  conformMeasure(measure, [columnCase], { highest: 1, best: 1 });
}
conformMeasure(measures.willmottD, [columnCase], { lowest: 0, highest: 1, best: 1 });

const wide = table({ size: labelCases[0]!.truth, kind: labelCases[1]!.truth });
const guessed = table({ kind: labelCases[1]!.guess, size: labelCases[0]!.guess });
const labelTables = { name: "a table of labels", guess: guessed, truth: wide, perfect: wide };
conformMeasure(measures.multitarget(accuracy), [labelTables], { lowest: 0, highest: 1, best: 1 });
