import assert from "node:assert/strict";
import { categorical, numeric, table } from "../../data/mod.ts";
import { accuracy, rms } from "../../measures/mod.ts";
import { cv, evaluate, type EvaluateOptions, holdout, leaveOneOut, repeated } from "../../meta/mod.ts";
import { constantClassifier, constantRegressor } from "../../models/mod.ts";

const x = table({ a: [1, 2, 3, 4] });
const y = numeric([1, 1, 2, 2]);

async function notesOf(options: EvaluateOptions, truth = y): Promise<string[]> {
  const notes: string[] = [];
  const listener: EvaluateOptions["listener"] = (event) =>
    void (event.type === "note" && notes.push(event.message));
  await evaluate(constantRegressor(), { x, y: truth }, { ...options, listener });
  return notes;
}

Deno.test("evaluate() notes repeats that have the same rows, and none where they are shuffled", async () => {
  const [same] = await notesOf({ resampling: holdout({ share: 0.5 }), repeats: 2 });
  assert.equal(same, "1 of 2 folds have the rows of others: shuffle, e.g. holdout({ shuffled: true })");
  assert.deepEqual(await notesOf({ resampling: repeated(cv({ folds: 2 }), { times: 3 }) }), [
    "4 of 6 folds have the rows of others: shuffle, e.g. holdout({ shuffled: true })",
  ]);
  assert.deepEqual(await notesOf({ resampling: cv({ folds: 2, shuffled: true }), repeats: 2, seed: 1 }), []);
  assert.deepEqual(await notesOf({ resampling: leaveOneOut() }), []);
  assert.deepEqual(await notesOf({ resampling: holdout() }), []);
});

Deno.test("evaluate() notes truths that are missing, with their number", async () => {
  const holed = numeric([1, 1, 2, null]);
  const [note] = await notesOf({ resampling: [{ train: [0, 1], test: [2, 3] }] }, holed);
  assert.match(note!, /^truths are missing in 1 row \(the first is row 3\): /);
});

Deno.test("evaluate() notes a fold that is judged by a class which its training rows lack", async () => {
  const notes: string[] = [];
  const sorted = categorical(["p", "p", "q", "q"]);
  await evaluate(constantClassifier(), { x, y: sorted }, {
    resampling: cv({ folds: 2 }),
    listener: (event) => void (event.type === "note" && notes.push(event.message)),
  });
  assert.deepEqual(notes, [
    "fold 1 is judged by a class that its training rows lack: shuffle, or use stratifiedCv()",
  ]);
});

Deno.test("evaluate() refuses what is no model, no measure, or a measure that gives nothing yet", async () => {
  const data = { x, y };
  const options = { resampling: cv({ folds: 2 }) };
  await assert.rejects(async () => await evaluate(constantRegressor as never, data, options), {
    name: "TypeError",
    message:
      "Cannot evaluate function constantRegressor: give a model, e.g. constantClassifier(), or { tag, model }",
  });
  await assert.rejects(evaluate(constantRegressor(), data, { ...options, measures: "rms" as never }), {
    message: 'Cannot judge by "rms": give a measure, e.g. accuracy, or a function of guesses and truth',
  });
  const late = () => Promise.resolve(1);
  await assert.rejects(evaluate(constantRegressor(), data, { ...options, measures: late }), {
    message: "Cannot judge by late: it gave a promise; give a number",
  });
});

Deno.test("Evaluation.of() has the type of what the measure gives", async () => {
  const evaluation = await evaluate(constantRegressor(), { x, y }, {
    resampling: holdout({ share: 0.5 }),
    measures: rms,
  });
  const value: number = evaluation.of(rms).measurement;
  assert.equal(value, 1);
  // @ts-expect-error a name does not tell what its measure gives
  const _unknown: number = evaluation.of("rms").measurement;
  assert.throws(() => evaluation.of(accuracy), {
    message: "Cannot tell accuracy of ConstantRegressor: it was judged by rms",
  });
});
