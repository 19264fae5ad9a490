import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { Machine } from "../../core/mod.ts";
import { mode, type Numeric, numeric, type Table, table, unpack } from "../../data/mod.ts";
import { breastCancer, diabetes, iris, wine } from "../../data/datasets/mod.ts";
import { accuracy, rSquared } from "../../measures/mod.ts";
import {
  neuralNetworkBinaryClassifier,
  neuralNetworkClassifier,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { adam, tanh } from "../../nn/mod.ts";

const options = {
  builder: mlp({ hidden: [8], activation: tanh }),
  optimiser: adam({ eta: 0.01 }),
  batchSize: 16,
};

/** The least share of the first loss that upstream's tests ask the last one to fall below. */
const FALLS = 0.85;

// Each column with mean 0 and deviation 1.
function standardised(x: Table): Table {
  return table(Object.fromEntries(x.names.map((name) => {
    const { values, size } = x.column(name) as Numeric; // the data sets have numbers as inputs
    const mean = values.reduce((sum, value) => sum + value, 0) / size;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size);
    return [name, numeric(values.map((value) => (value - mean) / deviation))] as const;
  })));
}

function falls(losses: readonly number[]): void {
  assert.ok(losses.at(-1)! < FALLS * losses[0]!, `from ${losses[0]} to ${losses.at(-1)}`);
}

Deno.test("neuralNetworkClassifier() learns the irises, unscaled", async () => {
  using backend = reference();
  const { x, y } = unpack(iris(), "species");
  using machine = new Machine(neuralNetworkClassifier({ ...options, epochs: 40 }), { x, y }, {
    backend,
    seed: 1,
  });
  const learned = await machine.fit();
  falls(learned.report.losses);
  const right = accuracy(mode(await learned.predict(x)), y);
  assert.ok(right >= 0.95, `accuracy ${right}`);
});

Deno.test("neuralNetworkClassifier() learns the wines", async () => {
  using backend = reference();
  const { x: raw, y } = unpack(wine(), "cultivar");
  const x = standardised(raw);
  using machine = new Machine(neuralNetworkClassifier({ ...options, epochs: 20 }), { x, y }, {
    backend,
    seed: 1,
  });
  const learned = await machine.fit();
  falls(learned.report.losses);
  const right = accuracy(mode(await learned.predict(x)), y);
  assert.ok(right >= 0.97, `accuracy ${right}`);
});

Deno.test("neuralNetworkBinaryClassifier() learns the tumours", async () => {
  using backend = reference();
  const { x: raw, y } = unpack(breastCancer(), "diagnosis");
  const x = standardised(raw);
  using machine = new Machine(neuralNetworkBinaryClassifier({ ...options, epochs: 8 }), { x, y }, {
    backend,
  });
  const learned = await machine.fit();
  falls(learned.report.losses);
  const right = accuracy(mode(await learned.predict(x)), y);
  assert.ok(right >= 0.95, `accuracy ${right}`);
});

Deno.test("neuralNetworkRegressor() learns the diabetes progression", async () => {
  using backend = reference();
  const { x: raw, y } = unpack(diabetes(), "progression");
  const x = standardised(raw);
  const model = neuralNetworkRegressor({
    ...options,
    builder: mlp({ hidden: [8] }),
    optimiser: adam({ eta: 0.05 }),
    epochs: 20,
  });
  using machine = new Machine(model, { x, y }, { backend, seed: 1 });
  const learned = await machine.fit();
  falls(learned.report.losses);
  const explained = rSquared(await learned.predict(x), y);
  assert.ok(explained > 0.4, `R² ${explained}`);
});
