import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { iris, penguins, wine } from "../../data/datasets/mod.ts";
import { unpack } from "../../data/mod.ts";
import { logLoss } from "../../measures/mod.ts";
import { calibrated, evaluate, pipeline, stratifiedCv } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { adam } from "../../nn/mod.ts";
import { standardiser } from "../../transformers/mod.ts";

const net = neuralNetworkClassifier({
  builder: mlp({ hidden: [16] }),
  optimiser: adam({ eta: 0.01 }),
  epochs: 30,
  batchSize: 16,
  unknown: true,
  missing: "indicator",
});
const plain = pipeline(standardiser({ count: true }), net);
const DATA = {
  iris: unpack(iris(), "species"),
  wine: unpack(wine(), "cultivar"),
  penguins: unpack(penguins(), "species"),
};

for (const [name, data] of Object.entries(DATA)) {
  Deno.test(`two dozen rows, held out and all of them right, do not make a model certain: ${name}`, async () => {
    using backend = wasm({ threads: 2 });
    const options = { backend, resampling: stratifiedCv({ folds: 5, shuffled: true }), measures: logLoss };
    const models = [plain, calibrated(plain)].map((model, i) => ({ tag: String(i), model }));
    let worse = 0;
    for (const seed of [1, 2, 3, 4, 5]) {
      const [before, after] = (await evaluate(models, data, { ...options, seed })).map((e) =>
        e.of(logLoss).measurement as number
      );
      worse += (after! - before!) / 5;
    }
    // a fifth fewer rows to learn from, and no worse for that than a few hundredths
    assert.ok(worse < 0.05, `worse by ${worse}`);
  });
}
