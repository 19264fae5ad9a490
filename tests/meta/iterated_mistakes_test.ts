import assert from "node:assert/strict";
import { Machine } from "../../core/mod.ts";
import { reference } from "../../backends/reference/mod.ts";
import { categorical, numeric, table } from "../../data/mod.ts";
import { accuracy, confusionMatrix } from "../../measures/mod.ts";
import {
  composite,
  type Control,
  feed,
  holdout,
  info,
  invalidValue,
  iterated,
  numberLimit,
  patience,
  skip,
  step,
  withEvaluationDo,
  withLearnedDo,
  withLossDo,
} from "../../meta/mod.ts";
import { constantGuess, descender } from "../../testing/mod.ts";
import { smallNetwork } from "./_networks.ts";
import { ROWS, scripted } from "./_scripted.ts";

type Options = Parameters<typeof iterated<typeof ROWS.x, typeof ROWS.x, typeof ROWS.x>>[1];

const MADE: readonly (readonly [why: string, make: () => unknown, message: RegExp])[] = [
  [
    "a model that counts no iterations",
    () => iterated(constantGuess()),
    /^TypeError: Cannot iterate ConstantGuess: none of its hyperparameters counts iterations; give a model that iterates, e\.g\. neuralNetworkClassifier\(\)$/,
  ],
  [
    "controls that never stop",
    () => iterated(descender(), { controls: [step(2), info()] }),
    /^TypeError: Cannot control training by Step\(n = 2\), Info\(.*\): nothing would stop it; add a control that can, e\.g\. numberLimit\(100\)$/,
  ],
  [
    "no controls",
    () => iterated(descender(), { controls: [] }),
    /^TypeError: Cannot control training by no controls: nothing would stop it/,
  ],
  [
    "a control that was not called",
    () => iterated(descender(), { controls: [patience as unknown as Control] }),
    /^TypeError: Cannot control training by function patience: it is no control; call it, patience\(\)$/,
  ],
  [
    "what is no control",
    () => iterated(descender(), { controls: [5 as unknown as Control] }),
    /^TypeError: Cannot control training by 5: it is no control; give controls, e\.g\. patience\(5\)$/,
  ],
  [
    "a list as one control",
    () => iterated(descender(), { controls: [step(1), [patience()] as unknown as Control] }),
    /^TypeError: Cannot control training by \[Patience\]: it is no control; give its controls one by one, or as composite\(\.\.\.list\)$/,
  ],
  [
    "a composite of a list",
    () => composite([patience()] as unknown as Control),
    /^TypeError: Cannot make one control of a list: give them one by one, composite\(\.\.\.list\)$/,
  ],
  [
    "a model among its options",
    () => iterated({ model: descender() } as unknown as ReturnType<typeof descender>),
    /^TypeError: Cannot use \{ model: Descender \} as the model of iterated\(\): give the model first, iterated\(model, \{ … \}\)$/,
  ],
  [
    "one control for a list",
    () => iterated(descender(), { controls: patience() as unknown as readonly Control[] }),
    /^TypeError: Cannot set "controls" of Iterated: expected a list of controls, e\.g\. \[step\(1\), patience\(5\)\], got Patience$/,
  ],
  [
    "no resampling",
    () => iterated(descender(), { resampling: "no" as unknown as "none" }),
    /^TypeError: Cannot set "resampling" of Iterated: expected a resampling, e\.g\. holdout\(\{ share: 0\.7 \}\), a list of one \{ train, test \}, or "none", got "no"$/,
  ],
];

for (const [why, make, message] of MADE) {
  Deno.test(`iterated() refuses ${why} when it is made`, () => assert.throws(make, message));
}

Deno.test("iterated() refuses controls that would never stop when they are changed, too", () => {
  assert.throws(() => iterated(descender()).with({ controls: [step()] }), /nothing would stop it/);
});

const FITTED: readonly (readonly [why: string, options: Options, message: RegExp])[] = [
  [
    "a function whose better is unknown",
    {
      measure: function far() {
        return 1;
      },
    },
    /^TypeError: Cannot stop Iterated by far: whether less or more of it is better is unknown; use a measure that says, e\.g\. by defineMeasure\(\)$/,
  ],
  [
    "a measure of other targets",
    { measure: accuracy },
    /^DataError: Cannot judge by accuracy: the target is Continuous/,
  ],
  ["a measure without a goal", { measure: confusionMatrix }, /^(DataError|TypeError): Cannot/],
  [
    "an evaluation without rows held out",
    { resampling: "none", controls: [withEvaluationDo(), numberLimit(1)] },
    /^TypeError: Cannot control training by WithEvaluationDo\(.*\): it needs rows held out, which is not to be had here; leave the control out$/,
  ],
  [
    "new data for a model",
    { controls: [feed([1]), numberLimit(1)] },
    /^TypeError: Cannot control training by Feed\(.*\): it needs new data to be taken in, which is not to be had here/,
  ],
  [
    "a look at the loss before there is one",
    { controls: [withLossDo(), step(1), numberLimit(1)] },
    /^TypeError: Cannot look at Descender before it is trained: put step\(\) before the controls that do$/,
  ],
  [
    "a look at what was learned before anything was",
    { controls: [withLearnedDo(), step(1), numberLimit(1)] },
    /^TypeError: Cannot look at Descender before it is trained/,
  ],
  [
    "controls that stop before anything was trained",
    { controls: [skip(step(1), 5), numberLimit(1)], keepBest: false },
    /^TypeError: Cannot fit Iterated: its controls stopped after 1 cycle, in which none trained Descender; have step\(\) train from the first cycle on, or stop later$/,
  ],
  [
    "rows that are learned from and held out",
    { resampling: [{ train: [0, 1], test: [1, 2] }] },
    /^DataError: Cannot hold out rows to stop Iterated by these folds: fold 1 learns from row 1, which it holds out/,
  ],
];

for (const [why, options, message] of FITTED) {
  Deno.test(`iterated() refuses ${why} when it is fitted`, async () => {
    using machine = new Machine(iterated(descender(), options), ROWS);
    await assert.rejects(machine.fit(), message);
  });
}

const DATA: readonly (readonly [why: string, data: typeof ROWS, options: Options, message: RegExp])[] = [
  [
    "rows held out that all weigh nothing",
    { ...ROWS, weights: Float64Array.from([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]) },
    { resampling: holdout({ share: 0.8 }) },
    /^DataError: Cannot hold out rows to stop Iterated: all 2 held out have weight 0, and so judge nothing; hold out others/,
  ],
  [
    "a missing target that would be held out, with its row",
    { ...ROWS, y: numeric([0, 0, 0, 0, 0, 0, 0, 0, null, 0]) },
    { resampling: holdout({ share: 0.8 }) },
    /^DataError: Cannot hold out rows to stop Iterated: the target is missing in row 8; leave out such rows$/,
  ],
  [
    "a missing target that would be learned from, with its row",
    { ...ROWS, y: numeric([0, 0, 0, 0, null, 0, 0, 0, 0, 0]) },
    { resampling: [{ train: [3, 4], test: [0, 1] }] },
    /^DataError: Cannot hold out rows to stop Iterated: the target is missing in row 4; leave out such rows$/,
  ],
  [
    "a single row",
    { x: numeric([1]), y: numeric([1]) },
    {},
    /^DataError: Cannot hold out rows to stop Iterated: there is 1 row, too few for some to be held out; give more rows, or resampling: "none" to stop by training losses$/,
  ],
  [
    "two rows, of which no fifth can be held out",
    { x: numeric([1, 2]), y: numeric([1, 2]) },
    {},
    /^DataError: Cannot hold out rows to stop Iterated: there are 2 rows, too few/,
  ],
];

for (const [why, data, options, message] of DATA) {
  Deno.test(`iterated() refuses ${why}`, async () => {
    using machine = new Machine(iterated(descender(), options), data);
    await assert.rejects(machine.fit(), message);
  });
}

Deno.test("iterated() notes that rows in the order of their classes were not shuffled, as evaluate() does", async () => {
  const notes: string[] = [];
  const y = categorical([...new Array<string>(7).fill("a"), ...new Array<string>(3).fill("b")]);
  const model = iterated(smallNetwork(), { controls: [numberLimit(1)], resampling: holdout({ share: 0.7 }) });
  using machine = new Machine(model, { x: table({ a: ROWS.x }), y }, {
    backend: reference(),
    listener: (event) => event.type === "note" && notes.push(event.message),
  });
  await machine.fit();
  assert.equal(
    notes[0],
    "rows held out: fold 1 is judged by a class that its training rows lack: shuffle, or stratify, " +
      "e.g. holdout({ shuffled: true, stratified: true })",
  );
});

Deno.test("iterated() by training losses refuses a model that reports none", async () => {
  const silent = { ...scripted([1]), fit: () => Promise.resolve({ ...LEARNED }) };
  const model = iterated({ ...silent, with: () => silent }, {
    resampling: "none",
    controls: [step(1), patience()],
  });
  using machine = new Machine(model, ROWS);
  await assert.rejects(
    machine.fit(),
    /^TypeError: Cannot tell the loss of Scripted: it reports no training losses; hold rows out to stop by$/,
  );
});

Deno.test("iterated() refuses training that diverged from the first iteration on", async () => {
  const controls = [step(1), invalidValue(), numberLimit(9)];
  const model = iterated(scripted([1], { losses: [NaN] }), { controls, resampling: "none" });
  const notes: string[] = [];
  using machine = new Machine(model, ROWS, {
    listener: (event) => event.type === "note" && (event.level ?? 1) <= 1 && notes.push(event.message),
  });
  await assert.rejects(
    machine.fit(),
    /^RangeError: Cannot keep any iterate of Scripted: the training loss is NaN in iteration 1, and none was good before; lower the learning rate, or standardise the data$/,
  );
  assert.deepEqual(notes, []);
});

const LEARNED = {
  n: 1,
  report: {},
  predict: () => Promise.resolve(numeric([1])),
  save: () => Promise.reject(new Error("Cannot save a toy")),
  [Symbol.dispose]() {},
};
