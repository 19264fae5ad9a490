import assert from "node:assert/strict";
import { type Categorical, categorical, iris, numeric, table, unpack } from "../../mod.ts";
import { accuracy, balancedAccuracy, logLoss, mse, precisionWith } from "../../measures/mod.ts";
import {
  compare,
  cv,
  evaluate,
  type EvaluateOptions,
  evaluationFromJson,
  groupCv,
  inSample,
  leaveOneOut,
  repeated,
  rowReport,
} from "../../meta/mod.ts";
import { constantClassifier, constantRegressor } from "../../models/mod.ts";
import { standardiser } from "../../transformers/mod.ts";

const flowers = unpack(iris(), "species");
const numbers = { x: table({ a: [1, 2, 3, 4, 5, 6] }), y: numeric([1, 2, 1, 2, 3, 3]) };
const judge = (data: unknown, options: unknown = {}) =>
  evaluate(constantClassifier(), data as typeof flowers, options as EvaluateOptions);

const CASES: readonly (readonly [what: string, call: () => unknown, message: string | RegExp])[] = [
  [
    "data without a target",
    () => judge({ x: flowers.x }),
    /^Cannot evaluate on \{ x: .*: give \{ x, y \}, inputs and target$/,
  ],
  ["data as a list", () => judge([flowers.x, flowers.y]), /: give \{ x, y \}, inputs and target$/],
  [
    "a whole table",
    () => judge(iris()),
    'Cannot evaluate on a table: its target is unknown; give { x, y }, e.g. unpack(table, "species")',
  ],
  [
    "inputs and target one after the other",
    () => judge(flowers, flowers.y),
    "Cannot evaluate with a column or table as options: give the data as one, { x, y }",
  ],
  [
    "no options at all",
    () => judge(flowers, null),
    "Cannot evaluate with null: give options by name, e.g. { measures: accuracy }",
  ],
  [
    "a number of folds as options",
    () => judge(flowers, 5),
    "Cannot evaluate with 5: give options by name, e.g. { measures: accuracy }",
  ],
  [
    "folds as an option",
    () => judge(flowers, { folds: 5 }),
    'Cannot set "folds" of evaluate(): it belongs to a resampling; give e.g. resampling: cv({ folds: 5 })',
  ],
  [
    "compact in words",
    () => judge(flowers, { compact: "no" }),
    'Cannot set "compact" of evaluate(): expected true or false, got "no"',
  ],
  [
    "a mask as rows",
    () => judge(flowers, { rows: [true, false] }),
    "Cannot use row true: it is not among rows 0 to 149; give row numbers",
  ],
  [
    "words as rows",
    () => judge(flowers, { rows: "all" }),
    'Cannot use rows "all": give a list of row numbers',
  ],
  [
    "a row twice",
    () => judge(flowers, { rows: [0, 1, 2, 3, 4, 5, 5] }),
    "Cannot split rows: row 5 is given twice; give each once",
  ],
  [
    "weights that are all 0",
    () => judge(flowers, { weights: new Float64Array(150) }),
    "Cannot weigh rows for evaluate(): all weights are 0; give some that are not",
  ],
  [
    "class weights as a map",
    () => judge(flowers, { classWeights: new Map() }),
    "Cannot weigh classes by a Map of 0: give a record, a number for each level under its name",
  ],
  [
    "class weights in words",
    () => judge(flowers, { classWeights: "balanced" }),
    'Cannot weigh classes by "balanced": give a record, a number for each level under its name',
  ],
  [
    "a controller as signal",
    () => judge(flowers, { signal: new AbortController() }),
    /^Cannot use .* as a signal: give an AbortSignal, e.g. controller.signal$/,
  ],
  [
    "a number as listener",
    () => judge(flowers, { listener: 5 }),
    "Cannot tell 5 what happens: give a function of events as listener",
  ],
  [
    "a factory of measures",
    () => judge(flowers, { measures: precisionWith }),
    "Cannot judge by precisionWith: it makes measures; call it, e.g. precisionWith({})",
  ],
  [
    "a measure that gives a word",
    () => judge(flowers, { measures: () => "good" }),
    'Cannot judge by measures: it gave "good"; give a number',
  ],
  [
    "a plain measure of labels",
    () => judge(flowers, { measures: (guess: Categorical) => guess.codes.length }),
    /^Cannot judge by measures: it threw ".*"; it was given distributions: for labels use mode\(guess\), or defineMeasure/,
  ],
  [
    "a tag that is no name",
    () => evaluate({ tag: 3 as never, model: constantClassifier() }, flowers),
    "Cannot evaluate a model under the tag 3: give it a name",
  ],
  [
    "one evaluation to compare",
    async () => compare(await judge(flowers) as never),
    /^Cannot compare \{.*: give a list of evaluations$/,
  ],
  [
    "a misspelt option of compare()",
    async () => {
      const models = [{ tag: "a", model: constantClassifier() }, { tag: "b", model: constantClassifier() }];
      return compare(await evaluate(models, flowers), { base: "a" } as never);
    },
    'Cannot set "base" of compare(): known parameters are measure, goal, baseline',
  ],
  [
    "rows of a list",
    async () => rowReport([await judge(flowers)] as never),
    /^Cannot tell rows of \[.*: give one evaluation$/,
  ],
  [
    "times without their name",
    () => repeated(cv(), 3 as never),
    "Cannot repeat 3 times: give it by name, { times }",
  ],
];

for (const [what, call, message] of CASES) {
  Deno.test(`a mistake is told: ${what}`, () =>
    assert.rejects(async () => await call(), (error: Error) => {
      if (typeof message === "string") assert.equal(error.message, message);
      else assert.match(error.message, message);
      return error.name === "TypeError" || error.name === "RangeError" || error.name === "DataError" ||
        error.name === "Error";
    }));
}

async function notesOf(options: EvaluateOptions, data = flowers): Promise<string[]> {
  const notes: string[] = [];
  const listener: EvaluateOptions["listener"] = (event) =>
    void (event.type === "note" && notes.push(event.message));
  await evaluate([constantClassifier(), constantClassifier()], data, { ...options, listener });
  return notes;
}

Deno.test("a fold without a class is noted where means over levels are judged by, and only there", async () => {
  const few = { x: table({ a: [1, 2, 3, 4] }), y: categorical(["a", "b", "a", "b"]) };
  const [note, ...others] = await notesOf({
    resampling: leaveOneOut(),
    measures: [accuracy, balancedAccuracy],
  }, few as never);
  assert.deepEqual(others, []);
  assert.equal(
    note,
    'fold 1 is judged by no row of class "b", which balancedAccuracy and others of its kind count as 0, or cannot do ' +
      "without: use stratifiedCv(), or fewer folds",
  );
  assert.deepEqual(
    await notesOf({ resampling: leaveOneOut(), measures: [accuracy, logLoss] }, few as never),
    [],
  );
});

Deno.test("what holds for several models is noted once", async () => {
  const options = { resampling: cv({ folds: 2, shuffled: true }), measures: balancedAccuracy };
  const notes = await notesOf({ ...options, classWeights: { setosa: 1, versicolor: 1, virginica: 2 } });
  assert.deepEqual(notes, ["balancedAccuracy takes no class weights: it judges classes alike"]);
});

Deno.test("repeats of the same rows make no interval narrower", async () => {
  const run = (repeats: number) =>
    evaluate(constantRegressor(), numbers, { resampling: cv({ folds: 3 }), repeats, measures: mse });
  const [one, ten] = [await run(1), await run(10)];
  const width = ({ results: [result] }: typeof one) => result!.interval!.high - result!.interval!.low;
  assert.equal(ten.pairs.length, 30);
  assert.ok(Math.abs(width(ten) / width(one) - 1) < 1e-12, `${width(ten)} and ${width(one)}`);
  const groups = [1, 1, 2, 2, 3, 3]; // shuffled, its folds come back in another order
  const shuffled = (repeats: number) =>
    evaluate(constantRegressor(), numbers, {
      resampling: groupCv({ groups, folds: 3, shuffled: true }),
      repeats,
      measures: mse,
    });
  assert.ok(Math.abs(width(await shuffled(10)) / width(await shuffled(1)) - 1) < 1e-12);
});

Deno.test("evaluations are compared only where targets and weights are the same, compact and from JSON as well", async () => {
  const options: EvaluateOptions = { resampling: cv({ folds: 3 }), measures: mse, compact: true };
  const judged = (tag: string, y = numbers.y, more: EvaluateOptions = {}) =>
    evaluate({ tag, model: constantRegressor() }, { ...numbers, y }, { ...options, ...more });
  const one = await judged("one");
  assert.equal(compare([one, await judged("two")]).ranks.length, 2);
  const others = [
    await judged("target", numeric([1, 2, 1, 2, 3, 4])),
    await judged("weights", numbers.y, { weights: Float64Array.of(1, 1, 1, 1, 1, 2) }),
  ];
  for (const other of others) {
    for (const form of [other, evaluationFromJson(JSON.stringify(other))]) {
      assert.throws(() => compare([one, form]), {
        message: /^Cannot compare (target|weights) with one: they were judged by other targets or weights; /,
      });
    }
  }
});

Deno.test("numbers in tables have no digit that was made up", async () => {
  const { results: [result], line } = await evaluate(
    constantRegressor(),
    { ...numbers, y: numeric([1, 2, 3, 4, 5, 60].map((v) => 10 * v)) },
    { resampling: [{ train: [0, 1], test: [5] }], measures: mse },
  );
  assert.equal(result!.measurement, 342225);
  assert.equal(line, 'Evaluation("ConstantRegressor", 342225.0)');
  const inexact = await evaluate(
    constantRegressor(),
    { ...numbers, y: numeric([1, 2, 3, 4, 5, 60].map((v) => 10.1 * v)) },
    { resampling: [{ train: [0, 1], test: [5] }], measures: mse },
  );
  assert.equal(inexact.line, 'Evaluation("ConstantRegressor", 349104)');
});

Deno.test("a model that transforms, and does not predict, cannot be judged", async () => {
  const x = table({ a: numeric([1, 2, 3, 4]) });
  const scaler = standardiser() as unknown as ReturnType<typeof constantRegressor>;
  await assert.rejects(evaluate(scaler, { x, y: numeric([1, 2, 3, 4]) }, { resampling: inSample() }), {
    name: "TypeError",
    message:
      "Cannot judge Standardiser: what it learned transforms, and does not predict; give a model that predicts",
  });
});
