import assert from "node:assert/strict";
import { SavedError } from "../../core/errors.ts";
import { categorical, finite } from "../../data/mod.ts";
import {
  classificationReport,
  confusionMatrix,
  perClassOf,
  precisionRecallCurve,
  precisionWith,
  reliabilityCurve,
  rocCurve,
  valueFromJson,
} from "../../measures/mod.ts";

const levels = ["a", "b", "c"];
const labels = [categorical(["a", "b", "b", "a"], { levels }), categorical([..."aabb"], { levels })] as const;
const guess = finite(["no", "yes"], [0.1, 0.7, 0.3, 0.9, 0.4], { augment: true });
const truth = categorical(["no", "yes", "no", "yes", "yes"]);
const weights = Float64Array.of(0.1, 0.2, 0.7, 1, 3);
const unsure = finite(["no", "yes"], Float64Array.of(0.9, 0.1, NaN, NaN));
const two = categorical(["no", "yes"]);
const none = categorical(["no", "no"], { levels: ["no", "yes"] });
const sure = finite(["no", "yes"], [0.1, 0.4], { augment: true });

const VALUES: readonly (readonly [string, object])[] = [
  ["a confusion matrix", confusionMatrix(...labels)],
  [
    "a weighted confusion matrix",
    confusionMatrix(...labels, { weights: Float64Array.of(0.1, 0.2, 0.3, 1 / 3) }),
  ],
  ["values of classes, one of them NaN", precisionWith({ average: "none" })(...labels)],
  [
    "values of classes, infinities and labels of all kinds",
    perClassOf([1, "1", true], [Infinity, -Infinity, 0.1]),
  ],
  ["a classification report with a class that is not there", classificationReport(...labels)],
  ["an ROC curve", rocCurve(guess, truth)],
  ["a weighted ROC curve", rocCurve(guess, truth, { weights })],
  ["an ROC curve of NaN", rocCurve(unsure, two)],
  ["an ROC curve without a positive row", rocCurve(sure, none)],
  ["a precision-recall curve", precisionRecallCurve(guess, truth)],
  ["a precision-recall curve of NaN", precisionRecallCurve(unsure, two)],
  ["a reliability curve", reliabilityCurve(guess, truth, { weights })],
  ["a reliability curve of NaN", reliabilityCurve(unsure, two)],
];

// Functions are made anew for each value; what they give is compared as JSON and in print. Lists as arrays: of NaN
// there are several, which only bytes tell apart.
function data(value: unknown): unknown {
  if (value instanceof Float64Array) return [...value];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => typeof part !== "function");
  return Object.fromEntries(entries.map(([name, part]) => [name, data(part)]));
}

for (const [what, value] of VALUES) {
  Deno.test(`${what} comes back from JSON to the last digit, frozen, and prints as before`, () => {
    const json = JSON.stringify(value);
    const again = valueFromJson(JSON.parse(json)) as object; // it was an object
    assert.deepEqual(data(again), data(value));
    assert.deepEqual(Object.keys(again), Object.keys(value));
    assert.equal(String(again), String(value));
    assert.equal(JSON.stringify(again), json);
    assert.ok(Object.isFrozen(again));
    assert.ok(!json.includes("null"));
  });
}

Deno.test("matrices, values of classes and reports answer when they come back", () => {
  const again = <T>(value: T) => valueFromJson(JSON.parse(JSON.stringify(value))) as T; // what this test is of
  const report = again(classificationReport(...labels));
  assert.equal(report.matrix.at("b", "a"), 1);
  assert.equal(report.recall.at("a"), 0.5);
  const matrix = again(confusionMatrix(...labels));
  assert.equal(matrix.plus(matrix).at("a", "b"), 2);
});

Deno.test("numbers that were spelled come back, and anything else as it is", () => {
  assert.deepEqual(["NaN", "Infinity", "-Infinity", 0.1, "no", null, true, undefined].map(valueFromJson), [
    NaN,
    Infinity,
    -Infinity,
    0.1,
    "no",
    null,
    true,
    undefined,
  ]);
  for (const other of [[1, null], {}, { kind: "mine", values: [1] }, { kind: 3 }, { kind: "toString" }]) {
    assert.deepEqual(valueFromJson(other), other);
  }
  assert.deepEqual(valueFromJson({ low: "NaN", all: [1, "-Infinity"] }), { low: NaN, all: [1, -Infinity] });
});

const BROKEN: readonly (readonly [object, string])[] = [
  [
    { kind: "confusionMatrix", levels: ["a"] },
    "Cannot read the confusionMatrix: its counts is undefined, not a list; give what JSON.stringify made of it",
  ],
  [
    { kind: "confusionMatrix", levels: ["a"], counts: [1, 2] },
    "Cannot read the confusionMatrix: Cannot make a confusion matrix: there are 2 counts for 1 levels; " +
    "give 1, row by row; give what JSON.stringify made of it",
  ],
  [
    { kind: "perClass", levels: ["a", null], values: [1, 2] },
    "Cannot read the perClass: its levels[1] is null, not a label; give what JSON.stringify made of it",
  ],
  [
    { kind: "classificationReport", levels: ["a"], counts: ["one"] },
    'Cannot read the classificationReport: its counts[0] is "one", not a number; give what JSON.stringify made of it',
  ],
  [
    { kind: "rocCurve", positives: "many" },
    'Cannot read the rocCurve: its positives is "many", not a number; give what JSON.stringify made of it',
  ],
  [
    {
      kind: "rocCurve",
      positives: 1,
      negatives: 1,
      falsePositiveRates: [0, 1],
      truePositiveRates: [0, 1],
      thresholds: [0.5, 0.4],
    },
    "Cannot read the rocCurve: Cannot make a rocCurve of 2 points: there are 2 thresholds; give 1; " +
    "give what JSON.stringify made of it",
  ],
  [
    {
      kind: "precisionRecallCurve",
      positives: 1,
      negatives: 1,
      recalls: [0],
      precisions: [],
      thresholds: [],
    },
    "Cannot read the precisionRecallCurve: Cannot make a precisionRecallCurve of 1 points: there are 0 precisions; " +
    "give 1; give what JSON.stringify made of it",
  ],
  [
    { kind: "reliabilityCurve", confidences: [0], frequencies: { 0: 1 }, counts: [1] },
    "Cannot read the reliabilityCurve: its frequencies is { 0: 1 }, not a list; give what JSON.stringify made of it",
  ],
];

for (const [plain, message] of BROKEN) {
  Deno.test(`valueFromJson() refuses: ${message}`, () => {
    assert.throws(() => valueFromJson(plain), (error) => {
      assert.ok(error instanceof SavedError, String(error));
      assert.equal(error.message, message);
      return true;
    });
  });
}
