import assert from "node:assert/strict";
import { mlp } from "../../builders/mod.ts";
import { unpack } from "../../data/mod.ts";
import { iris } from "../../data/datasets/mod.ts";
import { accuracy, confusionMatrix, evaluate, logLoss, Machine, stratifiedCv } from "../../mod.ts";
import { constantClassifier, neuralNetworkClassifier } from "../../models/mod.ts";

const LISTING = `NeuralNetworkClassifier(
  builder = Mlp(
    hidden = [8],
    activation = relu),
  finaliser = softmax,
  optimiser = Adam(eta = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8),
  loss = crossEntropy(labelSmoothing = 0, epsilon = 2.220446049250313e-16),
  epochs = 3,
  batchSize = 10,
  lambda = 0,
  alpha = 0,
  optimiserChangesTriggerRetraining = false,
  shuffle = true,
  classWeights = "none",
  embeddingDims = {},
  unknown = false,
  missing = "refuse")`;

const model = neuralNetworkClassifier({ builder: mlp({ hidden: [8] }), batchSize: 10, epochs: 3 });
const data = unpack(iris(), "species");
const options = { verbosity: 0, seed: 1 } as const;

Deno.test("a model prints as a listing of its hyperparameters, by String and by console.log", () => {
  assert.equal(String(model), LISTING);
  assert.equal(Deno.inspect(model), LISTING);
  assert.equal(String(constantClassifier()), "ConstantClassifier");
});

Deno.test("a machine prints its state and its model", async () => {
  using machine = new Machine(model, data, options);
  const listing = `\n  model = ${LISTING.replaceAll("\n", "\n  ")}`;
  assert.equal(Deno.inspect(machine), `Machine: not trained; 150 rows of x, y${listing}`);
  await machine.fit();
  assert.equal(String(machine), `Machine: trained 1 time; 150 rows of x, y${listing}`);
  await machine.fit({ force: true });
  machine.frozen = true;
  assert.equal(String(machine), `Machine: trained 2 times, frozen; 150 rows of x, y${listing}`);
});

Deno.test("what was learned prints its loss and its layers", async () => {
  using machine = new Machine(model, data, options);
  const lines = Deno.inspect(await machine.fit()).split("\n");
  assert.match(lines[0]!, /^NeuralNetworkClassifier: learned in 3 epochs, training loss \d\.\d+$/);
  assert.deepEqual(lines.slice(1), [
    "   layer           output  weights",
    "   input           [4]",
    "0  dense(8, relu)  [8]     40",
    "1  dense(3)        [3]     27",
    "   total                   67",
  ]);
  using baseline = new Machine(constantClassifier(), data, options);
  assert.match(
    String(await baseline.fit()),
    /^ConstantClassifier: learned\nsetosa {2}versicolor {2}virginica\n0\.333 /,
  );
});

Deno.test("tables and distributions print their first rows and what they are", async () => {
  assert.match(Deno.inspect(iris()), /^sepal_length {2}.*species\nContinuous .*Multiclass\n5\.1 .*setosa\n/);
  assert.match(Deno.inspect(iris()), /\n150 rows × 5 columns$/);
  using machine = new Machine(model, data, options);
  const guess = await (await machine.fit()).predict(data.x);
  assert.match(Deno.inspect(guess), /^setosa +versicolor +virginica\n0\.\d+/);
  assert.match(Deno.inspect(guess), /\n150 distributions over 3 Multiclass levels$/);
});

Deno.test("an evaluation prints measures, folds and matrices as tables", async () => {
  const measures = [accuracy, logLoss, confusionMatrix];
  const resampling = stratifiedCv({ folds: 3 });
  const evaluation = await evaluate(constantClassifier(), data, { ...options, resampling, measures });
  assert.equal(
    Deno.inspect(evaluation),
    `Evaluation of ConstantClassifier; StratifiedCv(folds = 3, shuffled = false): 3 folds
┌───┬─────────────────┬───────────┬─────────────┬──────────────┐
│   │ measure         │ operation │ measurement │ 95% interval │
├───┼─────────────────┼───────────┼─────────────┼──────────────┤
│ A │ accuracy        │ mode      │ 0.32        │ 0.32 to 0.32 │
│ B │ logLoss         │ predict   │ 1.1         │ 1.1 to 1.1   │
│ C │ confusionMatrix │ mode      │ see below   │              │
└───┴─────────────────┴───────────┴─────────────┴──────────────┘
┌───┬────────────────────┬──────────┐
│   │ per fold           │ 1.96*SE  │
├───┼────────────────────┼──────────┤
│ A │ [0.32, 0.32, 0.32] │ 0.0      │
│ B │ [1.1, 1.1, 1.1]    │ 1.34e-15 │
└───┴────────────────────┴──────────┘
confusionMatrix
guess \\ truth  setosa  versicolor  virginica
setosa         16      17          17
versicolor     17      16          17
virginica      17      17          16`,
  );
  assert.equal(evaluation.line, 'Evaluation("ConstantClassifier", 0.32 ± 0.0, 1.1 ± 1.34e-15, …)');
  const several = await evaluate([{ tag: "base", model: constantClassifier() }], data, {
    ...options,
    resampling,
    measures: [accuracy, confusionMatrix],
    repeats: 2,
  });
  assert.equal(
    Deno.inspect(several),
    `StratifiedCv(folds = 3, shuffled = false), 2 times: 6 folds
┌───────┬────────────┬─────────────────┐
│ model │ accuracy   │ confusionMatrix │
├───────┼────────────┼─────────────────┤
│ base  │ 0.32 ± 0.0 │ …               │
└───────┴────────────┴─────────────────┘`,
  );
});

Deno.test("an evaluation prints a value for each fold where they do not make one, and one fold without spread", async () => {
  const resampling = stratifiedCv({ folds: 2 });
  const sizes = (guess: { readonly size: number }) => ({ size: guess.size });
  const evaluation = await evaluate(constantClassifier(), data, { ...options, resampling, measures: sizes });
  assert.equal(evaluation.of("sizes").measurement, undefined);
  assert.match(String(evaluation), /\nsizes\nFold 1: \{ size: 75 \}\nFold 2: \{ size: 75 \}$/);
  assert.equal(evaluation.line, 'Evaluation("ConstantClassifier", …)');
});
