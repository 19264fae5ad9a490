import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { mode, numeric, table } from "../../data/mod.ts";
import { accuracy, auc, confusionMatrix, logLoss, mae, mse, rocCurve } from "../../measures/mod.ts";
import { cv, evaluate, evaluationFromJson, holdout } from "../../meta/mod.ts";
import { constantClassifier, constantRegressor, neuralNetworkRegressor } from "../../models/mod.ts";
import {
  plotConfusion,
  plotFolds,
  plotPrecisionRecall,
  plotPredictions,
  plotReliability,
  plotRoc,
} from "../../plot/mod.ts";
import { evaluated, known, numbered, takingTurns } from "./_evaluated.ts";
import { classes, prices, tumours } from "./_gallery.ts";
import { marks, texts } from "./_pictures.ts";

const BINARY = tumours(60, { skill: 1, seed: 1 });
const WORSE = { guess: tumours(60, { skill: 0.2, seed: 9 }).guess, truth: BINARY.truth };
const NUMBERS = prices(60, { noise: 2, seed: 3 });
const SECOND = Array.from({ length: 20 }, (_, i) => 3 * i + 1); // rows of the second of three folds
const OTHERS = Array.from({ length: 60 }, (_, row) => row).filter((row) => row % 3 !== 1);

Deno.test("the ROC curves of two models that were evaluated are those of their guesses, under their tags", async () => {
  const pair = [{ tag: "good", model: known(BINARY) }, { tag: "bad", model: known(WORSE) }];
  const evaluations = await evaluate(pair, numbered(BINARY.truth), { resampling: takingTurns(60, 3) });
  const guesses = [{ name: "good", ...BINARY }, { name: "bad", ...WORSE }];
  assert.equal(plotRoc(evaluations).svg, plotRoc(guesses).svg);
  assert.ok(
    texts(plotRoc(evaluations)).includes(
      `good: malignant, AUC ${auc(BINARY.guess, BINARY.truth).toFixed(3)}`,
    ),
  );
});

Deno.test("plots of an evaluation pool its folds: every row counts once", async () => {
  const binary = await evaluated("net", BINARY, { folds: 3 });
  for (const draw of [plotRoc, plotPrecisionRecall, plotReliability]) {
    assert.deepEqual(texts(draw(binary)), texts(draw({ name: "net", ...BINARY })));
  }
  const three = classes(60, { levels: ["x", "y", "z"], skill: 1, seed: 2 });
  const plot = plotConfusion(await evaluated("net", three, { folds: 3 }));
  const { counts } = confusionMatrix(mode(three.guess), three.truth);
  assert.deepEqual(texts(plot).slice(1, 10), Array.from(counts, String));
  assert.equal(texts(plot)[0], "Confusion matrix of net");
  const labels = await evaluated("net", { guess: mode(three.guess), truth: three.truth }, { folds: 3 });
  assert.equal(plotConfusion(labels).svg, plot.svg);
});

Deno.test("predictions of regressors are drawn, of one by folds, of two under their tags", async () => {
  const x = table({ a: numeric(Array.from({ length: 30 }, (_, i) => i)) });
  const data = { x, y: numeric(Array.from({ length: 30 }, (_, i) => 3 * i + (i % 4))) };
  const models = [{ tag: "net", model: neuralNetworkRegressor({ epochs: 2 }) }, {
    tag: "mean",
    model: constantRegressor(),
  }];
  const evaluations = await evaluate(models, data, { resampling: cv({ folds: 3 }), backend: reference() });
  const plot = plotPredictions(evaluations);
  assert.deepEqual(texts(plot).slice(-3), ["net", "mean", "perfect"]);
  assert.equal(marks(plot, "circle"), 30 + 1); // and the legend's
  assert.deepEqual(texts(plotPredictions(evaluations[0]!, { folds: true })).slice(-4), [
    "fold 1",
    "fold 2",
    "fold 3",
    "perfect",
  ]);
});

Deno.test("folds of two models are drawn with their intervals, by the measure that is asked for", async () => {
  const models = [{ tag: "good", model: known(BINARY) }, { tag: "bad", model: known(WORSE) }];
  const evaluations = await evaluate(models, numbered(BINARY.truth), {
    resampling: takingTurns(60, 5),
    measures: [logLoss, accuracy],
  });
  const plot = plotFolds(evaluations, { measure: accuracy });
  assert.equal(plot.svg, plotFolds(evaluations, { measure: "accuracy" }).svg);
  assert.deepEqual([marks(plot, "circle"), marks(plot, "rect")], [5, 5 + 1]); // and the page
  assert.deepEqual(texts(plot).slice(-2), ["accuracy, more is better", "all folds, with the 95 % interval"]);
  assert.ok(texts(plotFolds(evaluations)).includes("logLoss, less is better"));
});

Deno.test("one fold has no interval", async () => {
  const data = numbered(NUMBERS.truth);
  const evaluation = await evaluate(known(NUMBERS), data, { resampling: holdout(), measures: mae });
  assert.equal(texts(plotFolds(evaluation)).at(-1), "all folds");
});

Deno.test("the value of a measure of curves is drawn fold by fold", async () => {
  const evaluation = await evaluated("net", BINARY, { folds: 2, measures: rocCurve });
  const curves = evaluation.of(rocCurve).perFold.map((curve, i) => ({ ...curve, name: `fold ${i + 1}` }));
  assert.deepEqual(texts(plotRoc(curves)).slice(-3).map((text) => text.split(",")[0]), [
    "fold 1",
    "fold 2",
    "chance",
  ]);
});

Deno.test("an evaluation without predictions tells its folds, and refuses the rest", async () => {
  const options = { folds: 3, measures: logLoss };
  const compact = await evaluated("net", BINARY, { ...options, compact: true });
  const whole = await evaluated("net", BINARY, options);
  const read = evaluationFromJson(JSON.stringify(whole));
  const message = "the evaluation holds no predictions; evaluate without the compact form";
  for (const evaluation of [compact, read]) {
    assert.equal(plotFolds(evaluation).svg, plotFolds(whole).svg);
    for (const draw of [plotRoc, plotPrecisionRecall, plotReliability, plotConfusion, plotPredictions]) {
      assert.throws(() => draw(evaluation), (error: Error) => error.message.endsWith(`of "net": ${message}`));
    }
  }
});

Deno.test("folds that failed are left out, and the name says so", async () => {
  const failing = [SECOND[0]!]; // is held out in the second fold alone
  const binary = await evaluated("net", BINARY, { folds: 3, failing });
  const rest = { guess: BINARY.guess.take(OTHERS), truth: BINARY.truth.take(OTHERS) };
  const name = "net (2 of 3 folds)";
  for (const draw of [plotRoc, plotPrecisionRecall, plotReliability]) {
    assert.deepEqual(texts(draw(binary)), texts(draw({ name, ...rest })));
  }
  assert.equal(texts(plotConfusion(binary))[0], `Confusion matrix of ${name}`);
  assert.ok(texts(plotFolds(binary)).includes("net (2 of 3 folds)"));
  const numbers = await evaluated("ridge", NUMBERS, { folds: 3, failing, measures: mse });
  assert.deepEqual(texts(plotPredictions(numbers, { folds: true })).slice(-3), [
    "fold 1",
    "fold 3",
    "perfect",
  ]);
});

Deno.test("an evaluation of which every fold failed says that", async () => {
  const none = await evaluated("net", BINARY, { folds: 3, failing: [0, 1, 2] });
  const message = 'Cannot draw an ROC curve of "net": every fold failed; see its failures';
  assert.throws(() => plotRoc(none), { name: "DataError", message });
  assert.throws(() => plotFolds(none), { message: /no value of logLoss is finite/ });
});

Deno.test("a classifier that gives everybody the same probabilities is drawn as chance", async () => {
  const data = { x: numbered(BINARY.truth).x, y: BINARY.truth };
  const evaluation = await evaluate(constantClassifier(), data, { resampling: holdout() });
  assert.ok(texts(plotRoc(evaluation)).some((text) => text.endsWith("malignant, AUC 0.500")));
});
