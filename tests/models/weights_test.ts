import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { Machine, take } from "../../core/mod.ts";
import { categorical, numeric } from "../../data/mod.ts";
import {
  constantClassifier,
  constantRegressor,
  neuralNetworkBinaryClassifier,
  neuralNetworkClassifier,
  type NeuralNetworkClassifierParams,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { adam, descent, tanh } from "../../nn/mod.ts";
import { CLASSES, INPUTS, near, NUMBERS, SIDES, spy } from "./_bench.ts";

const options = { builder: mlp({ hidden: [3], activation: tanh }), epochs: 3, batchSize: 5 };
const ones = new Float64Array(12).fill(1);

async function regress(weights?: Float64Array): Promise<unknown> {
  using backend = reference();
  const data = { x: INPUTS, y: NUMBERS, ...weights && { weights } };
  using machine = new Machine(neuralNetworkRegressor(options), data, { backend, seed: 3 });
  const learned = await machine.fit();
  return [learned.report, await learned.state()];
}

const without = await regress();

for (const size of [1, 0.25, 1024]) {
  Deno.test(`row weights that are all ${size} are as good as none, bit for bit`, async () => {
    assert.deepEqual(await regress(ones.map((one) => one * size)), without);
  });
}

Deno.test("a row of weight 2 is worth the row twice, in one batch", async () => {
  using backend = reference();
  const full = neuralNetworkRegressor({
    ...options,
    batchSize: 100,
    epochs: 20,
    shuffle: false,
    optimiser: descent({ eta: 0.05 }),
  });
  const data = { x: INPUTS, y: NUMBERS };
  using weighted = new Machine(full, { ...data, weights: ones.with(3, 2).with(7, 0) }, { backend, seed: 1 });
  const rows = [0, 1, 2, 3, 3, 4, 5, 6, 8, 9, 10, 11];
  using doubled = new Machine(full, take(data, rows), { backend, seed: 1 });
  const [one, other] = [await weighted.fit(), await doubled.fit()];
  near(one.report.losses, other.report.losses, 1e-12);
  near((await one.predict(INPUTS)).values, (await other.predict(INPUTS)).values, 1e-12);
  assert.notDeepEqual(one.report.losses, without);
});

async function uploaded(
  classWeights: NeuralNetworkClassifierParams["classWeights"],
  { y = CLASSES, weights }: { readonly y?: typeof CLASSES; readonly weights?: Float64Array } = {},
) {
  using backend = spy();
  const model = neuralNetworkClassifier({ ...options, classWeights });
  using machine = new Machine(model, { x: INPUTS, y, ...weights && { weights } }, { backend });
  await machine.fit();
  return backend.examples[0]!.weights;
}

Deno.test("class weights count for the rows of their class, scaled to a mean of one", async () => {
  const found = await uploaded({ p: 1, q: 2, r: 3 }); // four rows of each: a mean of 2
  near(found!, Array.from(CLASSES.codes, (code) => (code + 1) / 2), 1e-15);
});

Deno.test("class weights and row weights multiply", async () => {
  const weights = Float64Array.from({ length: 12 }, (_, row) => 1 + row);
  const found = await uploaded({ p: 1, q: 2, r: 3 }, { weights });
  const raw = Array.from(CLASSES.codes, (code, row) => (code + 1) * (1 + row));
  const mean = raw.reduce((sum, weight) => sum + weight) / 12;
  near(found!, raw.map((weight) => weight / mean), 1e-14);
});

Deno.test('"balanced" gives each class the same sum, and leaves out levels that do not occur', async () => {
  const y = categorical([..."ppppppppqqqr"], { levels: ["p", "unseen", "q", "r"] });
  const found = await uploaded("balanced", { y });
  const sums = [0, 2, 3].map((code) =>
    Array.from(found!).reduce((sum, w, row) => sum + (y.codes[row] === code ? w : 0), 0)
  );
  near(sums, [4, 4, 4], 1e-12);
  const even = await uploaded("balanced");
  assert.deepEqual(even, ones);
  assert.equal(await uploaded("none"), undefined);
});

Deno.test("class weights name numbers and true or false as they print", async () => {
  const y = categorical(Array.from(CLASSES.codes, (code) => code > 0));
  const found = await uploaded({ false: 2, true: 1 }, { y });
  near(found!, Array.from(y.codes, (code) => code ? 0.75 : 1.5), 1e-15);
});

Deno.test("class weights of another label, or too few, are refused", async () => {
  const message = (given: string) =>
    `Cannot weigh classes for NeuralNetworkClassifier: the target has p, q, r, weights are given for ${given}; ` +
    "give one for each level";
  await assert.rejects(uploaded({ p: 1, q: 1, s: 1 }), {
    name: "DataError",
    found: "s",
    message: message("p, q, s"),
  });
  await assert.rejects(uploaded({ p: 1, q: 1 }), { name: "DataError", found: "r", message: message("p, q") });
});

Deno.test("class weights that are no weights are refused when the model is made", () => {
  for (const classWeights of [{ p: -1 }, { p: NaN }, "even" as never, 3 as never]) {
    assert.throws(() => neuralNetworkClassifier({ classWeights }), {
      message:
        /^Cannot set "classWeights" of NeuralNetworkClassifier: expected "none", "balanced" or a weight ≥ 0/,
    });
  }
});

Deno.test("row weights that are negative, not finite or all 0 are refused", async () => {
  const table: readonly (readonly [Float64Array, string])[] = [
    [
      ones.with(2, -1),
      "Cannot weigh row 2 for NeuralNetworkRegressor: its weight is -1; give finite numbers ≥ 0",
    ],
    [
      ones.with(4, NaN),
      "Cannot weigh row 4 for NeuralNetworkRegressor: its weight is NaN; give finite numbers ≥ 0",
    ],
    [
      new Float64Array(12),
      "Cannot weigh rows for NeuralNetworkRegressor: all weights are 0; give some that are not",
    ],
  ];
  for (const [weights, message] of table) {
    await assert.rejects(regress(weights), { name: "DataError", message });
  }
});

Deno.test("a heavier class is predicted more", async () => {
  using backend = reference();
  const shareOf = async (yes: number) => {
    const model = neuralNetworkBinaryClassifier({
      ...options,
      epochs: 30,
      optimiser: adam({ eta: 0.02 }),
      classWeights: { no: 1, yes },
    });
    using machine = new Machine(model, { x: INPUTS, y: SIDES }, { backend });
    const { probs } = await (await machine.fit()).predict(INPUTS);
    return Array.from(probs).reduce((sum, p, k) => sum + (k % 2 ? p : 0), 0);
  };
  assert.ok(await shareOf(5) > await shareOf(1) + 1);
});

Deno.test("constant models count row weights, and refuse weights that are all 0", async () => {
  using machine = new Machine(constantRegressor(), {
    x: INPUTS.take([0, 1]),
    y: numeric([1, 4]),
    weights: Float64Array.of(1, 2),
  });
  assert.deepEqual([...(await (await machine.fit()).predict(INPUTS.take([5]))).values], [3]);
  const none = { x: INPUTS, y: NUMBERS, weights: new Float64Array(12) };
  using regressor = new Machine(constantRegressor(), none);
  await assert.rejects(regressor.fit(), {
    name: "DataError",
    message: "Cannot weigh rows for ConstantRegressor: all weights are 0; give some that are not",
  });
  using classifier = new Machine(constantClassifier(), { ...none, y: CLASSES });
  await assert.rejects(classifier.fit(), { name: "DataError" });
});

Deno.test("constantRegressor() refuses weights that are negative or not finite", async () => {
  for (const bad of [-1, NaN, Infinity]) {
    using machine = new Machine(constantRegressor(), { x: INPUTS, y: NUMBERS, weights: ones.with(0, bad) });
    await assert.rejects(machine.fit(), {
      name: "DataError",
      message: `Cannot weigh row 0 for ConstantRegressor: its weight is ${bad}; give finite numbers ≥ 0`,
    });
  }
});
