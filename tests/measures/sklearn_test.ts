import assert from "node:assert/strict";
import { categoricalOf, finite, numeric, table } from "../../data/mod.ts";
import {
  accuracy,
  auc,
  balancedAccuracy,
  balancedAccuracyWith,
  brierLoss,
  confusionMatrix,
  logLoss,
  macroF1,
  mae,
  mse,
  type Numbers,
  rSquared,
} from "../../measures/mod.ts";
import golden from "../golden/measures_sklearn.json" with { type: "json" };

interface Case {
  readonly name: string;
  readonly kind: string;
  readonly levels?: number;
  readonly absent?: readonly number[];
  readonly guess?: readonly unknown[];
  readonly probs?: readonly (readonly number[])[];
  readonly truth: readonly unknown[];
  readonly weights: readonly number[];
  readonly expected: Readonly<Record<string, unknown>>;
}

// scikit-learn divides weighted sums by the sum of the weights, attune by the number of rows.
const perWeight = (weights: readonly number[]) => weights.length / weights.reduce((sum, w) => sum + w, 0);

const pool = (levels: number) => Array.from({ length: levels }, (_, k) => k);

function judgeLabels({ guess, truth, weights, levels, absent }: Case): Record<string, unknown> {
  const guesses = categoricalOf(guess as number[], pool(levels!));
  const truths = categoricalOf(truth as number[], pool(levels!));
  const w = Float64Array.from(weights);
  // scikit-learn averages over the levels that occur, attune over all of them.
  const perPresent = levels! / (levels! - absent!.length);
  const { counts } = confusionMatrix(guesses, truths);
  return {
    accuracy: accuracy(guesses, truths),
    accuracyWeighted: perWeight(weights) * accuracy(guesses, truths, { weights: w }),
    balancedAccuracy: perPresent * balancedAccuracy(guesses, truths),
    balancedAccuracyWeighted: perPresent * balancedAccuracy(guesses, truths, { weights: w }),
    balancedAccuracyAdjusted: balancedAccuracyWith({ adjusted: true })(guesses, truths),
    macroF1: macroF1(guesses, truths),
    // scikit-learn has the truth in rows, attune the guesses.
    confusionMatrix: pool(levels!).map((j) => pool(levels!).map((i) => counts[i * levels! + j])),
  };
}

function judgeDistributions({ probs, truth, weights, levels }: Case): Record<string, unknown> {
  const guess = finite(pool(levels!), probs!);
  const truths = categoricalOf(truth as number[], pool(levels!));
  return {
    logLoss: logLoss(guess, truths),
    logLossWeighted: perWeight(weights) * logLoss(guess, truths, { weights: Float64Array.from(weights) }),
    auc: levels === 2 ? auc(guess, truths) : undefined,
    brierLoss: brierLoss(guess, truths) / 2, // scikit-learn looks at one of the two levels
  };
}

function judgeNumbers({ guess, truth, weights }: Case): Record<string, unknown> {
  const columns = (given: readonly unknown[]) =>
    Object.fromEntries(given.map((values, j) => [`target ${j}`, numeric(values as number[])]));
  const numbers = (given: readonly unknown[]): Numbers =>
    given.length === 1 ? numeric(given[0] as number[]) : table(columns(given));
  const guesses = numbers(guess!);
  const truths = numbers(truth);
  const w = Float64Array.from(weights);
  return {
    mse: mse(guesses, truths),
    mseWeighted: perWeight(weights) * mse(guesses, truths, { weights: w }),
    mae: mae(guesses, truths),
    maeWeighted: perWeight(weights) * mae(guesses, truths, { weights: w }),
    rSquared: "values" in guesses && "values" in truths ? rSquared(guesses, truths) : undefined,
  };
}

const JUDGES: Readonly<Record<string, (example: Case) => Record<string, unknown>>> = {
  labels: judgeLabels,
  probabilities: judgeDistributions,
  numbers: judgeNumbers,
};

for (const example of golden.cases as readonly Case[]) {
  Deno.test(`measures agree with ${golden.tool.split(",")[0]}: ${example.kind}, ${example.name}`, () => {
    const found = JUDGES[example.kind]!(example);
    for (const [name, expected] of Object.entries(example.expected)) {
      if (Array.isArray(expected)) assert.deepEqual(found[name], expected, name);
      else assertClose(Number(found[name]), Number(expected), name);
    }
  });
}

function assertClose(value: number, expected: number, name: string): void {
  const allowed = golden.tolerance * Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(value - expected) <= allowed, `${name}: ${value} is not ${expected}`);
}
