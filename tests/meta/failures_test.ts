import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { DataError, type Event } from "../../core/mod.ts";
import { type Numeric, numeric, regression, type Table, table } from "../../data/mod.ts";
import { mae, rms } from "../../measures/mod.ts";
import { compare, cv, evaluate, type EvaluateOptions, EvaluationError } from "../../meta/mod.ts";
import { constantRegressor, neuralNetworkRegressor } from "../../models/mod.ts";
import { descent } from "../../nn/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const data = { x: table({ a: [1, 2, 3, 4, 5, 6] }), y: numeric([1, 1, 2, 2, 3, 3]) };
const resampling = cv({ folds: 3 });

/** Cannot learn where the target of row `row` is among those to learn from. */
const picky = (row: number) =>
  toy<Table, Numeric, Numeric>("Picky", ({ x, y }) => {
    const { values } = x.column("a") as Numeric;
    if (values.includes(row + 1)) {
      throw new DataError(`Cannot learn from row ${row}: it is odd; leave it out`);
    }
    return learnedOf((given: Table) => y.take(Array.from({ length: given.size }, () => 0)));
  });

async function failureOf(promise: Promise<unknown>): Promise<EvaluationError> {
  const error: unknown = await promise.then(() => undefined, (thrown: unknown) => thrown);
  assert.ok(error instanceof EvaluationError, String(error));
  return error;
}

Deno.test("evaluate() finishes the other folds of a model that fails, then throws what finished and what did not", async () => {
  const events: Event[] = [];
  const models = [{ tag: "picky", model: picky(0) }, { tag: "base", model: constantRegressor() }];
  const error = await failureOf(
    evaluate(models, data, { resampling, measures: mae, listener: (event) => void events.push(event) }),
  );
  assert.equal(error.name, "EvaluationError");
  assert.equal(
    error.message,
    'Cannot finish the evaluation: 2 of 6 folds failed; 4 finished, kept in "evaluations" of this error; ' +
      'onError: "record" gives them without an error; rows are counted within the training rows of a fold\n' +
      "  picky, fold 2, 3 of 3: Cannot learn from row 0: it is odd; leave it out",
  );
  assert.deepEqual(error.failures.map(({ tag, fold }) => [tag, fold]), [["picky", 1], ["picky", 2]]);
  assert.ok(error.cause instanceof DataError);
  const [mine, base] = error.evaluations;
  assert.deepEqual(mine!.of(mae).perFold, [1, NaN, NaN]);
  assert.deepEqual(mine!.folds.map(({ fold }) => fold), [0]);
  assert.deepEqual(
    base!.results,
    (await evaluate(constantRegressor(), data, { resampling, measures: mae })).results,
  );
  assert.deepEqual(
    events.flatMap((event) => event.type === "progress" ? [event.done] : []),
    [0, 1, 2, 3, 0, 1, 2, 3],
    "progress counts folds that failed as well",
  );
});

Deno.test('evaluate() with onError "record" gives NaN for a fold that failed, notes it, and ranks the model last', async () => {
  const notes: string[] = [];
  const models = [{ tag: "picky", model: picky(0) }, { tag: "base", model: constantRegressor() }];
  const evaluations = await evaluate(models, data, {
    resampling,
    measures: [mae, rms],
    onError: "record",
    listener: (event) => void (event.type === "note" && notes.push(event.message)),
  });
  const [mine] = evaluations;
  for (const { measurement, perFold, interval } of mine!.results) {
    assert.equal(measurement, NaN);
    assert.deepEqual(perFold.slice(1), [NaN, NaN]);
    assert.deepEqual(interval, { low: NaN, high: NaN });
  }
  assert.deepEqual(
    notes,
    [2, 3].map((fold) => `picky, fold ${fold} of 3 failed: Cannot learn from row 0: it is odd; leave it out`),
  );
  assert.match(String(mine), /Failed:\n {2}picky, fold 2, 3 of 3: Cannot learn from row 0/);
  assert.match(String(evaluations), /Failed:\n {2}picky, fold 2, 3 of 3: Cannot learn from row 0/);
  assert.deepEqual(compare(evaluations).ranks.map(({ tag }) => tag), ["base", "picky"]);
  assert.deepEqual([mine!.describe().failed, mine!.describe().folds], [2, 3]);
});

Deno.test("evaluate() throws an error that every fold of every model has as it is", async () => {
  const net = neuralNetworkRegressor({ builder: mlp() });
  await assert.rejects(evaluate([net, net], data, { resampling }), {
    message: /^Cannot fit .*: no backend given; /,
  });
  const twice = [picky(0), picky(0)];
  const both = await failureOf(evaluate(twice, data, { resampling: cv({ folds: 2 }) }));
  assert.equal(both.failures.length, 2);
});

Deno.test("a network whose loss is no number fails its fold, with the epoch, and the others finish", async () => {
  using backend = reference();
  const numbers = regression({ rows: 20, seed: 1 });
  const wild = neuralNetworkRegressor({
    builder: mlp({ hidden: [4] }),
    optimiser: descent({ eta: 1e30 }),
    epochs: 3,
  });
  const error = await failureOf(
    evaluate([{ tag: "wild", model: wild }, constantRegressor()], numbers, { backend, resampling }),
  );
  assert.deepEqual(error.failures.map(({ tag, fold }) => [tag, fold]), [["wild", 0], ["wild", 1], [
    "wild",
    2,
  ]]);
  assert.match(
    error.message,
    /wild, fold 1.* of 3: Cannot judge NeuralNetworkRegressor: its training loss was (NaN|Infinity) in epoch \d; lower the/,
  );
  assert.equal(error.evaluations[1]!.folds.length, 3);
  assert.equal(backend.live, 0);
});

Deno.test("an aborted evaluation leaves the folds that finished, in an error named as any abort", async () => {
  const controller = new AbortController();
  const options: EvaluateOptions = {
    resampling,
    measures: mae,
    signal: controller.signal,
    listener: (event) => void (event.type === "progress" && event.done === 2 && controller.abort()),
  };
  const error = await failureOf(evaluate(constantRegressor(), data, options));
  assert.equal(error.name, "AbortError");
  assert.equal(error.cause, controller.signal.reason);
  const [{ folds, results } = assert.fail()] = error.evaluations;
  const whole = await evaluate(constantRegressor(), data, { resampling, measures: mae });
  assert.deepEqual(folds.map(({ fold }) => fold), [0, 1]);
  assert.deepEqual(results[0]!.perFold, [...whole.of(mae).perFold.slice(0, 2), NaN]);
  assert.match(
    error.message,
    /^Cannot go on evaluating: stopped \(.*\) before all 3 folds were done; 2 finished, kept in "evaluations"/,
  );
});

Deno.test("an evaluation aborted before its first fold ended throws the reason itself", async () => {
  const reason = new Error("enough");
  await assert.rejects(
    evaluate(constantRegressor(), data, { signal: AbortSignal.abort(reason), onError: "record" }),
    (error) => error === reason,
  );
});
