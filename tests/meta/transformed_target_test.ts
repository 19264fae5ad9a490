import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { contextOf, type Examples, Machine, type Supervised } from "../../core/mod.ts";
import { categorical, cells, type Numeric, numeric, type Table, table } from "../../data/mod.ts";
import { pipeline, transformedTarget } from "../../meta/mod.ts";
import {
  multitargetNeuralNetworkRegressor,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { conformModel } from "../../testing/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { learnedOf, toy } from "./_toys.ts";

const x = table({ a: numeric([1, 2, 3, 4, 5, 6]), b: numeric([2, 1, 4, 3, 6, 5]) });
const y = numeric([1, 10, 100, 1000, 10000, 100000]);
const logs = { forward: Math.log10, inverse: (z: number) => 10 ** z };
const net = neuralNetworkRegressor({ builder: mlp({ hidden: [4] }), epochs: 3 });

/** Predicts the mean target everywhere. */
const mean: Supervised<Table, Numeric, Numeric> = toy("Mean", ({ y }) => {
  const { values } = y as Numeric;
  const average = values.reduce((sum, v) => sum + v, 0) / values.length;
  return learnedOf((x: Table) => numeric(new Float64Array(x.size).fill(average)), { losses: [average] });
});

Deno.test("the model learns the transformed target, and predictions come back on its own scale", async () => {
  const learned = await transformedTarget(mean, logs).fit({ x, y }, contextOf({}));
  assert.deepEqual(learned.report.losses, [2.5]); // the mean of the logarithms 0 … 5
  cells(await learned.predict(x)).forEach((v) => assert.ok(Math.abs(Number(v) - 10 ** 2.5) < 1e-9));
});

Deno.test("a transformer learns from the target of the training rows, and reports what it learned", async () => {
  const learned = await transformedTarget(mean, standardiser()).fit({ x, y }, contextOf({}));
  const { means } = (learned.report as { transformer: { means: object } }).transformer;
  assert.deepEqual(means, { target: 111111 / 6 });
  cells(await learned.predict(x)).forEach((v) => assert.ok(Math.abs(Number(v) - 111111 / 6) < 1e-9));
});

Deno.test("a target of counts is transformed as any numbers are", async () => {
  const counts = numeric(y.values, { scitype: "Count" });
  const learned = await transformedTarget(mean, standardiser()).fit({ x, y: counts }, contextOf({}));
  assert.ok(Math.abs(learned.report.losses![0]!) < 1e-12); // the mean of standardised targets
  assert.ok(Math.abs(Number(cells(await learned.predict(x))[0]) - 111111 / 6) < 1e-9);
});

Deno.test("several targets are transformed column by column", async () => {
  using backend = wasm({ threads: 1 });
  const targets = table({ u: y, v: numeric([3, 1, 2, 5, 4, 6]) });
  const model = transformedTarget(multitargetNeuralNetworkRegressor({ epochs: 2 }), standardiser());
  using learned = await model.fit({ x, y: targets }, contextOf({ backend }));
  const z = await learned.predict(x);
  assert.deepEqual([z.names, z.size], [["u", "v"], 6]);
});

conformModel("transformedTarget() of a network behind a standardiser", {
  make: () => transformedTarget(pipeline(standardiser(), net), standardiser()),
  data: { x, y, weights: Float64Array.of(1, 2, 1, 1, 1, 3) } as Examples<Table, Numeric>,
  changes: [{ "transformer.constant": "keep" }, { "model.last.batchSize": 3 }, {
    "model.standardiser.constant": "keep",
  }],
});

Deno.test("what cannot come back to the scale of a target is refused when the model is made, or by name of the fault", async () => {
  const refused = (act: () => unknown, message: RegExp) => assert.throws(act, { name: "TypeError", message });
  refused(
    () => transformedTarget(neuralNetworkClassifier() as never, standardiser()),
    /predicts distributions/,
  );
  refused(() => transformedTarget(net, Math.log as never), /expected a transformer with a way back/);
  refused(
    () => transformedTarget(undefined as never, standardiser()),
    /Cannot set "model" of TransformedTarget/,
  );
  const fit = (transformer: Parameters<typeof transformedTarget>[1], target: unknown) =>
    transformedTarget(mean, transformer).fit({ x, y: target as Numeric }, contextOf({}));
  await assert.rejects(fit(logs, numeric([1, 0, 1, 1, 1, 1])), {
    name: "DataError",
    message: "Cannot learn the transformed target: row 1 holds 0, which becomes -Infinity; " +
      "take a transformation that suits all targets, e.g. Math.log1p for zeros",
  });
  await assert.rejects(fit(logs, categorical(["a", "b", "a", "b", "a", "b"])), {
    name: "DataError",
    found: "Multiclass",
  });
  await assert.rejects(fit(pipeline(standardiser(), (t: Table) => t), y), /has no way back/);
});

Deno.test("functions cannot be saved, which is said with the name of the parameter", async () => {
  using machine = new Machine(transformedTarget(mean, logs), { x, y });
  await assert.rejects((await machine.fit()).save(), /"transformer" holds functions/);
});

Deno.test("two functions that are no pair are told of, and refused where they give no numbers", async () => {
  const notes: string[] = [];
  const context = contextOf({
    listener: (event) => void (event.type === "note" && notes.push(event.message)),
  });
  await transformedTarget(mean, { forward: Math.log10, inverse: Math.exp }).fit({ x, y }, context);
  assert.deepEqual(notes, [
    "TransformedTarget: forward and inverse lead from 10 to 2.71828; predictions are not on the target's scale",
  ]);
  const forgetful = { forward: Math.log10, inverse: (() => {}) as unknown as () => number };
  await assert.rejects(transformedTarget(mean, forgetful).fit({ x, y }, context), {
    name: "DataError",
    message: "Cannot go back to the target's scale: forward and inverse lead from 1 to NaN; " +
      "give functions that return numbers",
  });
});
