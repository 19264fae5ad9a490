import { type Categorical, categorical, categoricalOf, type Finite, finite } from "../../data/mod.ts";
import {
  aucWith,
  averagePrecision,
  averagePrecisionWith,
  brierScore,
  continuousBoyceIndex,
  expectedCalibrationError,
  expectedCalibrationErrorWith,
  logScore,
  logScoreWith,
  type MarginLossKind,
  marginLossWith,
  precisionAtFixedRecall,
  precisionAtFixedRecallWith,
  rankedProbabilityScore,
  sphericalScore,
  topKAccuracy,
  topKAccuracyWith,
} from "../../measures/mod.ts";
import { rng } from "../../core/rng.ts";
import { conformMeasure, type MeasureCase } from "../../testing/conform_measure.ts";

const ROWS = 40;

type Case = MeasureCase<Finite, Categorical>;

/** Probabilities in few steps, so that scores tie. */
function caseOf(seed: number, levels: readonly string[]): Case {
  const draw = rng(seed);
  const labels = Array.from({ length: ROWS }, () => levels[Math.floor(draw.uniform() * levels.length)]!);
  const truth = categorical(labels, { levels });
  const probs = labels.map(() => {
    const row = levels.map(() => 1 + Math.floor(draw.uniform() * 5));
    const sum = row.reduce((total, p) => total + p, 0);
    return row.map((p) => p / sum);
  });
  const certain = Array.from(truth.codes, (code) => levels.map((_, k) => Number(k === code)));
  const name = `${levels.length} levels`;
  return { name, guess: finite(levels, probs), truth, perfect: finite(levels, certain) };
}

const two = caseOf(1, ["no", "yes"]);
const four = caseOf(2, ["a", "b", "c", "d"]);
const { codes, levels } = four.truth;
const ordered = { ...four, truth: categoricalOf(codes, levels, { ordered: true }) };

conformMeasure(logScore, [two, four], { lowest: -52 * Math.LN2, highest: 0 });
conformMeasure(logScoreWith({ tolerance: 0.1 }), [two, four], { lowest: Math.log(0.1), highest: 0 });
conformMeasure(brierScore, [two, four], { lowest: -2, highest: 0 });
conformMeasure(sphericalScore, [two, four], { lowest: 0, highest: 1 });
conformMeasure(rankedProbabilityScore, [ordered], { lowest: 0, highest: 3 });
conformMeasure(topKAccuracy, [four], { lowest: 0, highest: 1 });
conformMeasure(topKAccuracyWith({ k: 1 }), [two, four], { lowest: 0, highest: 1 });

conformMeasure(aucWith({ average: "oneVsRest" }), [two, four], { lowest: 0, highest: 1 });
conformMeasure(aucWith({ average: "oneVsOne" }), [two, four], { lowest: 0, highest: 1 });
conformMeasure(aucWith({ positive: "b" }), [four], { lowest: 0, highest: 1 });
conformMeasure(averagePrecision, [two], { lowest: 0, highest: 1 });
conformMeasure(averagePrecisionWith({ rule: "right", positive: "b" }), [four], { lowest: 0, highest: 1 });
conformMeasure(precisionAtFixedRecall, [two], { lowest: 0, highest: 1 });
conformMeasure(precisionAtFixedRecallWith({ recall: 0.5, positive: "b" }), [four], { lowest: 0, highest: 1 });
conformMeasure(continuousBoyceIndex, [two], { lowest: -1, highest: 1 });

conformMeasure(expectedCalibrationError, [two, four], { lowest: 0, highest: 1 });
conformMeasure(expectedCalibrationErrorWith({ bins: 4, strategy: "quantile" }), [two, four], {
  lowest: 0,
  highest: 1,
});

/** The greatest value of each kind, at the margin −1; the least is not below 0. */
const WORST: Readonly<Record<MarginLossKind, number>> = {
  zeroOne: 1,
  perceptron: 1,
  l1Hinge: 2,
  l2Hinge: 4,
  smoothedL1Hinge: 1.5,
  modifiedHuber: 4,
  l2Margin: 4,
  logitMargin: Math.log(1 + Math.E),
  exp: Math.E,
  sigmoid: 1 + Math.tanh(1),
  dwd: 2,
};

for (const [kind, highest] of Object.entries(WORST)) {
  conformMeasure(marginLossWith({ kind: kind as MarginLossKind }), [two], { lowest: 0, highest }); // keys of the record
}
