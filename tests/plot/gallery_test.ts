import assert from "node:assert/strict";
import rocSvg from "../golden/plots/roc.svg" with { type: "text" };
import rocText from "../golden/plots/roc.txt" with { type: "text" };
import rocModelsSvg from "../golden/plots/roc_models.svg" with { type: "text" };
import rocModelsText from "../golden/plots/roc_models.txt" with { type: "text" };
import rocClassesSvg from "../golden/plots/roc_classes.svg" with { type: "text" };
import rocClassesText from "../golden/plots/roc_classes.txt" with { type: "text" };
import rocManySvg from "../golden/plots/roc_many.svg" with { type: "text" };
import rocManyText from "../golden/plots/roc_many.txt" with { type: "text" };
import precisionRecallSvg from "../golden/plots/precision_recall.svg" with { type: "text" };
import precisionRecallText from "../golden/plots/precision_recall.txt" with { type: "text" };
import precisionRecallClassesSvg from "../golden/plots/precision_recall_classes.svg" with { type: "text" };
import precisionRecallClassesText from "../golden/plots/precision_recall_classes.txt" with { type: "text" };
import reliabilitySvg from "../golden/plots/reliability.svg" with { type: "text" };
import reliabilityText from "../golden/plots/reliability.txt" with { type: "text" };
import reliabilityModelsSvg from "../golden/plots/reliability_models.svg" with { type: "text" };
import reliabilityModelsText from "../golden/plots/reliability_models.txt" with { type: "text" };
import confusionSvg from "../golden/plots/confusion.svg" with { type: "text" };
import confusionText from "../golden/plots/confusion.txt" with { type: "text" };
import confusionDigitsSvg from "../golden/plots/confusion_digits.svg" with { type: "text" };
import confusionDigitsText from "../golden/plots/confusion_digits.txt" with { type: "text" };
import predictionsSvg from "../golden/plots/predictions.svg" with { type: "text" };
import predictionsText from "../golden/plots/predictions.txt" with { type: "text" };
import predictionsFoldsSvg from "../golden/plots/predictions_folds.svg" with { type: "text" };
import predictionsFoldsText from "../golden/plots/predictions_folds.txt" with { type: "text" };
import trainingSvg from "../golden/plots/training.svg" with { type: "text" };
import trainingText from "../golden/plots/training.txt" with { type: "text" };
import trainingScoreSvg from "../golden/plots/training_score.svg" with { type: "text" };
import trainingScoreText from "../golden/plots/training_score.txt" with { type: "text" };
import trainingLogarithmicSvg from "../golden/plots/training_logarithmic.svg" with { type: "text" };
import trainingLogarithmicText from "../golden/plots/training_logarithmic.txt" with { type: "text" };
import trainingInterruptedSvg from "../golden/plots/training_interrupted.svg" with { type: "text" };
import trainingInterruptedText from "../golden/plots/training_interrupted.txt" with { type: "text" };
import trainingOneSvg from "../golden/plots/training_one.svg" with { type: "text" };
import trainingOneText from "../golden/plots/training_one.txt" with { type: "text" };
import foldsSvg from "../golden/plots/folds.svg" with { type: "text" };
import foldsText from "../golden/plots/folds.txt" with { type: "text" };
import foldsManySvg from "../golden/plots/folds_many.svg" with { type: "text" };
import foldsManyText from "../golden/plots/folds_many.txt" with { type: "text" };
import foldsOneSvg from "../golden/plots/folds_one.svg" with { type: "text" };
import foldsOneText from "../golden/plots/folds_one.txt" with { type: "text" };
import learningCurveSvg from "../golden/plots/learning_curve.svg" with { type: "text" };
import learningCurveText from "../golden/plots/learning_curve.txt" with { type: "text" };
import learningCurveSeedsSvg from "../golden/plots/learning_curve_seeds.svg" with { type: "text" };
import learningCurveSeedsText from "../golden/plots/learning_curve_seeds.txt" with { type: "text" };
import learningCurveFailedSvg from "../golden/plots/learning_curve_failed.svg" with { type: "text" };
import learningCurveFailedText from "../golden/plots/learning_curve_failed.txt" with { type: "text" };
import learningCurveListedSvg from "../golden/plots/learning_curve_listed.svg" with { type: "text" };
import learningCurveListedText from "../golden/plots/learning_curve_listed.txt" with { type: "text" };
import surfaceGridSvg from "../golden/plots/surface_grid.svg" with { type: "text" };
import surfaceGridText from "../golden/plots/surface_grid.txt" with { type: "text" };
import surfaceFineSvg from "../golden/plots/surface_fine.svg" with { type: "text" };
import surfaceFineText from "../golden/plots/surface_fine.txt" with { type: "text" };
import surfaceListedSvg from "../golden/plots/surface_listed.svg" with { type: "text" };
import surfaceListedText from "../golden/plots/surface_listed.txt" with { type: "text" };
import surfaceRandomSvg from "../golden/plots/surface_random.svg" with { type: "text" };
import surfaceRandomText from "../golden/plots/surface_random.txt" with { type: "text" };
import surfaceMixedSvg from "../golden/plots/surface_mixed.svg" with { type: "text" };
import surfaceMixedText from "../golden/plots/surface_mixed.txt" with { type: "text" };
import parallelSvg from "../golden/plots/parallel.svg" with { type: "text" };
import parallelText from "../golden/plots/parallel.txt" with { type: "text" };
import parallelManySvg from "../golden/plots/parallel_many.svg" with { type: "text" };
import parallelManyText from "../golden/plots/parallel_many.txt" with { type: "text" };
import parallelListedSvg from "../golden/plots/parallel_listed.svg" with { type: "text" };
import parallelListedText from "../golden/plots/parallel_listed.txt" with { type: "text" };
import historySvg from "../golden/plots/history.svg" with { type: "text" };
import historyText from "../golden/plots/history.txt" with { type: "text" };
import historyScoreSvg from "../golden/plots/history_score.svg" with { type: "text" };
import historyScoreText from "../golden/plots/history_score.txt" with { type: "text" };
import { collisions } from "./_boxes.ts";
import { GALLERY } from "./_gallery.ts";
import { SEARCH_GALLERY } from "./_search_gallery.ts";
import { elementsOf, parseXml, textOf } from "./_xml.ts";

/** What was kept: SVG and text of each. Imports, because tests have no permission to read. */
const PICTURES = {
  roc: [rocSvg, rocText],
  roc_models: [rocModelsSvg, rocModelsText],
  roc_classes: [rocClassesSvg, rocClassesText],
  roc_many: [rocManySvg, rocManyText],
  precision_recall: [precisionRecallSvg, precisionRecallText],
  precision_recall_classes: [precisionRecallClassesSvg, precisionRecallClassesText],
  reliability: [reliabilitySvg, reliabilityText],
  reliability_models: [reliabilityModelsSvg, reliabilityModelsText],
  confusion: [confusionSvg, confusionText],
  confusion_digits: [confusionDigitsSvg, confusionDigitsText],
  predictions: [predictionsSvg, predictionsText],
  predictions_folds: [predictionsFoldsSvg, predictionsFoldsText],
  training: [trainingSvg, trainingText],
  training_score: [trainingScoreSvg, trainingScoreText],
  training_logarithmic: [trainingLogarithmicSvg, trainingLogarithmicText],
  training_interrupted: [trainingInterruptedSvg, trainingInterruptedText],
  training_one: [trainingOneSvg, trainingOneText],
  folds: [foldsSvg, foldsText],
  folds_many: [foldsManySvg, foldsManyText],
  folds_one: [foldsOneSvg, foldsOneText],
  learning_curve: [learningCurveSvg, learningCurveText],
  learning_curve_seeds: [learningCurveSeedsSvg, learningCurveSeedsText],
  learning_curve_failed: [learningCurveFailedSvg, learningCurveFailedText],
  learning_curve_listed: [learningCurveListedSvg, learningCurveListedText],
  surface_grid: [surfaceGridSvg, surfaceGridText],
  surface_fine: [surfaceFineSvg, surfaceFineText],
  surface_listed: [surfaceListedSvg, surfaceListedText],
  surface_random: [surfaceRandomSvg, surfaceRandomText],
  surface_mixed: [surfaceMixedSvg, surfaceMixedText],
  parallel: [parallelSvg, parallelText],
  parallel_many: [parallelManySvg, parallelManyText],
  parallel_listed: [parallelListedSvg, parallelListedText],
  history: [historySvg, historyText],
  history_score: [historyScoreSvg, historyScoreText],
};

const ALL = { ...GALLERY, ...SEARCH_GALLERY };

Deno.test("the gallery keeps every plot, and no other", () => {
  assert.deepEqual(Object.keys(PICTURES).sort(), Object.keys(ALL).sort());
});

for (const [name, draw] of Object.entries(ALL)) {
  const plot = draw();

  Deno.test(`${name} is drawn as it was looked at: tests/golden/make/plots.ts renews it`, () => {
    const [svg, text] = PICTURES[name as keyof typeof PICTURES];
    assert.equal(plot.svg, svg);
    assert.equal(`${plot}\n`, text);
  });

  Deno.test(`${name} is drawn alike whenever it is drawn`, () => {
    assert.equal(draw().svg, plot.svg);
    assert.equal(String(draw()), String(plot));
  });

  Deno.test(`${name} is well-formed XML that stands alone`, () => {
    const svg = parseXml(plot.svg);
    assert.equal(svg.name, "svg");
    const [width, height] = ["width", "height"].map((side) => svg.attributes.get(side));
    assert.equal(svg.attributes.get("viewBox"), `0 0 ${width} ${height}`);
    assert.equal(svg.attributes.get("font-family"), "sans-serif");
    assert.ok(elementsOf(svg, "title").every((title) => textOf(title) !== ""));
    assert.deepEqual([elementsOf(svg, "title").length, elementsOf(svg, "desc").length], [1, 1]);
    for (const banned of ["script", "style", "image", "foreignObject", "use", "a"]) {
      assert.deepEqual(elementsOf(svg, banned), []);
    }
    assert.doesNotMatch(plot.svg.replace('xmlns="http://www.w3.org/2000/svg"', ""), /https?:|url\(|href/);
  });

  Deno.test(`${name} has numbers of at most two decimals, all of them finite and on the page`, () => {
    const svg = parseXml(plot.svg);
    const [width, height] = ["width", "height"].map((side) => Number(svg.attributes.get(side)));
    assert.doesNotMatch(plot.svg, /NaN|Infinity|undefined|"[^"<>]*\d\.\d{3,}[^"<>]*"/);
    for (const kind of ["polyline", "polygon"]) {
      for (const { attributes } of elementsOf(svg, kind)) {
        for (const place of attributes.get("points")!.split(" ")) {
          const [x, y] = place.split(",").map(Number);
          assert.ok(x! >= 0 && x! <= width! && y! >= 0 && y! <= height!, `${place} in ${width} × ${height}`);
        }
      }
    }
  });

  Deno.test(`${name} has letters of 11 pixels or more`, () => {
    const sizes = [...plot.svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    assert.ok(Math.min(...sizes) >= 11, `${sizes}`);
  });

  Deno.test(`${name} has no texts on each other`, () => {
    assert.deepEqual(collisions(plot), []);
  });

  Deno.test(`${name} fits a terminal`, () => {
    const lines = String(plot).split("\n");
    assert.ok(lines.length > 5 && lines.every((line) => [...line].length <= 78 && line === line.trimEnd()));
    // deno-lint-ignore no-control-regex -- no colours, no cursors
    assert.doesNotMatch(String(plot), /[\u0000-\u0009\u000b-\u001f]/);
  });
}
