import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Examples, Machine, type Measure, type Observations, type Supervised } from "../../core/mod.ts";
import { breastCancer, diabetes } from "../../data/datasets/mod.ts";
import { numeric, type Table, unpack } from "../../data/mod.ts";
import { accuracy, logLoss, rms } from "../../measures/mod.ts";
import { cv, ensemble, evaluate } from "../../meta/mod.ts";
import { neuralNetworkClassifier, neuralNetworkRegressor } from "../../models/mod.ts";
import { adam } from "../../nn/mod.ts";
import { standardiser } from "../../transformers/mod.ts";

const settings = {
  builder: mlp({ hidden: [8] }),
  optimiser: adam({ eta: 0.01 }),
  batchSize: 32,
  epochs: 20,
  shuffle: true,
};

// Scaling knows nothing of targets, and is the same for both estimates.
async function scaled(x: Table): Promise<Table> {
  using machine = new Machine(standardiser(), { x });
  return await (await machine.fit()).transform(x);
}

async function compare<Y extends Observations, Z extends Observations>(
  net: Supervised<Table, Y, Z>,
  { x, y }: Examples<Table, Y>,
  measures: readonly Measure<never, never>[],
): Promise<void> {
  const data = { x: await scaled(x), y };
  const model = ensemble(net, { n: 10, measures });
  using backend = wasm();
  using machine = new Machine(model, data, { backend, seed: 1 });
  const { outOfBag } = (await machine.fit()).report;
  const resampling = cv({ folds: 10, shuffled: true });
  const evaluation = await evaluate(model, data, { backend, seed: 1, resampling, measures });
  for (const { id } of measures) {
    const { low, high } = evaluation.of(id).interval!;
    const value = Number(outOfBag!.measurements[id]);
    assert.ok(low <= value && value <= high, `${id} ${value} lies outside of ${low} to ${high}`);
  }
}

Deno.test("what a classifier does out of bag lies in the interval of a tenfold cross-validation", () =>
  compare(neuralNetworkClassifier(settings), unpack(breastCancer(), "diagnosis"), [logLoss, accuracy]));

Deno.test("what a regressor does out of bag lies in the interval of a tenfold cross-validation", () => {
  const { x, y } = unpack(diabetes(), "progression");
  const centred = numeric(y.values.map((value) => (value - 152) / 77));
  return compare(neuralNetworkRegressor(settings), { x, y: centred }, [rms]);
});
