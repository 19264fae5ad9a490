import assert from "node:assert/strict";
import type { Measure } from "../../core/measure.ts";
import { type Categorical, categoricalOf, type Finite, finite } from "../../data/mod.ts";
import {
  auc,
  aucWith,
  averagePrecisionWith,
  brierLoss,
  brierScore,
  logLoss,
  logScore,
  marginLossWith,
  precisionRecallCurve,
  reliabilityCurveWith,
  rocCurve,
  topKAccuracyWith,
} from "../../measures/mod.ts";
import golden from "../golden/measures_sklearn_probabilities.json" with { type: "json" };

interface Case {
  readonly levels: number;
  readonly probs: readonly number[] | readonly (readonly number[])[];
  readonly truth: readonly number[];
  readonly weights: readonly number[];
  readonly expected: Readonly<Record<string, unknown>>;
}

interface BinaryCase extends Case {
  readonly bins: number;
  readonly strategy: string;
}

interface MulticlassCase extends Case {
  readonly k: number;
}

type Value = number | Float64Array;

const pool = (levels: number) => Array.from({ length: levels }, (_, k) => k);

const guessOf = ({ levels, probs }: Case) => finite(pool(levels), probs, { augment: levels === 2 });

const truthOf = ({ levels, truth }: Case) => categoricalOf(truth, pool(levels));

const weightsOf = ({ weights }: Case) => Float64Array.from(weights);

const judged = (measure: Measure<Finite, Categorical>) => (example: Case) =>
  measure(guessOf(example), truthOf(example));

const weighted = (measure: Measure<Finite, Categorical>) => (example: Case) =>
  measure(guessOf(example), truthOf(example), { weights: weightsOf(example) });

// scikit-learn divides weighted sums by the sum of the weights, attune by the number of rows.
const rescaled = (measure: Measure<Finite, Categorical>) => (example: Case) =>
  weighted(measure)(example) * example.weights.length / example.weights.reduce((sum, w) => sum + w, 0);

// scikit-learn looks at one of the two levels.
const halved = (value: (example: Case) => number) => (example: Case) => value(example) / 2;

const judgesOfCurves = (suffix: string, weightsIn: (example: Case) => Float64Array | undefined) => {
  const curve = <R>(measure: Measure<Finite, Categorical, R>, example: Case) =>
    measure(guessOf(example), truthOf(example), { weights: weightsIn(example) });
  return {
    [`falsePositiveRates${suffix}`]: (example: Case) => curve(rocCurve, example).falsePositiveRates,
    [`truePositiveRates${suffix}`]: (example: Case) => curve(rocCurve, example).truePositiveRates,
    [`thresholds${suffix}`]: (example: Case) => curve(rocCurve, example).thresholds,
    [`precisions${suffix}`]: (example: Case) => curve(precisionRecallCurve, example).precisions,
    [`recalls${suffix}`]: (example: Case) => curve(precisionRecallCurve, example).recalls,
  };
};

const reliability = (example: BinaryCase) => {
  const { bins } = example;
  const strategy = example.strategy === "quantile" ? "quantile" : "uniform";
  return reliabilityCurveWith({ bins, strategy })(guessOf(example), truthOf(example));
};

// Of levels that tie scikit-learn takes the later first, attune the earlier, as the mode does: so levels are reversed.
const mirrored = (example: MulticlassCase): MulticlassCase => ({
  ...example,
  probs: (example.probs as readonly (readonly number[])[]).map((row) => row.toReversed()), // with several levels
  truth: example.truth.map((code) => example.levels - 1 - code),
});

const topK = (judge: typeof judged) => (example: MulticlassCase) =>
  judge(topKAccuracyWith({ k: example.k }))(mirrored(example));

const hinge = marginLossWith({ kind: "l1Hinge" });

const averagePrecision = averagePrecisionWith({ rule: "right" });

const BINARY: Readonly<Record<string, (example: BinaryCase) => Value>> = {
  logLoss: judged(logLoss),
  logLossWeighted: rescaled(logLoss),
  brierLoss: halved(judged(brierLoss)),
  brierLossWeighted: halved(rescaled(brierLoss)),
  logScore: judged(logScore),
  logScoreWeighted: rescaled(logScore),
  brierScore: halved(judged(brierScore)),
  brierScoreWeighted: halved(rescaled(brierScore)),
  hinge: judged(hinge),
  hingeWeighted: rescaled(hinge),
  auc: judged(auc),
  aucWeighted: weighted(auc),
  averagePrecision: judged(averagePrecision),
  averagePrecisionWeighted: weighted(averagePrecision),
  ...judgesOfCurves("", () => undefined),
  ...judgesOfCurves("Weighted", weightsOf),
  confidences: (example) => reliability(example).confidences,
  frequencies: (example) => reliability(example).frequencies,
};

const oneVsRest = aucWith({ average: "oneVsRest" });

const MULTICLASS: Readonly<Record<string, (example: MulticlassCase) => Value>> = {
  logLoss: judged(logLoss),
  logLossWeighted: rescaled(logLoss),
  topKAccuracy: topK(judged),
  topKAccuracyWeighted: topK(rescaled),
  oneVsOne: judged(aucWith({ average: "oneVsOne" })),
  oneVsRest: judged(oneVsRest),
  oneVsRestWeighted: weighted(oneVsRest),
};

const LEAST = 200; // cases a measure

function agrees<C extends Case>(
  judges: Readonly<Record<string, (example: C) => Value>>,
  { kind, cases }: { readonly kind: string; readonly cases: readonly C[] },
): void {
  for (const [name, judge] of Object.entries(judges)) {
    Deno.test(`${name} agrees with ${golden.tool.split(",")[0]} in all ${kind} cases that have it`, () => {
      const having = cases.filter(({ expected }) => name in expected);
      assert.ok(having.length >= LEAST, `${having.length} cases`);
      for (const example of having) {
        const found = judge(example);
        const expected = example.expected[name];
        const values = typeof found === "number" ? [found] : [...found];
        assertClose(values, Array.isArray(expected) ? expected : [expected]);
      }
    });
  }
}

agrees(BINARY, { kind: "binary", cases: golden.binary });
agrees(MULTICLASS, { kind: "multiclass", cases: golden.multiclass });

Deno.test("50 of the binary cases have truths of one level, and 20 guesses that are all the same", () => {
  const constant = (column: "truth" | "probs") =>
    golden.binary.filter((example) => new Set(example[column]).size === 1).length;
  assert.ok(constant("truth") >= 50);
  assert.ok(constant("probs") >= 20);
});

Deno.test("every value that scikit-learn gave is compared", () => {
  const given = (cases: readonly Case[]) => new Set(cases.flatMap(({ expected }) => Object.keys(expected)));
  assert.deepEqual([...given(golden.binary)].sort(), Object.keys(BINARY).sort());
  assert.deepEqual([...given(golden.multiclass)].sort(), Object.keys(MULTICLASS).sort());
});

function assertClose(values: readonly number[], expected: readonly unknown[]): void {
  assert.equal(values.length, expected.length);
  for (const [i, value] of values.entries()) {
    const wanted = expected[i] === null ? NaN : Number(expected[i]); // JSON has no NaN
    const close = Math.abs(value - wanted) <= golden.tolerance * Math.max(1, Math.abs(wanted));
    assert.ok(close || Object.is(value, wanted), `${value} is not ${wanted}`);
  }
}
