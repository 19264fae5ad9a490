import assert from "node:assert/strict";
import { DataError } from "../../core/errors.ts";
import { categorical, finite, numeric, table } from "../../data/mod.ts";
import * as m from "../../measures/mod.ts";

const LEVELS = ["a", "b", "c"];

/** Three rows of every kind of guesses and truths. */
const KINDS: Readonly<Record<string, unknown>> = {
  "a column of numbers": numeric([1, 2, 3]),
  "a column of counts": numeric([1, 2, 3], { scitype: "Count" }),
  "labels": categorical(LEVELS, { ordered: true }),
  "distributions": finite(LEVELS, [[1, 0, 0], [0, 1, 0], [0, 0, 1]], { ordered: true }),
  "a table of numbers": table({ x: numeric([1, 2, 3]), y: numeric([1, 2, 3]) }),
  "a table of classes": table({ x: categorical(LEVELS), y: categorical(LEVELS) }),
  "a column of text": table({ x: LEVELS }).column("x"),
  "a list": [1, 2, 3],
  "nothing": undefined,
};

type Judge = ((guess: unknown, truth: unknown) => unknown) & { readonly each?: Judge };

// What is in the catalogue, and what is made of other parts than its members.
const ALL = [...m.measures(), m.fScoreWith({ average: "none" }), m.aucWith({ average: "oneVsRest" })];

interface Example {
  readonly said: string;
  readonly guess: unknown;
  readonly truth: unknown;
}

const NUMBERS = ["a column of numbers", "a column of counts"];

/** Guesses and truths of which one or both are of a kind that the measure does not judge. */
function wrong({ of, target, each }: Pick<(typeof ALL)[number], "of" | "target" | "each">): Example[] {
  const ofNumbers = target.includes("Continuous");
  const numbers = each ? [...NUMBERS, "a table of numbers"] : NUMBERS;
  const truths = ofNumbers ? numbers : ["labels"];
  const guesses = of === "distribution" ? ["distributions"] : truths;
  return Object.keys(KINDS).flatMap((guess) =>
    Object.keys(KINDS)
      .filter((truth) => !guesses.includes(guess) || !truths.includes(truth))
      .map((truth) => ({ said: `${guess} for ${truth}`, guess: KINDS[guess], truth: KINDS[truth] }))
  );
}

for (const measure of ALL) {
  const judge = measure as unknown as Judge; // it is given what its type forbids
  Deno.test(`${measure.id} refuses guesses and truths of another kind than it judges`, () => {
    const examples = wrong(measure);
    assert.ok(examples.length > 70);
    for (const { said, guess, truth } of examples) {
      for (const judged of judge.each ? [judge, judge.each] : [judge]) {
        assert.throws(() => judged(guess, truth), (error) => {
          assert.ok(error instanceof DataError, `${said}: ${error}`);
          assert.match(error.message, /^Cannot judge (guesses by|target|a column against a table)/);
          return true;
        });
      }
    }
  });
}

const [numbers, labels, distributions] = ["a column of numbers", "labels", "distributions"].map((kind) =>
  KINDS[kind]
);
const [targets, classes] = [KINDS["a table of numbers"], KINDS["a table of classes"]];

const REFUSALS: readonly (readonly [unknown, unknown, unknown, string])[] = [
  [
    m.rSquared,
    targets,
    targets,
    'rSquared: they are a table of ["x", "y"]; give a column, or judge tables by mae, mse or rms',
  ],
  [
    m.maxError,
    labels,
    labels,
    "maxError: they are labels; give a column of numbers, numeric(values)",
  ],
  [
    m.mae,
    numbers,
    labels,
    "mae: the truth is labels; give a column of numbers, numeric(values), or a table of them",
  ],
  [
    m.accuracy,
    classes,
    classes,
    'accuracy: they are a table of ["x", "y"]; judge tables by multitarget(accuracy), or each column by itself',
  ],
  [
    m.kappa,
    classes,
    classes,
    'kappa: they are a table of ["x", "y"]; judge tables by multitarget(accuracy), or each column by itself',
  ],
  [m.f1, distributions, labels, "f1: they are distributions; give labels, e.g. mode(guess)"],
  [
    m.accuracy,
    numbers,
    numbers,
    "accuracy: they are numbers; give a column of labels, categorical(labels)",
  ],
  [
    m.logLoss,
    distributions,
    distributions,
    "logLoss: the truth is distributions; give labels, e.g. mode(truth)",
  ],
  [
    m.auc,
    labels,
    labels,
    "auc: they are labels; give distributions over the levels, finite(levels, probs)",
  ],
  [
    m.mse,
    undefined,
    numbers,
    "mse: they are undefined; give a column of numbers, numeric(values), or a table of them",
  ],
  [
    m.multitarget(m.mae),
    numbers,
    numbers,
    "multitarget(mae): they are numbers; give a table of targets, table({ name: column })",
  ],
];

for (const [measure, guess, truth, message] of REFUSALS) {
  Deno.test(`refused: ${message}`, () => {
    const judge = measure as Judge; // it is given what its type forbids
    assert.throws(() => judge(guess, truth), {
      name: "DataError",
      message: `Cannot judge guesses by ${message}`,
    });
  });
}
