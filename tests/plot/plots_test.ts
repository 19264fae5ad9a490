import assert from "node:assert/strict";
import { inspect } from "node:util";
import { categorical, finite, labels, mode, numeric } from "../../data/mod.ts";
import { confusionMatrix, precisionRecallCurve, rocCurve } from "../../measures/mod.ts";
import {
  type Plot,
  plotConfusion,
  plotFolds,
  plotPrecisionRecall,
  plotPredictions,
  plotReliability,
  plotRoc,
} from "../../plot/mod.ts";
import { stored } from "./_evaluated.ts";
import { classes, tumours, valued } from "./_gallery.ts";
import { marks, texts } from "./_pictures.ts";
import { elementsOf, parseXml, textOf } from "./_xml.ts";

const BINARY = tumours(60, { skill: 1, seed: 1 });
const THREE = classes(60, { levels: ["x", "y", "z"], skill: 1, seed: 2 });

Deno.test("a plot is frozen, prints as its terminal form, and spreads as its svg alone", () => {
  const plot = plotRoc(BINARY);
  assert.ok(Object.isFrozen(plot));
  assert.deepEqual([inspect(plot), Deno.inspect(plot), `${plot}`], Array(3).fill(plot.toString()));
  assert.deepEqual(Object.keys(plot), ["svg"]);
});

Deno.test("a notebook gets the picture, and the text where it shows none", () => {
  const plot = plotRoc(BINARY);
  const display: unknown = Reflect.get(plot, Symbol.for("Jupyter.display"));
  assert.ok(typeof display === "function");
  assert.deepEqual(display.call(plot), { "image/svg+xml": plot.svg, "text/plain": plot.toString() });
});

Deno.test("a weight of two is a row twice, of zero none", () => {
  const [guess, truth] = [BINARY.guess, BINARY.truth];
  const rows = [0, 0, ...Array.from({ length: 48 }, (_, i) => i + 1)];
  const weights = Float64Array.from({ length: 60 }, (_, i) => i === 0 ? 2 : i <= 48 ? 1 : 0);
  for (const draw of [plotRoc, plotPrecisionRecall, plotReliability]) {
    const repeated = draw({ guess: guess.take(rows), truth: truth.take(rows) });
    assert.deepEqual(texts(draw({ guess, truth, weights })), texts(repeated));
  }
});

Deno.test("curves that a measure gave are drawn as those of its guesses, from JSON too", () => {
  const { guess, truth } = BINARY;
  const name = "malignant";
  const [roc, curve] = [rocCurve(guess, truth), precisionRecallCurve(guess, truth)];
  for (const points of [roc, JSON.parse(JSON.stringify(roc))]) {
    assert.equal(plotRoc({ ...points, name }).svg, plotRoc({ guess, truth }).svg);
  }
  for (const points of [curve, JSON.parse(JSON.stringify(curve))]) {
    assert.equal(plotPrecisionRecall({ ...points, name }).svg, plotPrecisionRecall({ guess, truth }).svg);
  }
});

Deno.test("of more than two levels each is drawn that has rows, or the one that is asked for", () => {
  const legend = (plot: Plot) =>
    texts(plot).filter((text) => text.includes("AUC")).map((text) => text.split(",")[0]);
  assert.deepEqual(legend(plotRoc(THREE)), ["x", "y", "z"]);
  assert.deepEqual(legend(plotRoc({ name: "net", ...THREE }, { positive: "y" })), ["net: y"]);
  const rows = Array.from(THREE.truth.codes.keys()).filter((row) => THREE.truth.codes[row] !== 2);
  assert.deepEqual(legend(plotRoc({ guess: THREE.guess.take(rows), truth: THREE.truth.take(rows) })), [
    "x",
    "y",
  ]);
});

Deno.test("rows whose truth is missing change nothing", () => {
  const truth = categorical([...labels(BINARY.truth).slice(0, 50), ...Array<null>(10).fill(null)], {
    levels: BINARY.truth.levels,
  });
  const rows = Array.from({ length: 50 }, (_, i) => i);
  const known = { guess: BINARY.guess.take(rows), truth: BINARY.truth.take(rows) };
  for (const draw of [plotRoc, plotPrecisionRecall, plotReliability, plotConfusion]) {
    assert.equal(draw({ guess: BINARY.guess, truth }).svg, draw(known).svg);
  }
  const [guess, partly] = [numeric([1, NaN, 3]), numeric([1, NaN, 3.5])];
  assert.equal(marks(plotPredictions({ guess, truth: partly }), "circle"), 2);
});

Deno.test("a reliability curve of more than two levels judges the likeliest of each row", () => {
  const guess = finite(["a", "b", "c"], [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]]);
  const truth = categorical(["a", "c"], { levels: ["a", "b", "c"] });
  assert.ok(texts(plotReliability({ guess, truth })).includes("ECE 0.000 in 10 bins")); // half sure, and half right
  assert.ok(
    texts(plotReliability({ guess, truth }, { positive: "c" })).includes("c, mean gap 0.250 in 10 bins"),
  );
});

Deno.test("quantile bins hold rows alike, so that there are as many points as bins", () => {
  const plot = plotReliability(tumours(100, { skill: 2, seed: 5 }), { bins: 4, strategy: "quantile" });
  assert.equal(marks(plot, "circle"), 4);
});

Deno.test("a confusion matrix is drawn alike from labels, probabilities and the measure", () => {
  const { guess, truth } = THREE;
  const plot = plotConfusion({ guess, truth });
  assert.equal(plot.svg, plotConfusion({ guess: mode(guess), truth }).svg);
  assert.equal(plot.svg, plotConfusion(confusionMatrix(mode(guess), truth)).svg);
});

Deno.test("rows of a confusion matrix are guesses, and shares are of the truth or of the guesses", () => {
  const guess = categorical(["a", "a", "a", "b"]);
  const truth = categorical(["a", "a", "b", "b"]);
  const cells = (normalised: "none" | "truth" | "guess") =>
    texts(plotConfusion({ guess, truth }, { normalised }));
  assert.deepEqual(cells("none").slice(1, 5), ["2", "1", "0", "1"]);
  assert.deepEqual(cells("truth").slice(1, 9), ["2", "100%", "1", "50%", "0", "0%", "1", "50%"]);
  assert.deepEqual(cells("guess").slice(1, 9), ["2", "67%", "1", "33%", "0", "0%", "1", "100%"]);
});

const MANY = Array.from({ length: 90 }, (_, i) => `class ${i}`);

Deno.test("many classes are drawn in a picture as wide as letters need, and where they do not fit a terminal it says so", () => {
  const column = categorical(MANY, { levels: MANY });
  const plot = plotConfusion({ guess: column, truth: column }, { normalised: "guess" });
  assert.equal(marks(plot, "rect"), 1 + 90 * 90);
  assert.equal(texts(plot).length, 3 + 2 * 90 * 90 + 2 * 90); // title and axes, counts with shares, names
  assert.equal(String(plot), "Confusion matrix: 90 columns do not fit a terminal; look at its svg");
});

Deno.test("in less width cells have colours alone, and names are left out before they touch", () => {
  const column = categorical(MANY, { levels: MANY });
  const plot = plotConfusion({ guess: column, truth: column }, { width: 480 });
  const found = texts(plot).filter((text) => text.startsWith("class"));
  assert.ok(found.length > 10 && found.length < 90);
  assert.equal(texts(plot).length, 3 + found.length);
});

Deno.test("values of folds that are not finite are left out, and their row says so", () => {
  const plot = plotFolds(stored("net", { measurement: "NaN", perFold: [1, "NaN", 2] }));
  assert.equal(marks(plot, "circle"), 2);
  assert.ok(texts(plot).includes("net (2 of 3 folds)"));
});

Deno.test("the axis of folds says which way is better, where one is", () => {
  const label = (goal: string) =>
    texts(plotFolds(stored("net", { goal, measurement: 2, perFold: [1, 3] }))).at(-2);
  assert.deepEqual(["min", "max", "none"].map(label), ["rms, less is better", "rms, more is better", "rms"]);
});

Deno.test("without an interval, the value of all folds stands alone", () => {
  const some = plotFolds(
    stored("net", { measurement: 2, perFold: [1, 3], interval: { low: 1.5, high: 2.5 } }),
  );
  const none = plotFolds(stored("net", { measurement: 2, perFold: [1, 3], radius: 0.5 }));
  assert.equal(marks(some, "polyline") - marks(none, "polyline"), 3); // a line with its two ends
  assert.deepEqual([some, none].map((plot) => texts(plot).at(-1)), [
    "all folds, with the 95 % interval",
    "all folds",
  ]);
});

Deno.test("names may hold any sign, in all places of a picture", () => {
  const name = '<"A&B"> \u0000 日本';
  const kept = '<"A&B"> \ufffd 日本';
  const column = categorical([name, "b"]);
  for (
    const plot of [
      plotRoc({ name, ...BINARY }, { title: name }),
      plotConfusion({ guess: column, truth: column }),
      plotFolds(valued(name, { folds: 2, mean: 1, spread: 1, seed: 1 })),
    ]
  ) {
    assert.ok(texts(plot).some((text) => text.includes(kept)));
    assert.ok(String(plot).includes(kept));
  }
});

Deno.test("a title, its absence and sizes are as they are asked for", () => {
  const plot = plotRoc(BINARY, { title: "", width: 640, height: 360 });
  const svg = parseXml(plot.svg);
  assert.deepEqual([svg.attributes.get("width"), svg.attributes.get("height")], ["640", "360"]);
  assert.equal(textOf(elementsOf(svg, "title")[0]!), "ROC curve");
  assert.ok(!texts(plot).includes("ROC curve"));
});
