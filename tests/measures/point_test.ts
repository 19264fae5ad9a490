import assert from "node:assert/strict";
import type { Measure } from "../../core/measure.ts";
import { categorical, type Numeric, numeric, table } from "../../data/mod.ts";
import * as m from "../../measures/mod.ts";

const AB = { levels: ["a", "b"] };

Deno.test("measures with options put what was chosen into the id, and only that", () => {
  const ids = [
    m.lpLossWith({ p: 1.5 }),
    m.lpSumLossWith({ p: 1 }),
    m.lpSumLossWith({ p: 3 }),
    m.rmslpWith({ offset: 1 }),
    m.rmslpWith({ offset: 0.5 }),
    m.rmspWith({ tolerance: 0.1 }),
    m.mapeWith({}),
    m.huberWith({ delta: 2 }),
    m.quantileLossWith({ quantile: 0.9 }),
    m.kappaWith({ weighting: "linear" }),
    m.recallWith({ positive: "no" }),
    m.recallWith({ average: "macro" }),
    m.falsePositiveRateWith({ average: "micro" }),
    m.fScoreWith({ beta: 2, average: "macro" }),
    m.precisionWith({ average: "none" }),
    m.multitarget(m.mae),
    m.multitarget(m.accuracy, { weights: { size: 1, kind: 2 } }),
  ].map(({ id }: { readonly id: string }) => id);
  assert.deepEqual(ids, [
    "lpLoss(p = 1.5)",
    "l1Sum",
    "lpSumLoss(p = 3)",
    "rmslp1",
    "rmslp(offset = 0.5)",
    "rmsp(tolerance = 0.1)",
    "mape",
    "huber(delta = 2)",
    "quantileLoss(quantile = 0.9)",
    'kappa(weighting = "linear")',
    'recall(positive = "no")',
    "macroRecall",
    "microFalsePositiveRate",
    "macroFScore(beta = 2)",
    "precision per class",
    "multitarget(mae)",
    "multitarget(accuracy, weights = { size: 1, kind: 2 })",
  ]);
});

Deno.test("a guess of NaN is not hidden where the truth is 0 and its share of it is not counted", () => {
  assert.equal(m.mape(numeric([NaN, 2]), numeric([0, 1])), NaN);
  assert.equal(m.mape(numeric([5, 2]), numeric([0, 1])), 0.5);
});

Deno.test("logCosh() keeps its digits for tiny errors, where ln cosh would be 0", () => {
  const tiny = m.logCosh(numeric([1e-10]), numeric([0]));
  assert.ok(Math.abs(tiny / 5e-21 - 1) < 1e-15, String(tiny)); // d² / 2, whose next term is less than the last digit
  const sides = [1 - 2 ** -52, 1 + 2 ** -51].map((d) => m.logCosh(numeric([d]), numeric([0])));
  assert.ok(Math.abs(sides[0]! - sides[1]!) < 1e-15);
});

Deno.test("medianAbsoluteError() is the mean of the middle two, by weight too", () => {
  const [guess, truth] = [numeric([1, 2, 4, 8]), numeric([0, 0, 0, 0])];
  assert.equal(m.medianAbsoluteError(guess, truth), 3);
  assert.equal(m.medianAbsoluteError(guess, truth, { weights: Float64Array.of(1, 1, 0, 2) }), 5);
  assert.equal(m.medianAbsoluteError(guess, truth, { weights: Float64Array.of(1, 1, 1, 4) }), 8);
});

Deno.test("medianAbsoluteError() of equal weights is the plain median, whatever their sums round to", () => {
  const [guess, truth] = [numeric([1, 2, 3, 4, 5, 6]), numeric([0, 0, 0, 0, 0, 0])];
  for (const weight of [0.1, 0.2, 0.3, 0.7, 1 / 3, 1e-9, 1e9 / 3]) {
    const weights = new Float64Array(6).fill(weight);
    assert.equal(m.medianAbsoluteError(guess, truth, { weights }), 3.5, `weights of ${weight}`);
  }
});

Deno.test("rSquared() of truths that are all equal is −∞ whatever they round to, with weights too", () => {
  const truth = numeric([0.1, 0.1, 0.1]);
  const guess = numeric([0.1, 0.1, 0.2]);
  assert.equal(m.rSquared(guess, truth), -Infinity);
  assert.equal(m.rSquared(guess, truth, { weights: Float64Array.of(0.3, 0.3, 0.7) }), -Infinity);
});

Deno.test("matthewsCorrelation() is 0 where only one level is guessed, with weights that round too", () => {
  const guess = categorical(["a", "a", "a"], AB);
  const truth = categorical(["a", "b", "a"], AB);
  assert.equal(m.matthewsCorrelation(guess, truth), 0);
  assert.equal(m.matthewsCorrelation(guess, truth, { weights: Float64Array.of(0.1, 0.2, 0.7) }), 0);
});

Deno.test("measures of all rows of numbers leave out rows of weight 0, and so do not see a NaN there", () => {
  const [guess, truth] = [numeric([1, 2.5, NaN, 4]), numeric([1, 2, 3, 5])];
  const [left, known] = [numeric([1, 2.5, 4]), numeric([1, 2, 5])];
  const weights = Float64Array.of(1, 1, 0, 1);
  for (const measure of [m.rSquared, m.explainedVariance, m.willmottD, m.medianAbsoluteError]) {
    assert.equal(measure(guess, truth, { weights }), measure(left, known), measure.id);
    assert.equal(measure(guess, truth), NaN, measure.id);
  }
});

Deno.test("one of more than two levels can be the positive one, against the others together", () => {
  const levels = ["a", "b", "c"];
  const guess = categorical(["a", "b", "b", "c", "a"], { levels });
  const truth = categorical(["a", "b", "c", "b", "c"], { levels });
  const against = (column: typeof guess) =>
    categorical([...column.codes].map((code) => code === 1 ? "b" : "a"), AB);
  for (const made of [m.recallWith, m.precisionWith, m.specificityWith, m.fScoreWith, m.falsePositiveWith]) {
    const measure = made({ positive: "b" });
    assert.equal(measure(guess, truth), measure(against(guess), against(truth)), measure.id);
  }
});

Deno.test("an F-score tells all that was chosen in one pair of brackets", () => {
  assert.equal(m.fScoreWith({ beta: 2, positive: "a" }).id, 'fScore(beta = 2, positive = "a")');
  assert.equal(m.fScoreWith({ beta: 2, average: "macro" }).id, "macroFScore(beta = 2)");
  assert.equal(m.fScoreWith({ average: "none" }).id, "f1 per class");
});

Deno.test("a rate without anything to divide by is NaN, of weights that round too", () => {
  const guess = categorical(["b", "b", "a"], AB);
  const truth = categorical(["b", "b", "b"], AB);
  const weights = Float64Array.of(0.1, 0.2, 0.7);
  assert.equal(m.specificity(guess, truth), NaN);
  assert.equal(m.specificity(guess, truth, { weights }), NaN);
  assert.equal(m.trueNegative(guess, truth, { weights }), 0);
});

Deno.test("of no rows counts are 0, shares NaN, by any average", () => {
  const none = categorical([], AB);
  assert.equal(m.truePositive(none, none), 0);
  assert.equal(m.trueNegativeWith({ average: "macro" })(none, none), 0);
  const shares = [m.recall, m.macroRecall, m.microF1, m.matthewsCorrelation, m.kappa];
  for (const measure of shares) assert.equal(measure(none, none), NaN, measure.id);
  assert.equal(m.classificationReport(none, none).macro.f1, NaN);
});

Deno.test("values per class print as a table, become JSON, and are joined by the sizes of folds that have them", () => {
  const measure = m.recallWith({ average: "none" });
  const first = measure(categorical(["a", "b"], AB), categorical(["a", "a"], AB));
  const second = measure(categorical(["a", "b", "b", "b"], AB), categorical(["a", "a", "a", "b"], AB));
  assert.deepEqual(first.toJSON(), { kind: "perClass", levels: ["a", "b"], values: [0.5, "NaN"] });
  assert.equal(String(first), "class  value\na      0.5\nb      NaN");
  const joined = measure.combine!([first, second], [2, 4]);
  assert.deepEqual([...joined.values], [(2 * 0.5 + 4 / 3) / 6, 1]);
  const counts = m.truePositiveWith({ average: "none" });
  const sum = counts.combine!([m.perClassOf(["a"], [2]), m.perClassOf(["a"], [3])], [9, 1]);
  assert.deepEqual([...sum.values], [5]);
});

Deno.test("the report of folds is the report of all their rows", () => {
  const guess = categorical(["a", "b", "b", "c", "a"], { levels: ["a", "b", "c"] });
  const truth = categorical(["a", "b", "c", "c", "b"], { levels: ["a", "b", "c"] });
  const parts = [[0, 1], [2, 3, 4]].map((rows) => m.classificationReport(guess.take(rows), truth.take(rows)));
  const joined = m.classificationReport.combine!(parts, [2, 3]);
  assert.deepEqual(joined.toJSON(), m.classificationReport(guess, truth).toJSON());
  assert.equal(JSON.parse(JSON.stringify(joined)).macro.recall, joined.macro.recall);
});

Deno.test("a confusion matrix goes through JSON, and counts rows by their weights", () => {
  const [guess, truth] = [categorical(["a", "b", "b"]), categorical(["a", "a", "b"])];
  const matrix = m.confusionMatrix(guess, truth, { weights: Float64Array.of(0.5, 1, 2) });
  assert.deepEqual([...matrix.counts], [0.5, 0, 1, 2]);
  const { levels, counts } = JSON.parse(JSON.stringify(matrix));
  assert.equal(String(m.confusionMatrixOf(levels, counts)), String(matrix));
});

Deno.test("multitarget() gives what the measure gives of a single target, and aggregates within rows as it does", () => {
  const truth = table({ x: numeric([1, 2]), y: numeric([3, 5]) });
  const guess = table({ y: numeric([0, 5]), x: numeric([1, 6]) });
  for (const measure of [m.mae, m.mse, m.rms, m.l2Sum, m.mape]) {
    assert.equal(m.multitarget(measure)(guess, truth), measure(guess, truth), measure.id);
    const single = m.multitarget(measure)(guess.select(["x"]), truth.select(["x"]));
    assert.equal(single, measure(guess.column("x") as Numeric, truth.column("x") as Numeric), measure.id); // made so
  }
  assert.equal(m.multitarget(m.l2Sum)(guess, truth, { weights: Float64Array.of(1, 2) }), 9 + 2 * 16);
});

Deno.test("a measure of one's own is frozen, has what is not said by default, and is given the weights it takes", () => {
  const mine = m.defineMeasure<Numeric, Numeric>(
    { id: "mine", goal: "max", weighted: true },
    (_, truth, { weights }) => (weights ?? truth.values).reduce((sum, value) => sum + value, 0),
  );
  const { aliases, formula, of, aggregation, weighted, classWeighted, target } = mine;
  const traits = { aliases, formula, of, aggregation, weighted, classWeighted };
  assert.deepEqual(traits, {
    aliases: [],
    formula: "",
    of: "point",
    aggregation: "mean",
    weighted: true,
    classWeighted: false,
  });
  assert.equal(target.length, 7);
  assert.ok(Object.isFrozen(mine) && !("each" in mine) && !("combine" in mine));
  const x = numeric([1, 2]);
  assert.deepEqual([mine(x, x), mine(x, x, { weights: Float64Array.of(4, 5) })], [3, 9]);
});

Deno.test("measures say in their type whether they give a number or a value for each class", () => {
  const macro: Measure<ReturnType<typeof categorical>, ReturnType<typeof categorical>, number> = m.fScoreWith(
    {
      average: "macro",
    },
  );
  // @ts-expect-error a value for each class is no number
  const perClass: typeof macro = m.fScoreWith({ average: "none" });
  assert.notEqual(macro.id, perClass.id);
});

Deno.test("confusion matrices are not added where only a late level of many differs", () => {
  const levels = Array.from({ length: 30 }, (_, i) => `level ${i}`);
  const others = levels.with(29, "another");
  const zeros = new Float64Array(900);
  assert.throws(
    () => m.confusionMatrixOf(levels, zeros).plus(m.confusionMatrixOf(others, zeros)),
    { message: /^Cannot add confusion matrices: one has levels / },
  );
});

Deno.test("matthewsCorrelation() and kappa() are 1 for perfect guesses, however uneven the weights", () => {
  const truth = categorical(["a", "b", "b", "a"]);
  const pairs = [[1, 1e-17], [1e200, 1e-200], [1e200, 1], [1e-300, 1e-200]];
  for (const [ofA, ofB] of pairs) {
    const weights = Float64Array.of(ofA!, ofB!, ofB!, ofA!);
    assert.equal(m.matthewsCorrelation(truth, truth, { weights }), 1, `${ofA} and ${ofB}`);
    assert.equal(m.kappa(truth, truth, { weights }), 1, `${ofA} and ${ofB}`);
  }
});

Deno.test("matthewsCorrelation() and kappa() do not depend on the unit of the weights, however small or large", () => {
  const [guess, truth] = [categorical(["a", "b", "b", "a", "a"]), categorical(["a", "b", "a", "a", "b"])];
  for (const measure of [m.matthewsCorrelation, m.kappa]) {
    const plain = measure(guess, truth);
    for (const unit of [1e-200, 1e200]) {
      const found = measure(guess, truth, { weights: new Float64Array(5).fill(unit) });
      assert.ok(Math.abs(found - plain) <= 1e-12, `${measure.id}: ${found} by weights of ${unit}`);
    }
  }
});
