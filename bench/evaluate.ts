// What a second thread gives to an evaluation: five folds of three models on the data and the network of W3 (20,000
// rows of 30 numbers, two classes; 30-64-64-2 relu, batches of 64), ten epochs (the default), the three models at three rates. Runs
// on one thread and on two take turns; a line each, then the ratio of their medians. The results must be the same bits.
//
//     deno run bench/evaluate.ts
import { wasm } from "../backends/wasm/mod.ts";
import {
  adam,
  categorical,
  cv,
  evaluate,
  logLoss,
  mlp,
  neuralNetworkClassifier,
  numeric,
  relu,
  rng,
  table,
} from "../mod.ts";

const [ROWS, COLUMNS, TURNS] = [20_000, 30, 5];

const source = rng(1);
const columns = Array.from(
  { length: COLUMNS },
  () => Float64Array.from({ length: ROWS }, () => source.normal()),
);
const x = table(Object.fromEntries(columns.map((values, j) => [`x${j}`, numeric(values)])));
const teacher = columns.map(() => source.normal());
const y = categorical(Array.from({ length: ROWS }, (_, i) => {
  const score = columns.reduce((sum, values, j) => sum + teacher[j]! * values[i]!, 0);
  return score + source.normal() > 0 ? "above" : "below";
}));

const models = [1e-4, 1e-3, 1e-2].map((eta) => ({
  tag: `rate ${eta}`,
  model: neuralNetworkClassifier({
    builder: mlp({ hidden: [64, 64], activation: relu }),
    optimiser: adam({ eta }),
    batchSize: 64,
    epochs: 10,
  }),
}));

async function run(threads: number): Promise<{ readonly seconds: number; readonly results: string }> {
  using backend = wasm({ threads });
  const began = performance.now();
  const evaluations = await evaluate(models, { x, y }, {
    backend,
    resampling: cv({ folds: 5, shuffled: true }),
    measures: logLoss,
    seed: 1,
    verbosity: 0,
  });
  const seconds = (performance.now() - began) / 1e3;
  return { seconds, results: JSON.stringify(evaluations.map(({ results }) => results)) };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const times: Record<1 | 2, number[]> = { 1: [], 2: [] };
const seen = new Set<string>();
for (let turn = 0; turn < TURNS; turn++) {
  for (const threads of [1, 2] as const) {
    const { seconds, results } = await run(threads);
    times[threads].push(seconds);
    seen.add(results);
    console.log(`turn ${turn + 1}, ${threads} thread${threads > 1 ? "s" : ""}: ${seconds.toFixed(2)} s`);
  }
}
console.log(seen.size === 1 ? "all turns have the same bits" : "TURNS DIFFER");
console.log(
  `medians ${median(times[1]).toFixed(2)} s and ${median(times[2]).toFixed(2)} s: two threads are ${
    (median(times[1]) / median(times[2])).toFixed(2)
  } times as fast`,
);
