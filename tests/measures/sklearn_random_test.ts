import assert from "node:assert/strict";
import type { Measure } from "../../core/measure.ts";
import { type Categorical, categoricalOf, type Numeric, numeric, table } from "../../data/mod.ts";
import * as m from "../../measures/mod.ts";
import golden from "../golden/measures_sklearn_random.json" with { type: "json" };

interface Case {
  readonly kind: string;
  readonly levels: number;
  readonly truth: unknown;
  readonly guess: unknown;
  readonly weights: readonly number[];
  readonly expected: readonly unknown[];
}

/** A measure's value in a case, turned into scikit-learn's terms. */
type Judge = (example: Case, weights: Float64Array | undefined) => unknown;

const NAMES: Readonly<Record<string, readonly string[]>> = golden.names;

// The text of the file is too large for its type to be of use.
const CASES = golden.cases as readonly Case[];

// scikit-learn divides weighted sums by the sum of the weights, attune by the number of rows.
const perWeight = (weights: Float64Array | undefined) =>
  weights ? weights.length / weights.reduce((sum, w) => sum + w, 0) : 1;

// What scikit-learn counts as 0, told `zero_division=0`, is NaN here: there is nothing to divide by.
const zeroFor = (value: number) => Number.isNaN(value) ? 0 : value;

const columns = ({ levels, truth, guess }: Case) => {
  const column = (digits: unknown) =>
    categoricalOf(Array.from(String(digits), Number), Array.from({ length: levels }, (_, k) => k));
  return [column(guess), column(truth)] as const;
};

const labels = (measure: Measure<Categorical, Categorical>): Judge => (example, weights) =>
  zeroFor(measure(...columns(example), { weights }));

const perClass = (measure: Measure<Categorical, Categorical, m.PerClass>): Judge => (example, weights) =>
  Array.from(measure(...columns(example), { weights }).values, zeroFor);

const share = (measure: Measure<Categorical, Categorical>): Judge => (example, weights) =>
  perWeight(weights) * measure(...columns(example), { weights });

const report: Judge = (example, weights) => {
  const found = m.classificationReport(...columns(example), { weights });
  const { levels, precision, recall, f1, support, accuracy, macro } = found;
  const classes = levels.flatMap((level) =>
    [precision, recall, f1, support].map((values) => values.at(level))
  );
  return [...classes, accuracy, macro.precision, macro.recall, macro.f1].map(zeroFor);
};

// scikit-learn averages over the levels that occur in the truth with weight, attune over all of them.
const present = ({ truth }: Case, weights: Float64Array | undefined) =>
  new Set(Array.from(String(truth)).filter((_, i) => !weights || weights[i]! > 0)).size;

const balancedAccuracy: Judge = (example, weights) =>
  m.balancedAccuracy(...columns(example), { weights }) * example.levels / present(example, weights);

const adjusted: Judge = (example, weights) => {
  const measure = m.balancedAccuracyWith({ adjusted: true });
  const chance = 1 / example.levels;
  const score = measure(...columns(example), { weights }) * (1 - chance) + chance;
  const chancePresent = 1 / present(example, weights);
  return (score * example.levels * chancePresent - chancePresent) / (1 - chancePresent);
};

// scikit-learn has the truth in rows, attune the guesses.
const matrix: Judge = (example, weights) => {
  const { levels, at } = m.confusionMatrix(...columns(example), { weights });
  return levels.map((truth) => levels.map((guess) => at(guess, truth)));
};

const counts: Judge = (example, weights) => {
  const none = { average: "none" } as const;
  const [tn, fp, fn, tp] = [m.trueNegativeWith, m.falsePositiveWith, m.falseNegativeWith, m.truePositiveWith]
    .map((made) => made(none)(...columns(example), { weights }).values);
  return [0, 1].map((j) => [[tn![j], fp![j]], [fn![j], tp![j]]]);
};

const numbersOf = ({ truth, guess }: Case) => {
  const [truths, guesses] = [truth, guess] as readonly (readonly (readonly number[])[])[];
  return { truths: truths!, guesses: guesses! };
};

const ofFirst = (measure: Measure<Numeric, Numeric>, scale: (per: number) => number): Judge => {
  return (example, weights) => {
    const { truths, guesses } = numbersOf(example);
    const value = measure(numeric(guesses[0]!), numeric(truths[0]!), { weights });
    return scale(perWeight(weights)) * value;
  };
};
const mean = (measure: Measure<Numeric, Numeric>) => ofFirst(measure, (per) => per);
const unscaled = (measure: Measure<Numeric, Numeric>) => ofFirst(measure, () => 1);

const rmslp1: Judge = (example, weights) => {
  const { truths, guesses } = numbersOf(example);
  return Math.sqrt(perWeight(weights)) * m.rmslp1(numeric(guesses[1]!), numeric(truths[1]!), { weights });
};

const targets = (measure: Measure<ReturnType<typeof table>, ReturnType<typeof table>>): Judge => {
  const tableOf = ([a, b]: readonly (readonly number[])[]) => table({ a: numeric(a!), b: numeric(b!) });
  return (example, weights) => {
    const { truths, guesses } = numbersOf(example);
    return perWeight(weights) * measure(tableOf(guesses), tableOf(truths), { weights });
  };
};

const none = { average: "none" } as const;
const micro = { average: "micro" } as const;
const macro = { average: "macro" } as const;

const at = (positive: number): Readonly<Record<string, Judge>> => ({
  [`precisionAt${positive}`]: labels(m.precisionWith({ positive })),
  [`recallAt${positive}`]: labels(m.recallWith({ positive })),
  [`f1At${positive}`]: labels(m.fScoreWith({ positive })),
  [`f2At${positive}`]: labels(m.fScoreWith({ positive, beta: 2 })),
  [`specificityAt${positive}`]: labels(m.specificityWith({ positive })),
  [`negativePredictiveValueAt${positive}`]: labels(m.negativePredictiveValueWith({ positive })),
  [`falsePositiveRateAt${positive}`]: labels(m.falsePositiveRateWith({ positive })),
  [`falseNegativeRateAt${positive}`]: labels(m.falseNegativeRateWith({ positive })),
  [`falseDiscoveryRateAt${positive}`]: labels(m.falseDiscoveryRateWith({ positive })),
});

const JUDGES: Readonly<Record<string, Readonly<Record<string, Judge>>>> = {
  labels: {
    accuracy: share(m.accuracy),
    misclassificationRate: share(m.misclassificationRate),
    classificationReport: report,
    balancedAccuracy,
    adjusted,
    "kappa none": labels(m.kappa),
    "kappa linear": labels(m.kappaWith({ weighting: "linear" })),
    "kappa quadratic": labels(m.kappaWith({ weighting: "quadratic" })),
    matthewsCorrelation: labels(m.matthewsCorrelation),
    confusionMatrix: matrix,
    macroPrecision: labels(m.macroPrecision),
    macroRecall: labels(m.macroRecall),
    macroF1: labels(m.macroF1),
    macroFHalf: labels(m.fScoreWith({ ...macro, beta: 0.5 })),
    microPrecision: labels(m.precisionWith(micro)),
    microRecall: labels(m.recallWith(micro)),
    microF1: labels(m.microF1),
    microFHalf: labels(m.fScoreWith({ ...micro, beta: 0.5 })),
    perClassPrecision: perClass(m.precisionWith(none)),
    perClassRecall: perClass(m.recallWith(none)),
    perClassF1: perClass(m.fScoreWith(none)),
    perClassFHalf: perClass(m.fScoreWith({ ...none, beta: 0.5 })),
  },
  binary: { counts, ...at(0), ...at(1) },
  numbers: {
    mae: mean(m.mae),
    mse: mean(m.mse),
    rms: ofFirst(m.rms, Math.sqrt),
    rSquared: unscaled(m.rSquared),
    explainedVariance: unscaled(m.explainedVariance),
    mape: mean(m.mape),
    medianAbsoluteError: unscaled(m.medianAbsoluteError),
    maxError: (example) => unscaled(m.maxError)(example, undefined),
    quantileLoss: mean(m.quantileLoss),
    quantileLoss09: mean(m.quantileLossWith({ quantile: 0.9 })),
    rmslp1,
    targetsMae: targets(m.mae),
    targetsMse: targets(m.mse),
    targetsMae13: targets(m.multitarget(m.mae, { weights: { a: 0.5, b: 1.5 } })),
  },
};

for (const [kind, names] of Object.entries(NAMES)) {
  const cases = CASES.filter((example) => example.kind === kind);
  names.forEach((name, column) => {
    Deno.test(`${kind}: ${name} agrees with ${golden.tool.split(",")[0]} in 200 random cases`, () => {
      assert.equal(cases.length, 200);
      const judge = JUDGES[kind]![name.replace("Weighted", "")]!;
      for (const [i, example] of cases.entries()) {
        const weights = name.includes("Weighted") ? Float64Array.from(example.weights) : undefined;
        assertClose(judge(example, weights), example.expected[column], `${name}, case ${i}`);
      }
    });
  });
}

Deno.test("40 of the binary cases have truths of one level, and 40 of each kind of labels guesses of one", () => {
  const constant = (kind: string, column: "truth" | "guess") =>
    CASES.filter((example) => example.kind === kind && new Set(String(example[column])).size === 1).length;
  assert.ok(constant("binary", "truth") >= 40);
  assert.ok(constant("binary", "guess") >= 40);
  assert.ok(constant("labels", "guess") >= 40);
});

Deno.test("no judge of a measure is left without expected values", () => {
  for (const [kind, judges] of Object.entries(JUDGES)) {
    const named = new Set(NAMES[kind]!.map((name) => name.replace("Weighted", "")));
    assert.deepEqual(Object.keys(judges).toSorted(), [...named].toSorted());
  }
});

function assertClose(value: unknown, expected: unknown, what: string): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(value) && value.length === expected.length, what);
    return expected.forEach((wanted, i) => assertClose(value[i], wanted, what));
  }
  const allowed = golden.tolerance * Math.max(1, Math.abs(Number(expected)));
  assert.ok(Math.abs(Number(value) - Number(expected)) <= allowed, `${what}: ${value} is not ${expected}`);
}
