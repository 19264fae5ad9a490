import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { linear, mlp, short } from "../../builders/mod.ts";
import { type Event, Machine, NotLearnedError, type Scitype } from "../../core/mod.ts";
import { categorical, mode, numeric, table } from "../../data/mod.ts";
import {
  multitargetNeuralNetworkRegressor,
  neuralNetworkBinaryClassifier,
  neuralNetworkClassifier,
  type NeuralNetworkParams,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { adam, descent, identity, relu, tanh } from "../../nn/mod.ts";
import { losses } from "../../mod.ts";
import { CLASSES, INPUTS, near, notes, NUMBERS, recorder, SIDES } from "./_bench.ts";

const some = { builder: mlp({ hidden: [3], activation: tanh }), epochs: 3, batchSize: 5 };
const DATA = { x: INPUTS, y: NUMBERS };

Deno.test("neural network models have the names and defaults that MLJFlux documents", () => {
  const shared = {
    epochs: 10,
    batchSize: 1,
    lambda: 0,
    alpha: 0,
    optimiserChangesTriggerRetraining: false,
    shuffle: true,
  };
  const columns = { embeddingDims: {}, unknown: false, missing: "refuse" };
  const kinds = ({ params }: { readonly params: NeuralNetworkParams }) => {
    const { builder, optimiser, loss, ...rest } = params;
    return [builder.kind, String(optimiser), loss.kind, JSON.parse(JSON.stringify(rest))];
  };
  const optimiser = String(adam({ eta: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }));
  const softmax = { kind: "softmax", params: {} };
  assert.deepEqual(kinds(neuralNetworkRegressor()), ["Linear", optimiser, "mse", { ...shared, ...columns }]);
  assert.deepEqual(kinds(multitargetNeuralNetworkRegressor()), ["Linear", optimiser, "mse", {
    ...shared,
    ...columns,
  }]);
  assert.deepEqual(kinds(neuralNetworkClassifier()), [
    "Short",
    optimiser,
    "crossEntropy",
    { finaliser: softmax, ...shared, classWeights: "none", ...columns },
  ]);
  const binary = neuralNetworkBinaryClassifier().params;
  assert.deepEqual([binary.builder.kind, binary.loss.kind, String(binary.finaliser)], [
    "Short",
    "binaryCrossEntropy",
    "sigmoid",
  ]);
});

Deno.test("neural network models say of themselves what they take and give", () => {
  const labels: readonly Scitype[] = ["Multiclass", "OrderedFactor"];
  const common = {
    input: ["Continuous", "Count", "Multiclass", "OrderedFactor"],
    iteration: "epochs",
    warm: ["epochs", "optimiser"],
    weights: true,
  };
  for (const model of [neuralNetworkClassifier(), neuralNetworkBinaryClassifier()]) {
    assert.deepEqual(model.traits, { ...common, target: labels, prediction: "distribution" });
  }
  for (const model of [neuralNetworkRegressor(), multitargetNeuralNetworkRegressor()]) {
    assert.deepEqual(model.traits, { ...common, target: ["Continuous", "Count"], prediction: "point" });
    assert.ok(Object.isFrozen(model) && Object.isFrozen(model.params) && Object.isFrozen(model.traits));
  }
});

Deno.test("models refuse bad hyperparameters when they are made, and when they are changed", () => {
  const table: readonly (readonly [() => unknown, string])[] = [
    [
      () => neuralNetworkClassifier({ alpha: 2 }),
      'Cannot set "alpha" of NeuralNetworkClassifier: expected a number in [0, 1], got 2',
    ],
    [
      () => neuralNetworkClassifier({ batchSize: 0 }),
      'Cannot set "batchSize" of NeuralNetworkClassifier: expected an integer ≥ 1, got 0',
    ],
    [
      () => neuralNetworkRegressor({ epochs: 1.5 }),
      'Cannot set "epochs" of NeuralNetworkRegressor: expected an integer ≥ 0, got 1.5',
    ],
    [
      () => neuralNetworkRegressor({ builder: mlp as never }),
      'Cannot set "builder" of NeuralNetworkRegressor: expected a builder, e.g. mlp({ hidden: [64] }), ' +
      "got function mlp; call the function, or take one of its values",
    ],
    [
      () => neuralNetworkClassifier().with({ epoch: 3 } as never),
      'Cannot set "epoch" of NeuralNetworkClassifier: known parameters are builder, finaliser, optimiser, loss, ' +
      "epochs, batchSize, lambda, alpha, optimiserChangesTriggerRetraining, shuffle, classWeights, " +
      "embeddingDims, unknown, missing" +
      '; did you mean "epochs"?',
    ],
    [
      () => neuralNetworkRegressor().with({ "optimiser.eta": -1 }),
      'Cannot set "eta" of Adam: expected a number ≥ 0 or a schedule, got -1',
    ],
  ];
  for (const [call, message] of table) assert.throws(call, { message });
});

Deno.test("classifiers have an output for each level of the pool, seen or not, and predict over the pool", async () => {
  using backend = reference();
  const y = categorical(Array.from(CLASSES.codes, (code) => "abc"[code]!), {
    levels: ["c", "never", "a", "b"],
    ordered: true,
  });
  using machine = new Machine(neuralNetworkClassifier(some), { x: INPUTS, y }, { backend });
  const learned = await machine.fit();
  const guess = await learned.predict(INPUTS);
  assert.deepEqual(learned.network.output, [4]);
  assert.deepEqual([guess.levels, guess.scitype, guess.probs.length], [
    ["c", "never", "a", "b"],
    "OrderedFactor",
    48,
  ]);
  for (let row = 0; row < 12; row++) {
    const sum = Array.from(guess.probs.subarray(row * 4, row * 4 + 4)).reduce((total, p) => total + p, 0);
    assert.ok(Math.abs(sum - 1) < 1e-12);
  }
  assert.equal(mode(guess).scitype, "OrderedFactor");
});

Deno.test("neuralNetworkBinaryClassifier() has one output, the probability of the second level", async () => {
  using backend = reference();
  const model = neuralNetworkBinaryClassifier({ ...some, epochs: 200, optimiser: adam({ eta: 0.05 }) });
  using machine = new Machine(model, { x: INPUTS, y: SIDES }, { backend });
  const learned = await machine.fit();
  const guess = await learned.predict(INPUTS);
  assert.deepEqual(learned.network.output, [1]);
  assert.deepEqual(guess.levels, ["no", "yes"]);
  const right = mode(guess).codes.filter((code, row) => code === SIDES.codes[row]).length;
  assert.ok(right >= 11, `${right} of 12`);
});

Deno.test("multitargetNeuralNetworkRegressor() predicts a table with the targets' names", async () => {
  using backend = reference();
  const y = table({ first: NUMBERS, second: INPUTS.column("a") });
  const model = multitargetNeuralNetworkRegressor({ ...some, epochs: 300, optimiser: adam({ eta: 0.05 }) });
  using machine = new Machine(model, { x: INPUTS, y }, { backend });
  const guess = await (await machine.fit()).predict(INPUTS);
  assert.deepEqual([guess.names, guess.size], [["first", "second"], 12]);
  near((guess.column("first") as typeof NUMBERS).values, NUMBERS.values, 0.5);
  near((guess.column("second") as typeof NUMBERS).values, (y.column("second") as typeof NUMBERS).values, 0.5);
});

Deno.test("targets keep their order, whatever their names", async () => {
  using backend = reference();
  const y = table({ b: numeric([1, 2, 3]) }).with("10", numeric([1, 2, 3])).with("2", numeric([3, 2, 1]));
  const x = table({ a: numeric([1, 2, 3]) });
  using machine = new Machine(multitargetNeuralNetworkRegressor({ epochs: 1 }), { x, y }, { backend });
  assert.deepEqual((await (await machine.fit()).predict(x)).names, ["b", "10", "2"]);
});

Deno.test("predictions for no rows are empty, with the same levels and names", async () => {
  using backend = reference();
  const none = INPUTS.take([]);
  using classifier = new Machine(neuralNetworkClassifier(some), { x: INPUTS, y: CLASSES }, { backend });
  const classes = await (await classifier.fit()).predict(none);
  assert.deepEqual([classes.size, classes.levels], [0, CLASSES.levels]);
  using binary = new Machine(neuralNetworkBinaryClassifier(some), { x: INPUTS, y: SIDES }, { backend });
  assert.equal((await (await binary.fit()).predict(none)).size, 0);
  using regressor = new Machine(neuralNetworkRegressor(some), DATA, { backend });
  assert.equal((await (await regressor.fit()).predict(none)).size, 0);
  const y = table({ one: NUMBERS, two: NUMBERS });
  using several = new Machine(multitargetNeuralNetworkRegressor(some), { x: INPUTS, y }, { backend });
  const both = await (await several.fit()).predict(none);
  assert.deepEqual([both.size, both.names], [0, ["one", "two"]]);
});

Deno.test("counts will do as inputs and as targets", async () => {
  using backend = reference();
  const x = table({ n: numeric([1, 2, 3, 4], { scitype: "Count" }) });
  const y = numeric([2, 4, 6, 8], { scitype: "Count" });
  using machine = new Machine(neuralNetworkRegressor({ ...some, epochs: 1 }), { x, y }, { backend });
  assert.equal((await (await machine.fit()).predict(x)).scitype, "Continuous");
});

Deno.test("of no epochs, a network is left as it starts", async () => {
  using backend = reference();
  const { events, listener } = recorder();
  using machine = new Machine(neuralNetworkRegressor({ ...some, epochs: 0 }), DATA, { backend, listener });
  const learned = await machine.fit();
  assert.deepEqual(learned.report.losses, []);
  assert.equal(learned.report.trainingLosses.length, 1);
  assert.deepEqual(events, [{ type: "fit", kind: "NeuralNetworkRegressor" }]);
  assert.equal((await learned.state()).step, 0);
});

Deno.test("each epoch is told with its number and its loss", async () => {
  using backend = reference();
  const { events, listener } = recorder();
  using machine = new Machine(neuralNetworkRegressor(some), DATA, { backend, listener });
  const { report } = await machine.fit();
  const want: Event[] = report.losses.map((loss, i) => ({
    type: "epoch",
    of: "NeuralNetworkRegressor",
    epoch: i + 1,
    epochs: 3,
    loss,
  }));
  assert.deepEqual(events.slice(1), want);
});

Deno.test("a network that ends in relu is noted for regressors, and only then", async () => {
  using backend = reference();
  const heard = async (model: ReturnType<typeof neuralNetworkRegressor>) => {
    const { events, listener } = recorder();
    using machine = new Machine(model, DATA, { backend, listener });
    await machine.fit();
    return notes(events);
  };
  const note =
    "NeuralNetworkRegressor: the network ends in relu, so no prediction can be below 0 and training can " +
    "stall; unless that is meant, give builder: linear({ activation: identity }) or mlp()";
  assert.deepEqual(await heard(neuralNetworkRegressor({ epochs: 1 })), [note]);
  assert.deepEqual(await heard(neuralNetworkRegressor({ epochs: 1, builder: mlp({ hidden: [2] }) })), []);
  assert.deepEqual(
    await heard(neuralNetworkRegressor({ epochs: 1, builder: linear({ activation: identity }) })),
    [],
  );
  const { events, listener } = recorder();
  const y = table({ one: NUMBERS });
  using several = new Machine(multitargetNeuralNetworkRegressor({ epochs: 1 }), { x: INPUTS, y }, {
    backend,
    listener,
  });
  await several.fit();
  assert.deepEqual(notes(events), [note.replace("Neural", "MultitargetNeural")]);
  const ends = neuralNetworkClassifier({ ...some, builder: linear({ activation: relu }) });
  events.length = 0;
  using classifier = new Machine(ends, { x: INPUTS, y: CLASSES }, { backend, listener });
  await classifier.fit();
  assert.deepEqual(notes(events), []);
});

Deno.test("a loss that diverges is noted once, with the epoch, the batch and what to do", async () => {
  using backend = reference();
  const { events, listener } = recorder();
  const model = neuralNetworkRegressor({
    ...some,
    builder: mlp({ hidden: [] }),
    epochs: 300,
    optimiser: descent({ eta: 100 }),
  });
  using machine = new Machine(model, DATA, { backend, listener });
  const { trainingLosses } = (await machine.fit()).report;
  const at = trainingLosses.findIndex((loss) => !Number.isFinite(loss));
  assert.ok(at > 1);
  assert.deepEqual(notes(events), [
    `NeuralNetworkRegressor: the training loss is ${trainingLosses[at]} from epoch ${at}, batch 2, on; ` +
    "lower the learning rate, scale the columns, or clip gradients",
  ]);
});

Deno.test("an aborted fit frees all that it held, and what was learned before stays", async () => {
  using backend = reference();
  const controller = new AbortController();
  const reason = new Error("enough");
  let armed = false;
  const listener = (event: Event) => {
    if (armed && event.type === "epoch" && event.epoch === 3) controller.abort(reason);
  };
  const options = { backend, signal: controller.signal, listener };
  using machine = new Machine(neuralNetworkRegressor({ ...some, epochs: 5 }), DATA, options);
  const learned = await machine.fit();
  const before = await learned.predict(INPUTS);
  const { live } = backend;
  armed = true;
  await assert.rejects(machine.fit({ force: true }), reason);
  assert.equal(backend.live, live);
  assert.equal(machine.learned, learned);
  assert.deepEqual((await learned.predict(INPUTS)).values, before.values);
});

Deno.test("a first fit that is aborted from outside stops between steps, and leaves nothing", async () => {
  using backend = reference();
  const controller = new AbortController();
  let epochs = 0;
  const listener = ({ type }: Event) => {
    if (type === "epoch" && epochs++ === 0) setTimeout(() => controller.abort(), 0);
  };
  const model = neuralNetworkRegressor({ ...some, builder: mlp({ hidden: [64] }), epochs: 1_000_000 });
  using machine = new Machine(model, DATA, { backend, signal: controller.signal, listener });
  await assert.rejects(machine.fit(), { name: "AbortError" });
  assert.ok(epochs < 1_000_000);
  assert.equal(backend.live, 0);
  assert.throws(() => machine.learned, NotLearnedError);
});

Deno.test("an aborted update is forgotten: the machine has learned nothing, and holds nothing", async () => {
  using backend = reference();
  const controller = new AbortController();
  const listener = (event: Event) => {
    if (event.type === "epoch" && event.epoch === 7) controller.abort();
  };
  const model = neuralNetworkRegressor({ ...some, epochs: 5 });
  using machine = new Machine(model, DATA, { backend, signal: controller.signal, listener });
  await machine.fit();
  machine.model = model.with({ epochs: 10, "optimiser.eta": 0.1 });
  await assert.rejects(machine.fit(), { name: "AbortError" });
  assert.equal(backend.live, 0);
  assert.throws(() => machine.learned, NotLearnedError);
});

Deno.test("a machine and what it learned free all that they held", async () => {
  using backend = reference();
  {
    using machine = new Machine(neuralNetworkRegressor(some), DATA, { backend });
    const learned = await machine.fit();
    assert.ok(backend.live > 0);
    learned[Symbol.dispose]();
    learned[Symbol.dispose]();
    assert.equal(backend.live, 0);
    const gone =
      /^Error: Cannot predict with this NeuralNetworkRegressor: it was disposed, or taken over by a later fit; /;
    await assert.rejects(learned.predict(INPUTS), gone);
    await machine.fit({ force: true });
    assert.ok(backend.live > 0);
  }
  assert.equal(backend.live, 0);
});

Deno.test("what is saved names columns, plan, history and what decodes predictions", async () => {
  using backend = reference();
  using machine = new Machine(neuralNetworkClassifier(some), { x: INPUTS, y: CLASSES }, { backend });
  const learned = await machine.fit();
  const { kind, data, arrays } = await learned.save();
  assert.equal(kind, "NeuralNetworkClassifier");
  assert.deepEqual(Object.keys(data), ["names", "plan", "history", "step", "since", "levels", "scitype"]);
  assert.deepEqual(JSON.parse(JSON.stringify(data)), data, "plain data");
  assert.deepEqual([...arrays.keys()].filter((name) => !name.includes("#")), [
    "0/kernel",
    "0/bias",
    "1/kernel",
    "1/bias",
  ]);
});

Deno.test("one row, one column and a last batch of one are learned from", async () => {
  using backend = reference();
  const x = table({ a: numeric([1]) });
  const model = neuralNetworkRegressor({ ...some, builder: short({ hidden: 2 }), loss: losses.mae() });
  using machine = new Machine(model, { x, y: numeric([2]) }, { backend });
  assert.equal((await machine.fit()).report.losses.length, 3);
  using odd = new Machine(model.with({ batchSize: 11 }), DATA, { backend });
  assert.equal((await (await odd.fit()).state()).step, 6);
});

Deno.test("a constant column and far outliers leave every number finite", async () => {
  using backend = reference();
  const x = table({
    flat: new Float64Array(12).fill(7),
    far: INPUTS.column("a"),
    b: numeric(NUMBERS.values.with(0, 60)),
  });
  using machine = new Machine(neuralNetworkRegressor(some), { x, y: numeric(NUMBERS.values.with(0, 60)) }, {
    backend,
  });
  const learned = await machine.fit();
  assert.ok(learned.report.trainingLosses.every(Number.isFinite));
  assert.ok((await learned.predict(x)).values.every(Number.isFinite));
});
