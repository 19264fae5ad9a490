import assert from "node:assert/strict";
import { mlp } from "../../builders/mod.ts";
import { fieldAt } from "../../core/field_at.ts";
import { iterated, pipeline } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { adam, clipNorm, optimiserChain } from "../../nn/mod.ts";
import { standardiser } from "../../transformers/mod.ts";

const net = neuralNetworkClassifier({ builder: mlp(), optimiser: optimiserChain(clipNorm(), adam()) });
const model = iterated(pipeline(standardiser(), net));

Deno.test("a field is found through wrappers, steps of pipelines and lists", () => {
  assert.equal(fieldAt(model, "model.last.epochs")?.integer, true);
  assert.equal(fieldAt(model, "model.last.epochs")?.min, 0);
  assert.equal(fieldAt(model, "model.last.optimiser.links.1.beta1")?.max, 1);
  assert.equal(fieldAt(model, "model.last.optimiser.links.1.beta1")?.integer, undefined);
  assert.equal(fieldAt(model, "keepBest")?.accepts(true), true);
});

Deno.test("members of lists of numbers have the field of members", () => {
  assert.equal(fieldAt(net, "builder.hidden.0")?.integer, true);
  assert.equal(fieldAt(net, "builder.hidden.0")?.min, 1);
});

Deno.test("where nothing is there, or nothing is known, there is no field", () => {
  assert.equal(fieldAt(net, "epoch"), undefined);
  assert.equal(fieldAt(net, "toString"), undefined);
  assert.equal(fieldAt(net, "epochs.first"), undefined);
  assert.equal(fieldAt(net, "optimiser.links.7.eta"), undefined);
  assert.equal(fieldAt({ kind: "Foreign", params: { size: 3 } }, "size"), undefined);
});

Deno.test("a change keeps the fields, and none of it is enumerable", () => {
  assert.equal(fieldAt(net.with({ epochs: 3 }), "epochs")?.integer, true);
  assert.equal(fieldAt({ ...net }, "epochs"), undefined);
});
