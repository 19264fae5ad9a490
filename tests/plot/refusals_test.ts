import assert from "node:assert/strict";
import { categorical, finite, mode, numeric, table } from "../../data/mod.ts";
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

const BINARY = tumours(60, { skill: 1, seed: 1 });
const THREE = classes(60, { levels: ["x", "y", "z"], skill: 1, seed: 2 });
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
    'Cannot set "bins" of reliabilityCurve: expected an integer ≥ 1, got 0',
  ],
  [
    () => plotReliability(BINARY, odd({ strategy: "even" })),
    'Cannot set "strategy" of reliabilityCurve: expected one of "uniform", "quantile", got "even"',
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
    () => plotFolds({ ...valued("net", { folds: 2, mean: 1, spread: 1, seed: 1 }), results: [] }),
    "Cannot draw values of folds: the first evaluation has no results; judge by a measure",
  ],
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
