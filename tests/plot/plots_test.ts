import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import { categorical, finite, labels, mode, numeric, table } from "../../data/mod.ts";
import { auc, confusionMatrix } from "../../measures/mod.ts";
import {
  type Plot,
  plotConfusion,
  plotFolds,
  plotPrecisionRecall,
  plotPredictions,
  plotReliability,
  plotRoc,
} from "../../plot/mod.ts";
import { classes, judged, prices, tumours, valued } from "./_gallery.ts";
import { elementsOf, parseXml, textOf } from "./_xml.ts";

function texts({ svg }: Plot): readonly string[] {
  return elementsOf(parseXml(svg), "text").map(textOf);
}

function marks(plot: Plot, name: string): number {
  return elementsOf(parseXml(plot.svg), name).length;
}

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

Deno.test("the area in the legend of an ROC curve is that of the measure auc, ties among the scores", () => {
  const rows = fc.array(fc.tuple(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), fc.boolean()), { minLength: 2 });
  fc.assert(fc.property(rows.filter((all) => new Set(all.map(([, y]) => y)).size === 2), (all) => {
    const guess = finite([false, true], all.map(([p]) => p), { augment: true });
    const truth = categorical(all.map(([, y]) => y), { levels: [false, true] });
    const told = Number(texts(plotRoc({ guess, truth })).find((text) => text.startsWith("AUC "))!.slice(4));
    assert.ok(Math.abs(told - auc(guess, truth)) < 0.0005 + 1e-12); // three decimals
  }));
});

Deno.test("average precision is that of scikit-learn's example", () => {
  // sklearn.metrics.average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), its documentation: 0.83
  const guess = finite(["n", "y"], [0.1, 0.4, 0.35, 0.8], { augment: true });
  assert.ok(
    texts(plotPrecisionRecall({ guess, truth: categorical(["n", "n", "y", "y"]) })).includes("AP 0.833"),
  );
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

Deno.test("points that a measure gave are drawn as those of its guesses", () => {
  const truth = categorical(["n", "y", "n", "y"]);
  const guess = finite(["n", "y"], [0.1, 0.2, 0.3, 0.4], { augment: true });
  const roc = { falsePositiveRates: [0, 0, 0.5, 0.5, 1], truePositiveRates: [0, 0.5, 0.5, 1, 1] };
  assert.equal(plotRoc(roc).svg, plotRoc({ guess, truth }).svg);
  const curve = {
    recalls: [0, 0.5, 0.5, 1, 1],
    precisions: [1, 1, 0.5, 2 / 3, 0.5],
    positives: 2,
    negatives: 2,
  };
  assert.equal(plotPrecisionRecall(curve).svg, plotPrecisionRecall({ guess, truth }).svg);
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

Deno.test("an evaluation is drawn as its folds together, under its tag", () => {
  for (const draw of [plotRoc, plotPrecisionRecall, plotReliability, plotConfusion]) {
    const [pooled, whole] = [draw(judged("net", BINARY, 3)), draw({ name: "net", ...BINARY })];
    assert.deepEqual(texts(pooled), texts(whole));
  }
  const numbers = prices(30, { noise: 1, seed: 3 });
  assert.equal(marks(plotPredictions(judged("ridge", numbers, 3)), "circle"), 30 + 1); // and the legend's
});

Deno.test("folds of predictions differ in shape, several models too, and the legend names them", () => {
  const evaluation = judged("ridge", prices(30, { noise: 1, seed: 3 }), 2);
  const plot = plotPredictions(evaluation, { folds: true });
  assert.deepEqual([marks(plot, "circle"), texts(plot).slice(-3)], [16, ["fold 1", "fold 2", "perfect"]]);
  assert.deepEqual(texts(plotPredictions([evaluation, { ...evaluation, tag: "tree" }])).slice(-3), [
    "ridge",
    "tree",
    "perfect",
  ]);
});

Deno.test("a reliability curve of more than two levels judges the likeliest of each row", () => {
  const guess = finite(["a", "b", "c"], [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]]);
  const truth = categorical(["a", "c"], { levels: ["a", "b", "c"] });
  assert.ok(texts(plotReliability({ guess, truth })).includes("ECE 0.000")); // half sure, and half right
  assert.ok(texts(plotReliability({ guess, truth }, { positive: "c" })).includes("ECE 0.250"));
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

Deno.test("many classes are drawn, and where they do not fit a terminal it says so", () => {
  const names = Array.from({ length: 90 }, (_, i) => `class ${i}`);
  const column = categorical(names, { levels: names });
  const plot = plotConfusion({ guess: column, truth: column });
  assert.equal(marks(plot, "rect"), 1 + 90 * 90);
  assert.equal(String(plot), "Confusion matrix: 90 columns do not fit a terminal; look at its svg");
});

Deno.test("values of folds that are not finite are left out, and their row says so", () => {
  const { folds, tag } = valued("net", { folds: 3, mean: 1, spread: 1, seed: 1 });
  const results = [{ measure: "rms", measurement: NaN, perFold: [1, NaN, 2] }];
  const plot = plotFolds({ tag, results, folds });
  assert.equal(marks(plot, "circle"), 2);
  assert.ok(texts(plot).includes("net (1 of 3 lost)"));
});

Deno.test("the interval of folds is the evaluation's, or its radius around the measurement", () => {
  const perFold = [1, 2, 3];
  const both = { measure: "rms", measurement: 2, perFold, radius: 0.5, interval: { low: 1.5, high: 2.5 } };
  const radius = { measure: "rms", measurement: 2, perFold, radius: 0.5 };
  const endless = { measure: "rms", measurement: 2, perFold, radius: Infinity };
  const draw = (...results: (typeof radius)[]) => plotFolds({ tag: "net", results, folds: [] });
  assert.equal(draw(both).svg, draw(radius).svg);
  assert.equal(marks(draw(radius), "polyline") - marks(draw(endless), "polyline"), 3); // a line with its two ends
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

const NUMBERS = { guess: numeric([1, 2]), truth: numeric([1, 2]) };
const EMPTY = { tag: "net", results: [], folds: [] };
// deno-lint-ignore no-explicit-any -- calls that types forbid
const odd = (value: unknown): any => value;

const REFUSED: readonly (readonly [call: () => Plot, message: string])[] = [
  [() => plotRoc([]), "Cannot draw an ROC curve: there is nothing to draw; give one source or more"],
  [() => plotRoc(odd(7)), "Cannot draw an ROC curve: got 7; give { guess, truth }, or an evaluation"],
  [
    () => plotRoc(odd({ guess: BINARY.guess })),
    "Cannot draw an ROC curve: got an object; give { guess, truth }, or an evaluation",
  ],
  [
    () => plotRoc(odd(NUMBERS)),
    "Cannot draw an ROC curve: guesses are Continuous values; give probabilities of classes",
  ],
  [
    () => plotRoc(odd({ guess: mode(BINARY.guess), truth: BINARY.truth })),
    "Cannot draw an ROC curve: guesses are labels; give probabilities of classes",
  ],
  [
    () => plotRoc(EMPTY),
    'Cannot draw an ROC curve of "net": the evaluation holds no predictions; evaluate without the compact form',
  ],
  [
    () => plotRoc({ guess: BINARY.guess, truth: BINARY.truth.take([0]) }),
    "Cannot draw an ROC curve: there are 60 guesses and 1 truths; give as many of each",
  ],
  [
    () => plotRoc({ guess: THREE.guess, truth: BINARY.truth }),
    'Cannot draw an ROC curve: levels are ["x", "y", "z"] and ["benign", "malignant"]; all must be the same',
  ],
  [
    () =>
      plotRoc({ guess: finite(["a", "b"], [[0.5, NaN]]), truth: categorical(["a"], { levels: ["a", "b"] }) }),
    "Cannot draw an ROC curve: row 0 has a probability of NaN; see whether training diverged, or the data hold NaN",
  ],
  [
    () =>
      plotRoc({ guess: finite(["a", "b"], [[0.5, 0.5]]), truth: categorical(["a"], { levels: ["a", "b"] }) }),
    'Cannot draw an ROC curve of "b": no row is that; give rows of both kinds',
  ],
  [
    () =>
      plotRoc({ guess: finite(["a", "b"], [[0.5, 0.5]]), truth: categorical(["b"], { levels: ["a", "b"] }) }),
    'Cannot draw an ROC curve of "b": every row is that; give rows of both kinds',
  ],
  [
    () => plotRoc(BINARY, { positive: "mild" }),
    'Cannot draw an ROC curve of "mild": the levels are ["benign", "malignant"]; choose one of them',
  ],
  [
    () => plotRoc({ ...BINARY, weights: Float64Array.of(1, 2) }),
    "Cannot draw an ROC curve: there are 2 weights for 60 rows; give one a row, finite and not negative",
  ],
  [
    () => plotRoc({ falsePositiveRates: [0, 1], truePositiveRates: [0] }),
    "Cannot draw an ROC curve: there are 2 falsePositiveRates and 1 truePositiveRates; give as many of each, one or more",
  ],
  [
    () => plotPrecisionRecall({ recalls: [0, 1], precisions: [1, NaN] }),
    "Cannot draw a precision-recall curve: point 1 is [1, NaN]; give shares from 0 to 1",
  ],
  [
    () => plotReliability(BINARY, { bins: 0 }),
    'Cannot set "bins" of plotReliability: it is 0; give a number from 1 to 1000',
  ],
  [
    () => plotReliability(BINARY, odd({ strategy: "even" })),
    'Cannot set "strategy" of plotReliability: it is "even"; choose "uniform" or "quantile"',
  ],
  [
    () => plotConfusion(BINARY, odd({ normalised: "all" })),
    'Cannot set "normalised" of plotConfusion: it is "all"; choose "none", "truth" or "guess"',
  ],
  [
    () => plotConfusion(odd(NUMBERS)),
    "Cannot draw a confusion matrix: guesses are Continuous values; give labels or probabilities of classes",
  ],
  [
    () => plotConfusion(odd([BINARY])),
    "Cannot draw a confusion matrix: got an array; give { guess, truth }, or an evaluation",
  ],
  [
    () => plotPredictions(odd(BINARY)),
    "Cannot draw predictions: guesses are probabilities of classes; give a column of numbers",
  ],
  [
    () => plotPredictions(odd({ guess: table({ a: numeric([1]) }), truth: numeric([1]) })),
    "Cannot draw predictions: guesses are a table; give a column of numbers",
  ],
  [
    () => plotPredictions({ guess: numeric([1, NaN]), truth: numeric([1, 2]) }),
    "Cannot draw predictions: row 1 was predicted as NaN where 2 is true; " +
    "see whether training diverged, or the data hold infinite values",
  ],
  [
    () => plotPredictions(NUMBERS, { folds: true }),
    "Cannot draw predictions by folds: the source is not one evaluation; give one, or leave folds out",
  ],
  [
    () => plotPredictions({ guess: numeric([1]), truth: numeric([NaN]) }),
    "Cannot draw predictions: there is no row; give rows whose truth is known",
  ],
  [() => plotFolds(odd(BINARY)), "Cannot draw values of folds: got an object; give evaluations"],
  [
    () => plotFolds(EMPTY),
    "Cannot draw values of folds: the first evaluation has no results; judge by a measure",
  ],
  [
    () => plotFolds(valued("net", { folds: 2, mean: 1, spread: 1, seed: 1 }), { measure: "auc" }),
    'Cannot draw values of folds by auc: "net" was judged by logLoss; choose one of them',
  ],
  [
    () => plotFolds({ ...EMPTY, results: [{ measure: "rocCurve", measurement: {}, perFold: [{}] }] }),
    "Cannot draw values of folds by rocCurve: it gives an object; choose a measure that gives numbers",
  ],
  [
    () => plotFolds({ ...EMPTY, results: [{ measure: "rms", measurement: NaN, perFold: [NaN] }] }),
    "Cannot draw values of folds: no value of rms is finite; judge by another measure",
  ],
  [
    () => plotRoc(BINARY, { width: 50 }),
    'Cannot set "width" of plotRoc: it is 50; give pixels, from 200 to 10000',
  ],
  [
    () => plotRoc(BINARY, odd({ heigth: 300 })),
    'Cannot set "heigth" of plotRoc: known parameters are positive, title, width, height; did you mean "height"?',
  ],
  [
    () => plotRoc(Array.from({ length: 60 }, () => BINARY), { height: 300 }),
    "Cannot draw ROC curves in 480 × 300 pixels: labels and legend leave no room; give more of them",
  ],
];

for (const [call, message] of REFUSED) Deno.test(message, () => void assert.throws(call, { message }));
