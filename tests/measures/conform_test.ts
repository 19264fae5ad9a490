import { type Categorical, categorical, type Finite, finite, numeric, table } from "../../data/mod.ts";
import {
  accuracy,
  auc,
  balancedAccuracy,
  balancedAccuracyWith,
  brierLoss,
  logLoss,
  logLossWith,
  macroF1,
  mae,
  misclassificationRate,
  mse,
  rms,
  rSquared,
} from "../../measures/mod.ts";
import { rng } from "../../core/rng.ts";
import { conformMeasure } from "../../testing/conform_measure.ts";

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

for (const measure of [accuracy, misclassificationRate, balancedAccuracy, macroF1]) {
  conformMeasure(measure, labelCases, { lowest: 0, highest: 1 });
}
conformMeasure(balancedAccuracyWith({ adjusted: true }), labelCases, { lowest: -1, highest: 1 });

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

for (const measure of [mae, mse, rms]) {
  conformMeasure(measure, [columnCase], { lowest: 0 });
  conformMeasure(measure, [tableCase], { lowest: 0 });
}
conformMeasure(rSquared, [columnCase], { highest: 1 });
