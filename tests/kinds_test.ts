import assert from "node:assert/strict";
import * as builders from "../builders/mod.ts";
import { type Kind, modelFromJson, modelToJson, SavedError } from "../core/mod.ts";
import { kindsByName } from "../core/kinds.ts";
import { KINDS } from "../kinds.ts";
import * as meta from "../meta/mod.ts";
import * as models from "../models/mod.ts";
import * as nn from "../nn/mod.ts";
import * as losses from "../nn/losses/mod.ts";
import * as optimisers from "../nn/optimisers/mod.ts";
import * as transformers from "../transformers/mod.ts";

const { makers, measures } = kindsByName(KINDS);

Deno.test("KINDS names each kind and each measure once", () => {
  assert.equal(makers.size + measures.size, KINDS.length);
});

// What a value says of its kind, for factories and values that are made without options.
function kindOf(thing: unknown): string | undefined {
  const value = typeof thing === "function" ? attempt(() => thing()) : thing;
  const { kind, params, with: change } = Object(value);
  return typeof kind === "string" && params && typeof change === "function" ? kind : undefined;
}

function attempt(make: () => unknown): unknown {
  try {
    const made = make();
    if (made instanceof Promise) made.catch(() => {}); // evaluate() of nothing
    return made;
  } catch {
    return undefined; // it takes more than options, and is not found by this test
  }
}

Deno.test("KINDS has every kind that the folders export", () => {
  const folders = { builders, models, transformers, meta, losses, optimisers, nn };
  for (const [folder, exported] of Object.entries(folders)) {
    for (const [name, thing] of Object.entries(exported)) {
      const kind = kindOf(thing);
      assert.ok(kind === undefined || makers.has(kind), `${kind}, which ${name} of ${folder} makes`);
    }
  }
});

const { neuralNetworkClassifier, constantClassifier, constantRegressor } = models;
const network = neuralNetworkClassifier({ classWeights: { a: 1, b: 2 }, embeddingDims: { town: 0.5 } });
const misses = meta.threshold(network, { threshold: "tuned" });

const VALUES: readonly Kind[] = [
  ...KINDS.filter((kind) => typeof kind === "object"),
  network,
  misses,
  network.with({
    optimiser: nn.optimiserChain(
      nn.clipNorm({ omega: 2 }),
      nn.adam({ eta: nn.warmUp({ to: nn.oneCycle() }) }),
    ),
  }),
  network.with({ builder: builders.mlp({ hidden: [3, 4], activation: nn.leakyRelu.with({ slope: 0.5 }) }) }),
  network.with({ finaliser: nn.sigmoid, loss: losses.focal({ gamma: 3 }) }),
  models.imageClassifier({
    augmentation: models.augment({ shift: 1, flip: "both" }),
    builder: builders.resNet(),
  }),
  meta.pipeline(
    transformers.standardiser(),
    meta.ensemble(meta.calibrated(network), { n: 3, weights: [1, 2, 0] }),
  ),
  meta.pipeline({ scale: transformers.minMax({ features: ["a", "b"] }), net: network }),
  meta.stack({ one: network, two: constantClassifier() }, {
    metalearner: constantClassifier(),
    resampling: [{ train: Int32Array.of(0, 1), test: [2] }],
  }),
  meta.repeated(meta.holdout({ share: 0.25 }), { times: 2 }),
];

Deno.test("a value of any kind is made again of its JSON, as it was", () => {
  for (const value of VALUES) {
    if (typeof value === "function") continue;
    const json = JSON.parse(JSON.stringify(modelToJson(value)));
    const back = modelFromJson(json, KINDS);
    assert.equal(String(back), String(value));
    assert.deepEqual(modelToJson(back), modelToJson(value));
  }
});

Deno.test("factories in KINDS make what they name of its own hyperparameters", () => {
  for (const kind of KINDS) {
    if (typeof kind !== "function" || "id" in kind) continue;
    const value = kind();
    assert.deepEqual(modelToJson(modelFromJson(modelToJson(value), KINDS)), modelToJson(value));
  }
});

Deno.test("softmax and activations come back as the very values that they are", () => {
  const back = modelFromJson(modelToJson(network), KINDS) as typeof network;
  assert.equal(back.params.finaliser, nn.softmax);
  assert.equal(modelFromJson(modelToJson(nn.relu), KINDS), nn.relu);
});

Deno.test("a kind of one's own is known where it is given, before one of the library that has its name", () => {
  const squared = nn.activation("relu", (x) => nn.mul(x, x));
  const model = network.with({ builder: builders.mlp({ activation: squared }) });
  assert.throws(() => modelFromJson(modelToJson(model), KINDS), (error) => {
    assert.ok(error instanceof SavedError);
    assert.match(
      error.message,
      /^Cannot load "builder.activation" of the model: relu refuses what was saved/,
    );
    return true;
  });
  const back = modelFromJson(modelToJson(model), [squared, ...KINDS]);
  assert.deepEqual(modelToJson(back), modelToJson(model));
});

Deno.test("constantRegressor() of another kind is refused where a classifier is wanted", () => {
  const json = { $kind: "Threshold", params: { model: modelToJson(constantRegressor()) } };
  assert.throws(() => modelFromJson(json, KINDS), {
    name: "SavedError",
    message: /Threshold refuses what was saved/,
  });
});
