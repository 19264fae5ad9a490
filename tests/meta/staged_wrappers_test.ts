import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import {
  type Event,
  Machine,
  type Observations,
  type Predictor,
  type Supervised,
  toBytes,
} from "../../core/mod.ts";
import type { Categorical, Table } from "../../data/mod.ts";
import { balanced, calibrated, pipeline, stratifiedCv, threshold } from "../../meta/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { conformModel } from "../../testing/mod.ts";
import { logits } from "./_classifiers.ts";
import { smallNetwork } from "./_networks.ts";

const small = () => logits(30, { levels: ["a", "b"] });
const folds = stratifiedCv({ folds: 3 });

conformModel("balanced(network) by weights", {
  make: () => balanced(smallNetwork()),
  data: small(),
  changes: [{ by: "oversample" }, { ratio: 0.9 }, { "model.batchSize": 4 }],
});

conformModel("balanced(network, oversampled)", {
  make: () => balanced(smallNetwork(), { by: "oversample" }),
  data: small(),
  changes: [{ by: "undersample" }, { ratio: 0.9 }],
});

conformModel("threshold(network)", {
  make: () => threshold(smallNetwork(), { threshold: 0.4 }),
  data: small(),
  changes: [{ threshold: 0.6 }, { threshold: "tuned" }, { threshold: { a: 0.9, b: 0.2 } }],
});

conformModel("threshold(network, tuned)", {
  make: () => threshold(smallNetwork(), { threshold: "tuned" }),
  data: small(),
  changes: [{ threshold: 0.6 }, { resampling: folds }, { "model.builder.hidden": [3] }],
});

conformModel("calibrated(network)", {
  make: () => calibrated(smallNetwork(), { keep: "always" }),
  data: small(),
  changes: [{ method: "platt" }, { keep: "improved" }, { resampling: folds }, { model: smallNetwork(5) }],
});

conformModel("calibrated(network), by folds", {
  make: () => calibrated(smallNetwork(), { method: "isotonic", resampling: folds }),
  data: small(),
  changes: [{ method: "auto" }],
});

conformModel("threshold(calibrated(balanced(network)), tuned)", {
  make: () => threshold(calibrated(balanced(smallNetwork(), { by: "undersample" })), { threshold: "tuned" }),
  data: { ...small(), weights: Float64Array.from({ length: 30 }, (_, i) => 1 + i % 3) },
  changes: [{ "model.method": "platt" }, { "model.model.by": "oversample" }],
});

const EPOCHS = { 5: smallNetwork(5), 12: smallNetwork(12) };
const WRAPPERS: Readonly<Record<string, (epochs: 5 | 12) => Supervised<Table, Categorical, Observations>>> = {
  "balanced by weights": (epochs) => balanced(EPOCHS[epochs]),
  "balanced by rows": (epochs) => balanced(EPOCHS[epochs], { by: "oversample" }),
  "threshold": (epochs) => threshold(EPOCHS[epochs]),
  "threshold, tuned": (epochs) => threshold(EPOCHS[epochs], { threshold: "tuned" }),
  "calibrated": (epochs) => calibrated(EPOCHS[epochs], { method: "auto", keep: "always" }),
  "calibrated, by folds": (epochs) => calibrated(EPOCHS[epochs], { resampling: stratifiedCv({ folds: 3 }) }),
  "a pipeline, calibrated, by a threshold": (epochs) =>
    threshold(calibrated(pipeline(standardiser(), EPOCHS[epochs])), { threshold: "tuned" }),
  "all of them": (epochs) => threshold(calibrated(balanced(EPOCHS[epochs])), { threshold: "tuned" }),
};

const content = async <X>(learned: Predictor<X, Observations>, x: X) => {
  const guess = await learned.predict(x);
  return "probs" in guess ? guess.probs : "codes" in guess ? guess.codes : undefined;
};

for (const [name, make] of Object.entries(WRAPPERS)) {
  Deno.test(`5 epochs and then 7 more are 12, bit for bit, behind ${name}`, async () => {
    using backend = wasm();
    const data = logits(200);
    const events: Event[] = [];
    const listener = (event: Event) => void events.push(event);
    using staged = new Machine(make(5), data, { backend, seed: 3, listener });
    await staged.fit();
    staged.model = make(12);
    await staged.fit();
    using atOnce = new Machine(make(12), data, { backend, seed: 3 });
    const whole = await atOnce.fit();
    assert.deepEqual(toBytes(await staged.learned.save()), toBytes(await whole.save()));
    assert.deepEqual(staged.report, whole.report);
    assert.deepEqual(await content(staged.learned, data.x), await content(whole, data.x));
    assert.equal(whole.report.losses?.length, 12);
    const epochs = events.flatMap((event) => event.type === "epoch" ? [`${event.of}: ${event.epoch}`] : []);
    assert.equal(new Set(epochs).size, epochs.length, "no epoch was trained twice");
  });
}
