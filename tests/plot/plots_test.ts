import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import { categorical, finite, labels, mode, numeric, table } from "../../data/mod.ts";
import {
  auc,
  averagePrecisionWith,
  confusionMatrix,
  expectedCalibrationErrorWith,
  precisionRecallCurve,
  rocCurve,
} from "../../measures/mod.ts";
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
import { classes, prices, tumours, valued } from "./_gallery.ts";
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

// Three decimals are told.
function told(plot: Plot, word: string): number {
  const text = texts(plot).find((each) => each.includes(`${word} `))!;
  return Number(text.slice(text.indexOf(word) + word.length));
}

function assertTold(plot: Plot, word: string, value: number): void {
  assert.ok(Math.abs(told(plot, word) - value) < 0.0005 + 1e-12, `${texts(plot)}, not ${value}`);
}

const SCORES = fc.constantFrom(0, 0.25, 0.5, 0.75, 1);

Deno.test("areas in legends are those of the measures auc and averagePrecision, ties and weights among the rows", () => {
  const rows = fc.array(fc.tuple(SCORES, fc.boolean(), fc.integer({ min: 1, max: 3 })), { minLength: 2 });
  fc.assert(fc.property(rows.filter((all) => new Set(all.map(([, y]) => y)).size === 2), (all) => {
    const guess = finite([false, true], all.map(([p]) => p), { augment: true });
    const truth = categorical(all.map(([, y]) => y), { levels: [false, true] });
    const weights = Float64Array.from(all, ([, , weight]) => weight);
    assertTold(plotRoc({ guess, truth, weights }), "AUC", auc(guess, truth, { weights }));
    const precision = averagePrecisionWith({ rule: "right" })(guess, truth, { weights });
    assertTold(plotPrecisionRecall({ guess, truth, weights }), "AP", precision);
  }));
});

Deno.test("the ECE in the legend of a reliability curve is the measure's, in as many bins", () => {
  const { guess, truth } = THREE;
  for (const options of [{ bins: 10 }, { bins: 15 }, { bins: 5, strategy: "quantile" as const }]) {
    const measured = expectedCalibrationErrorWith(options)(guess, truth);
    assertTold(plotReliability({ guess, truth }, options), "ECE", measured);
  }
});

Deno.test("the histogram of a reliability curve counts a row on an edge in the step that the edge closes", () => {
  const steps = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
  const scores = steps.flatMap((step) => Array<number>(7).fill(step)); // means of 7 alike are rounded
  const guess = finite([false, true], scores, { augment: true });
  const truth = categorical(scores.map((_, i) => i % 2 === 0), { levels: [false, true] });
  const polygon = elementsOf(parseXml(plotReliability({ guess, truth }).svg), "polygon")[0]!;
  const heights = polygon.attributes.get("points")!.split(" ").slice(1, -1).map((place) =>
    place.split(",")[1]
  );
  assert.equal(new Set(heights).size, 1);
});

Deno.test("average precision is that of scikit-learn's example", () => {
  // sklearn.metrics.average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), its documentation: 0.83
  const guess = finite(["n", "y"], [0.1, 0.4, 0.35, 0.8], { augment: true });
  assert.ok(
    texts(plotPrecisionRecall({ guess, truth: categorical(["n", "n", "y", "y"]) })).includes("y, AP 0.833"),
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
  assert.ok(texts(plotReliability({ guess, truth })).includes("ECE 0.000")); // half sure, and half right
  assert.ok(texts(plotReliability({ guess, truth }, { positive: "c" })).includes("c, mean gap 0.250"));
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
  const plot = plotFolds(stored("net", { measurement: "NaN", perFold: [1, "NaN", 2] }));
  assert.equal(marks(plot, "circle"), 2);
  assert.ok(texts(plot).includes("net (1 of 3 lost)"));
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
    "all folds, in the 95 % interval",
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

const NUMBERS = { guess: numeric([1, 2]), truth: numeric([1, 2]) };
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
    'Cannot judge guesses by rocCurve(positive = "mild"): the levels are ["benign", "malignant"]; "positive" is one of them',
  ],
  [
    () => plotRoc({ ...BINARY, weights: Float64Array.of(1, 2) }),
    'Cannot weight rocCurve(positive = "malignant"): there are 2 weights for 60 rows; give one a row',
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
    'Cannot set "bins" of reliabilityCurve: expected a positive integer, got 0',
  ],
  [
    () => plotReliability(BINARY, odd({ strategy: "even" })),
    'Cannot set "strategy" of reliabilityCurve: expected "uniform" or "quantile", got "even"',
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
    () => plotFolds(valued("net", { folds: 2, mean: 1, spread: 1, seed: 1 }), { measure: "auc" }),
    'Cannot draw values of folds by auc: "net" was judged by logLoss; choose one of them',
  ],
  [
    () => plotFolds(stored("net", { measure: "rocCurve", measurement: {}, perFold: [{}] })),
    "Cannot draw values of folds by rocCurve: it gives an object; choose a measure that gives numbers",
  ],
  [
    () => plotFolds(stored("net", { measurement: "NaN", perFold: ["NaN"] })),
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
