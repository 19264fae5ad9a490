import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { tfjs } from "../../backends/tfjs/mod.ts";
import { mlp, short } from "../../builders/mod.ts";
import { table } from "../../data/mod.ts";
import {
  constantClassifier,
  constantRegressor,
  entityEmbedder,
  multitargetNeuralNetworkRegressor,
  neuralNetworkBinaryClassifier,
  neuralNetworkClassifier,
  type NeuralNetworkParams,
  type NeuralNetworkRegressor,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { adam, descent, momentum, tanh } from "../../nn/mod.ts";
import { losses } from "../../mod.ts";
import { conformModel, conformTransformer } from "../../testing/mod.ts";
import { CLASSES, HOLED, INPUTS, MIXED, NUMBERS, SIDES } from "./_bench.ts";

const builder = mlp({ hidden: [3], activation: tanh });
const some = { builder, epochs: 2, batchSize: 5, optimiser: adam({ eta: 0.02 }) };
const weights = Float64Array.from(CLASSES.codes, (code) => 1 + code);

for (const [where, backend] of [["reference", () => reference()], ["tfjs", () => tfjs()]] as const) {
  conformModel(`neuralNetworkClassifier() on ${where}`, {
    make: () => neuralNetworkClassifier(some),
    data: { x: INPUTS, y: CLASSES, weights },
    changes: [
      { batchSize: 4 },
      { lambda: 0.1 },
      { lambda: 0.1, alpha: 0.5 },
      { shuffle: false },
      { classWeights: "balanced" },
      { "builder.hidden": [2] },
      { builder: short() },
      { loss: losses.focal() },
      { optimiserChangesTriggerRetraining: true, optimiser: momentum() },
      { epochs: 3, batchSize: 4 },
    ],
    backend,
  });
  conformModel(`neuralNetworkRegressor() with dropout on ${where}`, {
    make: () => neuralNetworkRegressor({ ...some, builder: short({ hidden: 4, dropout: 0.25 }) }),
    data: { x: INPUTS, y: NUMBERS },
    changes: [{ loss: losses.huber() }],
    backend,
  });
}

conformModel("neuralNetworkClassifier() of columns of classes and numbers with holes", {
  make: () => neuralNetworkClassifier({ ...some, unknown: true, missing: "indicator" }),
  data: { x: MIXED.with("a", HOLED), y: CLASSES, weights },
  changes: [
    { embeddingDims: { colour: 1 } },
    { unknown: false },
    { classWeights: "balanced" },
    { lambda: 0.1 },
  ],
});

conformModel("neuralNetworkBinaryClassifier()", {
  make: () => neuralNetworkBinaryClassifier({ ...some, shuffle: false, lambda: 0.2, alpha: 0.3 }),
  data: { x: INPUTS, y: SIDES },
  changes: [{ alpha: 0.4 }, { classWeights: { no: 1, yes: 3 } }],
});

conformModel("multitargetNeuralNetworkRegressor()", {
  make: () => multitargetNeuralNetworkRegressor({ ...some, optimiser: descent({ eta: 0.01 }) }),
  data: { x: INPUTS, y: table({ one: NUMBERS, other: INPUTS.column("a") }) },
  changes: [{ builder: mlp({ hidden: [2] }) }],
});

conformModel("constantClassifier()", { make: constantClassifier, data: { x: INPUTS, y: CLASSES, weights } });
conformModel("constantRegressor()", { make: constantRegressor, data: { x: INPUTS, y: NUMBERS } });

conformTransformer("entityEmbedder()", {
  make: () => entityEmbedder(neuralNetworkClassifier({ ...some, unknown: true, missing: "indicator" })),
  data: { x: MIXED.with("a", HOLED), y: CLASSES, weights },
});
conformTransformer("entityEmbedder() of numbers alone", {
  make: () => entityEmbedder(neuralNetworkRegressor(some)),
  data: { x: INPUTS, y: NUMBERS },
});

Deno.test("conformModel() holds a network model to all laws, and it keeps them", async () => {
  const laws = new Map<string, () => Promise<void>>();
  const model = neuralNetworkRegressor(some);
  const data = { x: INPUTS, y: NUMBERS };
  const test = (name: string, check: () => Promise<void>) => laws.set(name, check);
  conformModel("whole", { make: () => model, data, changes: [{ batchSize: 3 }], test });
  assert.deepEqual([...laws.keys()], [
    'whole keeps the law "same seed, same bits"',
    'whole keeps the law "iterations in stages are as in one go"',
    'whole keeps the law "fewer iterations start over"',
    'whole keeps the law "a change of batchSize starts over"',
    'whole keeps the law "update takes over what was learned"',
    'whole keeps the law "after an update that failed the next fit starts over"',
    'whole keeps the law "nothing changed, the same object"',
    'whole keeps the law "prediction is row-wise"',
    'whole keeps the law "what is saved and restored is as it was, and goes on as if it had never stopped"',
    'whole keeps the law "the iteration parameter exists, and is warm"',
  ]);
  for (const check of laws.values()) await check();
});

// Claims to be a network model, and never trains what it has learned.
function idle(options: Partial<NeuralNetworkParams>): NeuralNetworkRegressor {
  const model = neuralNetworkRegressor(options);
  return Object.freeze<NeuralNetworkRegressor>({
    ...model,
    with: (changes) => idle(model.with(changes).params),
    update: (learned) => Promise.resolve(learned),
  });
}

Deno.test("conformModel() tells a model that breaks laws", async () => {
  const broken = async (make: () => NeuralNetworkRegressor) => {
    const failed: string[] = [];
    const checks: Promise<void>[] = [];
    conformModel("broken", {
      make,
      data: { x: INPUTS, y: NUMBERS },
      changes: [{ batchSize: 3 }],
      test: (name, check) => {
        const claim = name.slice(name.indexOf('"'));
        checks.push(check().catch(() => void failed.push(claim)));
      },
    });
    await Promise.all(checks);
    return failed.sort();
  };
  assert.deepEqual(await broken(() => idle(some)), [
    '"a change of batchSize starts over"',
    '"after an update that failed the next fit starts over"',
    '"fewer iterations start over"',
    '"iterations in stages are as in one go"',
    '"update takes over what was learned"',
  ]);
  let made = 0;
  assert.deepEqual(await broken(() => neuralNetworkRegressor({ ...some, lambda: made++ })), [
    '"after an update that failed the next fit starts over"',
    '"nothing changed, the same object"',
    '"same seed, same bits"',
  ]);
});
