import assert from "node:assert/strict";
import { builder, mlp } from "../../builders/mod.ts";
import { reference } from "../../backends/reference/mod.ts";
import { Machine } from "../../core/machine.ts";
import {
  neuralNetworkClassifier,
  type NeuralNetworkRegressor,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import {
  activation,
  adam,
  batchNorm,
  behind,
  binaryCrossEntropy,
  chain,
  dense,
  finaliserOf,
  poisson,
  relu,
  sigmoid,
} from "../../nn/mod.ts";
import { INPUTS, NUMBERS } from "./_bench.ts";

Deno.test("a model keeps its own class weights: their giver cannot change them afterwards", () => {
  const classWeights = { a: 1, b: 2 };
  const model = neuralNetworkClassifier({ classWeights });
  classWeights.a = -5;
  assert.deepEqual(model.params.classWeights, { a: 1, b: 2 });
  assert.throws(() => neuralNetworkClassifier({ classWeights: new Map() as never }), TypeError);
});

Deno.test("with() refuses undefined, and carries out paths after what is replaced as a whole", () => {
  const model = neuralNetworkRegressor({ epochs: 77 });
  assert.throws(() => model.with({ epochs: undefined }), {
    message: 'Cannot set "epochs" of NeuralNetworkRegressor to undefined: leave it out to keep what it is',
  });
  const changed = model.with({ "optimiser.eta": 0.5, optimiser: adam() });
  assert.equal(Reflect.get(changed.params.optimiser.params, "eta"), 0.5);
});

Deno.test("dense() and chain() refuse what only looks like an initialiser or a layer", () => {
  assert.throws(() => dense(3, { init: relu as never }), /^TypeError: Cannot set "init" of dense/);
  assert.throws(() => chain(relu as never), /^TypeError: Cannot put relu into chain at 0: it is no layer/);
});

Deno.test("a builder that gives no layer is named, with what it gave", async () => {
  const nothing = builder((() => undefined) as never);
  using machine = new Machine(neuralNetworkRegressor({ builder: nothing }), { x: INPUTS, y: NUMBERS }, {
    backend: reference(),
  });
  await assert.rejects(machine.fit(), {
    message: "Cannot build a network for input [2] and 1 outputs: builder Builder failed: " +
      "it gave undefined, and a layer is wanted, e.g. chain(dense(8), dense(outputs))",
  });
});

Deno.test("behind() fuses with sigmoid by its formula, not by its name", () => {
  const own = activation("sigmoid", (x) => x);
  assert.equal(behind(finaliserOf(sigmoid), binaryCrossEntropy()).of, "logits");
  assert.equal(behind(finaliserOf(own), binaryCrossEntropy()).of, "output");
});

/** Notes of a fit and of two epochs more. */
async function notesOf(model: NeuralNetworkRegressor): Promise<string[]> {
  const notes: string[] = [];
  using machine = new Machine(model, { x: INPUTS, y: NUMBERS }, {
    backend: reference(),
    listener: (event) => void (event.type === "note" && notes.push(event.message)),
  });
  await machine.fit();
  machine.model = model.with({ epochs: model.params.epochs + 2 });
  await machine.fit();
  return notes;
}

Deno.test("divergence is noted once, however training goes on", async () => {
  const optimiser = adam({ eta: 1e300 });
  const notes = await notesOf(
    neuralNetworkRegressor({ builder: mlp({ hidden: [4] }), optimiser, epochs: 3 }),
  );
  assert.equal(notes.length, 1);
  assert.match(notes[0]!, /the training loss is \S+ from epoch 1, batch 2, on/);
});

Deno.test("a loss that is no number before training is noted too", async () => {
  const model = neuralNetworkRegressor({ builder: mlp({ hidden: [4] }), loss: poisson(), epochs: 2 });
  const notes = await notesOf(model);
  assert.equal(notes.length, 1);
  assert.match(notes[0]!, /the training loss is NaN from epoch 0 on/);
});

Deno.test("batchNorm over batches of one row is noted", async () => {
  const normed = builder(({ outputs }) => chain(batchNorm(), dense(outputs)));
  const model = neuralNetworkRegressor({ builder: normed, epochs: 1 });
  assert.match((await notesOf(model))[0]!, /batchNorm over batches of one row sees no spread/);
  assert.deepEqual(await notesOf(model.with({ batchSize: 4 })), []);
});

Deno.test("factories refuse what is no record of parameters", () => {
  assert.throws(() => adam(0.1 as never), {
    name: "TypeError",
    message: "Cannot make Adam of 0.1: give its parameters by name, e.g. { eta: … }",
  });
  assert.throws(
    () => neuralNetworkClassifier([] as never),
    /^TypeError: Cannot make NeuralNetworkClassifier of \[\]/,
  );
});

Deno.test("activation() refuses a formula that is no expression", () => {
  assert.throws(() => activation("twice", ((x: number) => x * 2) as never), {
    name: "TypeError",
    message: 'Cannot make activation "twice": its formula gives NaN; build it of x by mul, add, tanhOf …',
  });
});

Deno.test("fit() refuses what is no backend, and says what is missing of the data", async () => {
  const model = neuralNetworkRegressor({ epochs: 1 });
  using wrong = new Machine(model, { x: INPUTS, y: NUMBERS }, { backend: "tfjs" as never });
  await assert.rejects(wrong.fit(), {
    message:
      'Cannot fit NeuralNetworkRegressor by "tfjs": it is no backend; give e.g. "auto", wasm() or await webgpu()',
  });
  using alone = new Machine(model, { x: INPUTS } as never, { backend: reference() });
  await assert.rejects(alone.fit(), { name: "DataError", message: /the target is undefined; give data as/ });
  using classes = new Machine(neuralNetworkClassifier(), { x: INPUTS } as never, { backend: reference() });
  await assert.rejects(classes.fit(), { name: "DataError", message: /the target is undefined/ });
});
