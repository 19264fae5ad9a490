import assert from "node:assert/strict";
import { wasm } from "../../../backends/wasm/mod.ts";
import { webgpu } from "../../../backends/webgpu/mod.ts";
import type { Backend } from "../../../core/backend.ts";
import {
  adam,
  iris,
  Machine,
  mlp,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
  regression,
  relu,
  unpack,
} from "../../../mod.ts";
import { test } from "./_adapter.ts";

const EPOCHS = 20;
const SHARE = 1e-3; // of the loss: float32 in another order of addition, over thousands of steps

const settings = {
  builder: mlp({ hidden: [32], activation: relu }),
  optimiser: adam({ eta: 0.003 }),
  epochs: EPOCHS,
};

async function irisLosses(backend: Backend) {
  const { x, y } = unpack(iris(), "species");
  const model = neuralNetworkClassifier({ ...settings, batchSize: 10 });
  using machine = new Machine(model, { x, y }, { seed: 1, verbosity: 0, backend });
  return (await machine.fit()).report.losses;
}

async function regressionLosses(backend: Backend) {
  const model = neuralNetworkRegressor({ ...settings, batchSize: 32 });
  const data = regression({ rows: 2000, seed: 1 });
  using machine = new Machine(model, data, { seed: 1, verbosity: 0, backend });
  return (await machine.fit()).report.losses;
}

for (
  const [name, losses] of [["irises", irisLosses], ["2,000 rows of a regression", regressionLosses]] as const
) {
  test(`${name}: losses of twenty epochs are those of the wasm backend to 1e-3`, async () => {
    using ours = await webgpu();
    using theirs = wasm({ threads: 1 });
    const [found, wanted] = [await losses(ours), await losses(theirs)];
    assert.equal(found.length, EPOCHS);
    assert.ok(wanted.at(-1)! < 0.9 * wanted[0]!, "there is something to learn");
    wanted.forEach((loss, e) => {
      assert.ok(Math.abs(found[e]! - loss) <= SHARE * loss, `epoch ${e}: ${found[e]} instead of ${loss}`);
    });
  });
}
