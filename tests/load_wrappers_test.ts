import assert from "node:assert/strict";
import { reference } from "../backends/reference/mod.ts";
import {
  contextOf,
  type Examples,
  load,
  Machine,
  type MachineOf,
  type Model,
  type Observations,
  type Predictor,
  save,
} from "../core/mod.ts";
import { KINDS } from "../kinds.ts";
import {
  accuracy,
  balanced,
  balancedBagging,
  blobs,
  calibrated,
  confusionMatrix,
  constantClassifier,
  constantRegressor,
  cv,
  cycleLearningRate,
  ensemble,
  entityEmbedder,
  fillImputer,
  iterated,
  linear,
  logLoss,
  mlp,
  multitargetNeuralNetworkRegressor,
  neuralNetworkBinaryClassifier,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
  numberLimit,
  patience,
  penguins,
  pipeline,
  recursiveFeatureElimination,
  stack,
  standardiser,
  step,
  stratifiedCv,
  targetEncoder,
  threshold,
  timeLimit,
  transformedTarget,
  unpack,
  yeoJohnson,
} from "../mod.ts";
import { content } from "../testing/_content.ts";
import { CLASSES, INPUTS, MIXED, NUMBERS, SIDES } from "./models/_bench.ts";

const quick = { builder: mlp({ hidden: [3] }), epochs: 2, batchSize: 5 };
const net = neuralNetworkClassifier(quick);
const regressor = neuralNetworkRegressor({ ...quick, builder: linear() });
const weights = Float64Array.from({ length: 12 }, (_, i) => 1 + i % 3);
const classes = { x: INPUTS, y: CLASSES, weights };
const sides = { x: INPUTS, y: SIDES };
const mixed = { x: MIXED, y: SIDES };
const numbers = { x: INPUTS, y: NUMBERS };

type AnyData = Examples<Observations, Observations>;
type AnyPredictor = Predictor<Observations, Observations>;
type AnyModel = Model<AnyData, AnyPredictor, Record<string, unknown>>;
type Change = Readonly<Record<string, unknown>>;

/** Each with its data, and changes that it goes on by. */
const CASES: Readonly<Record<string, readonly [model: unknown, data: unknown, ...changes: Change[]]>> = {
  "a pipeline": [pipeline(standardiser(), net), classes, { "last.epochs": 4 }],
  "a pipeline behind an encoder of targets": [
    pipeline({ town: targetEncoder({ folds: 3 }), net: neuralNetworkBinaryClassifier(quick) }),
    mixed,
    { "net.epochs": 3 },
    { "town.m": 1 },
  ],
  "a pipeline behind an embedding": [
    pipeline(entityEmbedder(net), standardiser(), neuralNetworkClassifier({ ...quick, epochs: 1 })),
    { x: MIXED, y: CLASSES },
    { "last.epochs": 2 },
    { "entityEmbedder.model.epochs": 3 },
  ],
  "a transformed target": [transformedTarget(regressor, standardiser()), numbers, { "model.epochs": 3 }],
  "transformed targets of a table": [
    transformedTarget(multitargetNeuralNetworkRegressor({ ...quick, builder: linear() }), yeoJohnson()),
    { x: INPUTS, y: INPUTS },
    { "model.epochs": 3 },
  ],
  "a balanced model, by weights": [balanced(net), classes, { "model.epochs": 3 }],
  "a balanced model, by rows": [balanced(net, { by: "undersample" }), classes, { "model.epochs": 3 }],
  "a threshold": [threshold(neuralNetworkBinaryClassifier(quick)), sides, { threshold: 0.6 }, {
    "model.epochs": 3,
  }],
  "a threshold tuned on one pair": [
    threshold(net, { threshold: "tuned" }),
    sides,
    { measure: accuracy },
    { "model.epochs": 3 },
  ],
  "a threshold tuned by folds": [
    threshold(pipeline(standardiser(), net), { threshold: "tuned", resampling: stratifiedCv({ folds: 2 }) }),
    sides,
    { "model.last.epochs": 3 },
  ],
  "thresholds by level": [threshold(net, { threshold: { p: 1, q: 0.5, r: 2 } }), classes, {
    "model.epochs": 3,
  }],
  "temperatures": [calibrated(net, { keep: "always" }), classes, { method: "isotonic" }, {
    "model.epochs": 3,
  }],
  "Platt's method by folds": [
    calibrated(balanced(net, { by: "undersample" }), {
      method: "platt",
      keep: "always",
      resampling: stratifiedCv({ folds: 2, shuffled: true }),
    }),
    classes,
    { "model.model.epochs": 3 },
  ],
  "isotonic lines": [calibrated(net, { method: "isotonic", keep: "always" }), classes, { keep: "improved" }],
  "an ensemble": [
    ensemble(pipeline(standardiser(), net), {
      n: 3,
      features: 1,
      measures: [logLoss, accuracy],
      weights: [1, 0, 2],
    }),
    classes,
    { n: 4, weights: [] },
    { "model.last.epochs": 3 },
  ],
  "balanced bags": [balancedBagging(net, { n: 2 }), classes, { n: 3 }, { "model.epochs": 3 }],
  "a stack": [
    stack({ net: pipeline(standardiser(), net), "a/b": constantClassifier(), pairs: net }, {
      metalearner: net,
      resampling: cv({ folds: 3, shuffled: true }),
    }),
    classes,
    { "metalearner.epochs": 4 },
  ],
  "an elimination of columns": [
    recursiveFeatureElimination(net),
    { ...classes, x: INPUTS.with("c", NUMBERS) },
    {},
  ],
  "an iterated model": [
    iterated(net, { controls: [step(1), patience(2), numberLimit(6)] }),
    classes,
    { controls: [step(2), numberLimit(3)] },
    { "model.optimiser.eta": 0.02 },
  ],
  "an iterated pipeline whose rates cycle, and which is judged": [
    iterated(pipeline(standardiser(), net), {
      controls: [cycleLearningRate({ path: "last.optimiser.eta" }), step(1), numberLimit(5)],
      measure: logLoss,
    }),
    classes,
    { controls: [step(1), timeLimit({ minutes: 5 }), numberLimit(2)] },
  ],
  "an iterated model that was trained anew, without rows to stop by": [
    iterated(net, { controls: [step(2), numberLimit(2)], resampling: "none", retrain: true }),
    classes,
  ],
  "many in each other": [
    ensemble(
      calibrated(balanced(pipeline(standardiser(), net)), { keep: "always" }),
      { n: 2 },
    ),
    blobs({ rows: 40, seed: 2 }),
    { "model.model.model.last.epochs": 3 },
  ],
};

async function alike(a: AnyPredictor, b: AnyPredictor, x: Observations): Promise<void> {
  assert.deepEqual(a.report, b.report);
  assert.deepEqual(await a.save(), await b.save());
  assert.deepEqual(content(await a.predict(x)), content(await b.predict(x)));
}

for (const [name, [given, from, ...changes]] of Object.entries(CASES)) {
  const model = given as AnyModel; // each of them predicts
  const data = from as AnyData;

  Deno.test(`${name}: what is loaded predicts and reports the same, and goes on as if it had never stopped`, async () => {
    using backend = reference();
    {
      using machine = new Machine(model, data, { backend, seed: 3 });
      await machine.fit();
      using alone = await load<AnyModel>(await save(machine), { kinds: KINDS, backend });
      await alike(alone.learned, machine.learned, data.x);
      for (const change of changes) {
        const events: string[] = [];
        const listener = ({ type }: { readonly type: string }) => void events.push(type);
        using loaded = await load<AnyModel>(await save(machine), { kinds: KINDS, backend, data, listener });
        await alike(loaded.learned, machine.learned, data.x);
        for (const each of [loaded, machine]) each.model = each.model.with(change);
        await alike(await loaded.fit(), await machine.fit(), data.x);
        assert.ok(!events.includes("fit") || name.includes("pipeline"), `goes on: ${events}`);
      }
    }
    assert.equal(backend.live, 0, "held at the end");
  });
}

Deno.test("what an ensemble was judged by out of bag is loaded as what it was, be it no number", async () => {
  using backend = reference();
  using machine = new Machine(ensemble(net, { n: 2, measures: confusionMatrix }), classes, { backend });
  await machine.fit();
  type Judged = MachineOf<typeof machine.model>;
  using loaded: Judged = await load<typeof machine.model>(await save(machine), { kinds: KINDS, backend });
  const shown = ({ report }: Judged["learned"]) => String(report.outOfBag!.measurements.confusionMatrix);
  assert.match(shown(machine.learned), /p/);
  assert.equal(shown(loaded.learned), shown(machine.learned));
});

Deno.test("a pipeline that learned from penguins, with words and holes, is loaded as it was", async () => {
  using backend = reference();
  const birds = unpack(penguins(), "species");
  const network = neuralNetworkClassifier({ ...quick, batchSize: 32, unknown: true, missing: "indicator" });
  const model = pipeline(fillImputer(), standardiser({ count: true }), network);
  using machine = new Machine(model, birds, { backend, seed: 1 });
  await machine.fit();
  using loaded = await load<typeof model>(await save(machine), { kinds: KINDS, data: birds, backend });
  assert.deepEqual(
    (await loaded.learned.predict(birds.x)).probs,
    (await machine.learned.predict(birds.x)).probs,
  );
  loaded.model = loaded.model.with({ "last.epochs": 3 });
  machine.model = model.with({ "last.epochs": 3 });
  assert.deepEqual(await (await loaded.fit()).save(), await (await machine.fit()).save());
});

Deno.test("what predictions need a function for is refused by save(), and named", async () => {
  const f = (x: typeof INPUTS) => x;
  using piped = new Machine(pipeline(f, constantClassifier()), classes);
  await piped.fit();
  await assert.rejects(save(piped), {
    name: "TypeError",
    message: /^Cannot save Pipeline: step "f" is a function/,
  });
  using logged = new Machine(
    transformedTarget(constantRegressor(), { forward: Math.cbrt, inverse: (v) => v ** 3 }),
    numbers,
  );
  await logged.fit();
  await assert.rejects(save(logged), {
    name: "TypeError",
    message: /^Cannot save TransformedTarget: "transformer" holds/,
  });
});

Deno.test("a wrapper restored without data, which it would go on from, starts over, and leaves what it learned alone", async () => {
  using backend = reference();
  const context = contextOf({ backend });
  for (const name of ["a pipeline", "a transformed target", "a stack"]) {
    const [given, from, change] = CASES[name]!;
    const model = given as AnyModel; // as above
    const data = from as AnyData;
    using machine = new Machine(model, data, { backend });
    await machine.fit();
    using restored = await model.restore!(await machine.learned.save(), context);
    assert.equal(model.with(change!).update!(restored, model, data, context), undefined, name);
    await alike(restored, machine.learned, data.x);
  }
});
