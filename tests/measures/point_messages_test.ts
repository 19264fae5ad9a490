import assert from "node:assert/strict";
import { DataError } from "../../core/errors.ts";
import { categorical, numeric, table } from "../../data/mod.ts";
import * as m from "../../measures/mod.ts";

const two = numeric([1, 2]);
const ab = categorical(["a", "b"]);
const abc = categorical(["a", "b"], { levels: ["a", "b", "c"] });
const weights = Float64Array.of(1, 1);
const loose = (value: unknown) => value as never; // what a caller without types may give

type Kind = new (message: string) => Error;

const REFUSALS: readonly (readonly [() => unknown, Kind, string])[] = [
  [
    () => m.recall(abc, abc),
    DataError,
    'Cannot judge guesses by recall: the levels are ["a", "b", "c"], not two; say which is positive, ' +
    "recallWith({ positive }), or average levels",
  ],
  [
    () => m.fScoreWith({ positive: "x" })(ab, ab),
    DataError,
    'Cannot judge guesses by f1(positive = "x"): the levels are ["a", "b"]; "positive" is one of them',
  ],
  [
    () => m.fScoreWith({ positive: "a", average: "macro" }),
    TypeError,
    'Cannot set "positive" of fScore where "average" is "macro": each level is positive in its turn; leave it out',
  ],
  [
    () => m.truePositiveWith({ average: loose("weighted") }),
    RangeError,
    'Cannot set "average" of truePositive: expected one of "binary", "macro", "micro", "none", got "weighted"',
  ],
  [
    () => m.truePositiveWith(loose({ beta: 2 })),
    TypeError,
    'Cannot set "beta" of truePositive: known parameters are average, positive',
  ],
  [
    () => m.fScoreWith({ beta: 0 }),
    RangeError,
    'Cannot set "beta" of fScore: expected a number > 0, got 0',
  ],
  [
    () => m.macroF1(ab, ab, { classWeights: { a: 1, c: 2 } }),
    DataError,
    'Cannot weight macroF1: class weights are given for ["a", "c"], the levels are ["a", "b"]; ' +
    "give one for each level",
  ],
  [
    () => m.macroF1(ab, ab, { classWeights: { a: 1, b: -2 } }),
    DataError,
    'Cannot weight macroF1: the weight of class "b" is -2; weights are finite and not negative',
  ],
  [
    () => m.microF1(ab, ab, { classWeights: { a: 1, b: 2 } }),
    TypeError,
    "Cannot weight microF1: it takes no class weights; leave them out",
  ],
  [
    () => m.f1(ab, ab, loose(weights)),
    TypeError,
    "Cannot judge by f1 with Float64Array of 16 bytes: give weights by name, { weights }",
  ],
  [
    () => m.mae(two, two, loose({ weight: weights })),
    TypeError,
    'Cannot set "weight" of mae: known parameters are weights, classWeights; did you mean "weights"?',
  ],
  [
    () => m.mae(two, two, { weights: loose([1, 1]) }),
    TypeError,
    "Cannot weight mae by [1, 1]: give { weights } as a Float64Array",
  ],
  [() => m.lpLossWith({ p: 0 }), RangeError, 'Cannot set "p" of lpLoss: expected a number > 0, got 0'],
  [
    () => m.huberWith({ delta: -1 }),
    RangeError,
    'Cannot set "delta" of huber: expected a number > 0, got -1',
  ],
  [
    () => m.quantileLossWith({ quantile: 1 }),
    RangeError,
    'Cannot set "quantile" of quantileLoss: expected a number in (0, 1), got 1',
  ],
  [
    () => m.kappaWith({ weighting: loose("cubic") }),
    RangeError,
    'Cannot set "weighting" of kappa: expected one of "none", "linear", "quadratic", got "cubic"',
  ],
  [
    () => m.aggregate([1], "rootMean", { power: 0 }),
    RangeError,
    "Cannot aggregate by a root mean: expected a positive power, got 0",
  ],
  [
    () => m.perClassOf(["a", "b"], [1]),
    DataError,
    "Cannot make values of classes: there are 1 values for 2 levels; give one each",
  ],
  [
    () => m.perClassOf(["a"], [1]).at("b"),
    RangeError,
    'Cannot look up "b" in values of classes: its levels are ["a"]',
  ],
  [
    () =>
      m.fScoreWith({ average: "none" }).combine!([m.perClassOf(["a"], [1]), m.perClassOf(["b"], [1])], [
        1,
        1,
      ]),
    DataError,
    'Cannot join values of classes: one has levels ["a"], the other ["b"]; both must be the same',
  ],
  [
    () => m.confusionMatrixOf(["a", "b"], [1, 2, 3]),
    DataError,
    "Cannot make a confusion matrix: there are 3 counts for 2 levels; give 4, row by row",
  ],
  [
    () => m.confusionMatrixOf(["a"], [-1]),
    DataError,
    "Cannot make a confusion matrix: a count is -1; counts are finite and not negative",
  ],
  [
    () => m.confusionMatrixOf(["a", "a"], [1, 2, 3, 4]),
    DataError,
    'Cannot make a confusion matrix of the levels ["a", "a"]: give one or more, all different',
  ],
  [
    () => m.multitarget(m.mae, loose({ weight: { x: 1 } })),
    TypeError,
    'Cannot set "weight" of multitarget: known parameters are weights; did you mean "weights"?',
  ],
  [
    () => m.measures({ goal: loose("less") }),
    TypeError,
    'Cannot set "goal" of measures: expected one of "min", "max", "none", got "less"',
  ],
  [
    () => m.measures({ of: loose("points") }),
    TypeError,
    'Cannot set "of" of measures: expected one of "point", "distribution", got "points"',
  ],
  [
    () => m.measures({ target: loose("Number") }),
    TypeError,
    'Cannot set "target" of measures: expected one of "Continuous", "Count", "Multiclass", "OrderedFactor", ' +
    '"Textual", "GrayImage", "ColorImage", got "Number"',
  ],
  [
    () => m.measures({ weighted: loose("yes") }),
    TypeError,
    'Cannot set "weighted" of measures: expected true or false, got "yes"',
  ],
  [
    () => m.multitarget(m.rSquared),
    TypeError,
    "Cannot judge several targets by rSquared: it has no value for single rows; use a measure with `each`, e.g. mae",
  ],
  [
    () => m.multitarget(m.mae)(table({ x: ab }), table({ x: ab })),
    DataError,
    'Cannot judge target "x" by mae: it is Multiclass; mae judges Continuous or Count',
  ],
  [
    () => m.multitarget(m.mae, { weights: { y: 1 } })(table({ x: two }), table({ x: two })),
    DataError,
    'Cannot weight targets: weights are given for ["y"], the targets are ["x"]; give one for each target',
  ],
  [
    () => m.multitarget(m.mae, { weights: { x: NaN } }),
    RangeError,
    'Cannot weight target "x": expected a number ≥ 0, got NaN',
  ],
  [
    () => m.multitarget(m.mae)(table({ x: two }), table({ y: two })),
    DataError,
    'Cannot match guesses to targets: their columns are ["x"], the targets ["y"]; give a guess for each',
  ],
  [
    () => m.defineMeasure(loose({ goal: "min" }), () => 0),
    TypeError,
    'Cannot define a measure: its id is undefined; give a name, e.g. { id: "misses" }',
  ],
  [
    () => m.defineMeasure(loose({ id: "mine" }), () => 0),
    TypeError,
    'Cannot define measure mine: it has no goal; give "min", "max" or "none"',
  ],
  [
    () => m.defineMeasure({ id: "mine", goal: loose("less") }, () => 0),
    RangeError,
    'Cannot set "goal" of measure mine: expected one of "min", "max", "none", got "less"',
  ],
  [
    () => m.defineMeasure(loose({ id: "mine", goal: "min", weight: true }), () => 0),
    TypeError,
    'Cannot set "weight" of measure mine: known parameters are id, aliases, formula, goal, of, aggregation, ' +
    'target, weighted, classWeighted, each, combine; did you mean "weighted"?',
  ],
  [
    () => m.defineMeasure({ id: "mine", goal: "min" }, loose(3)),
    TypeError,
    "Cannot define measure mine by 3: give a function of guesses and truth",
  ],
];

for (const [call, kind, message] of REFUSALS) {
  Deno.test(`refused: ${message}`, () => {
    assert.throws(call, (error) => {
      assert.ok(error instanceof kind, String(error));
      assert.equal(error.message, message);
      return true;
    });
  });
}
