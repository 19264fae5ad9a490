import assert from "node:assert/strict";
import type { Measure } from "../../core/measure.ts";
import { type Categorical, categorical, type Finite, finite, type Label } from "../../data/mod.ts";
import {
  auc,
  averagePrecision,
  brierLoss,
  brierScore,
  continuousBoyceIndex,
  logLoss,
  precisionAtFixedRecallWith,
  precisionRecallCurve,
  rocCurve,
  sphericalScore,
} from "../../measures/mod.ts";
import golden from "../golden/measures.json" with { type: "json" };
import type { Input, OracleRecord } from "./_records.ts";

// Records that spell an error as a string widen the inferred type of the file beyond use.
const RECORDS = (golden as readonly OracleRecord[]).filter(({ area }) => area === "measures/probabilistic");

type Run = (input: Input) => unknown;

const CONTINUOUS = "no model predicts a density: distributions are over levels";
const RECALL = "such a recall cannot be reached, and is refused where upstream says precision 0";

/** What upstream says and attune has decided otherwise. A case stands once for each record of that name. */
const DECIDED_OTHERWISE: readonly (readonly [name: string, reason: string])[] = [
  ["precision_at_fixed_recall(1.2)", RECALL],
  ["precision_at_fixed_recall(1.1)", RECALL],
  ["brier_score continuous", CONTINUOUS],
  ["brier_score continuous", CONTINUOUS],
  ["brier_score continuous, weight 3", CONTINUOUS],
  ["spherical_score continuous", CONTINUOUS],
  ["spherical_score continuous", CONTINUOUS],
  ["log_score continuous", CONTINUOUS],
  ["spherical_score(alpha=1)", "the norm is no option, so that there is none to refuse"],
  ["brier_score for BetaPrime", CONTINUOUS],
];

const ranked = <R>(measure: Measure<Finite, Categorical, R>) => ({ scores, y, positive }: Input): R => {
  // The records with scores have labels without missing ones, of two levels.
  const levels = [...y!.filter((label) => label !== positive).slice(0, 1), positive!] as readonly Label[];
  return measure(finite(levels, scores!, { augment: true }), categorical(y!, { levels }));
};

const distributions = ({ levels, probs, y }: Input): [Finite, Categorical] => [
  finite(levels!, probs!),
  categorical(y!, { levels: levels! }),
];

const atRecall = (recall: number): Run => ranked(precisionAtFixedRecallWith({ recall }));

/** The same probability from 2 to 5, at another number or one of them. */
const uniform = (measure: Measure<Finite, Categorical>, y: number): number => {
  const levels = [1, 2, 3, 4, 5];
  return measure(finite(levels, [[0, 0.25, 0.25, 0.25, 0.25]]), categorical([y], { levels }));
};

const counts: Run = (input) => {
  const { falsePositiveRates, truePositiveRates, thresholds, positives, negatives } = ranked(rocCurve)(input);
  return {
    tn: [...falsePositiveRates.map((rate) => (1 - rate) * negatives)],
    tp: [...truePositiveRates.map((rate) => rate * positives)],
    thresholds: [...thresholds],
  };
};

const oneClass: Run = () => {
  const guess = finite(["a", "b"], [0.1, 0.2, 0.7], { augment: true });
  const alike = ["a", "b"].map((label) => categorical([label, label, label], { levels: ["a", "b"] }));
  for (const truth of alike) assert.equal(continuousBoyceIndex(guess, truth), NaN);
  return NaN;
};

const RUNS: Readonly<Record<string, Run>> = {
  "confusion counts at thresholds": counts,
  "precision_recall_curve": (input) => ranked(precisionRecallCurve)(input).toJSON(),
  "average_precision": ranked(averagePrecision),
  "roc_curve": (input) => {
    const { falsePositiveRates, truePositiveRates } = ranked(rocCurve)(input);
    return { fpr: [...falsePositiveRates], tpr: [...truePositiveRates] };
  },
  "auc": ranked(auc),
  "auc with ties": ranked(auc),
  "precision_at_fixed_recall(0.1)": atRecall(0.1),
  "precision_at_fixed_recall(0.2)": atRecall(0.2),
  "precision_at_fixed_recall(0.4)": atRecall(0.4),
  "precision_at_fixed_recall(0.51)": atRecall(0.51),
  "precision_at_fixed_recall(0.6)": atRecall(0.6),
  "precision_at_fixed_recall(0.74)": atRecall(0.74),
  "precision_at_fixed_recall(0.9)": atRecall(0.9),
  "precision_at_fixed_recall(1)": atRecall(1),
  "log_loss": (input) => logLoss(...distributions(input)),
  "log_loss per observation": (input) => [...logLoss.each!(...distributions(input))],
  "log_loss weights [1,2,3]": (input) =>
    logLoss(...distributions(input), { weights: Float64Array.of(1, 2, 3) }),
  "brier_loss": (input) => brierLoss(...distributions(input)),
  "brier_score with extra missing": (input) => brierScore(...distributions(input)),
  "spherical_score(alpha=2)": (input) => sphericalScore(...distributions(input)),
  "spherical_score(alpha=2) per observation": (input) => [...sphericalScore.each!(...distributions(input))],
  // Of numbers upstream leaves out the −1 that makes 0 the best score of levels.
  "brier_score discrete": () => uniform(brierScore, 1) + 1,
  "spherical_score discrete": () => uniform(sphericalScore, 4),
  "continuous boyce index of all-positive or all-negative truth": oneClass,
};

function assertClose(value: unknown, expected: unknown, tolerance: number): void {
  if (typeof expected === "object" && expected !== null) {
    for (const [name, wanted] of Object.entries(expected)) {
      assertClose(Object(value)[name], wanted, tolerance);
    }
    if (Array.isArray(expected)) assert.equal(Object(value).length, expected.length);
  } else if (expected === "NaN") assert.equal(value, NaN);
  else assert.ok(Math.abs(Number(value) - Number(expected)) <= tolerance, `${value} is not ${expected}`);
}

for (const record of RECORDS) {
  const run = RUNS[record.case];
  if (run === undefined) continue;
  Deno.test(`${record.area}: ${record.case} (${record.source})`, () => {
    assertClose(run(record.input as Input), record.expected, record.tol!); // each run reads what its record has
  });
}

Deno.test("the oracle's records of distributions are all run, or decided otherwise", () => {
  const left = RECORDS.filter((record) => !(record.case in RUNS)).map((record) => record.case);
  assert.deepEqual(left, DECIDED_OTHERWISE.map(([name]) => name));
  assert.deepEqual([RECORDS.length, left.length], [39, 10]);
  for (const recall of [1.1, 1.2]) assert.throws(() => precisionAtFixedRecallWith({ recall }), RangeError);
});
