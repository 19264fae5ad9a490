// What fitting members of an ensemble side by side gives on two cores: ten members on the data and the network of W3
// (20,000 rows of 30 numbers, two classes; 30-64-64-2 relu, batches of 64), twenty epochs each. The ensemble and a loop that
// awaits one member after the other take turns, on two threads both; a line each, then the ratio of their medians. The
// predictions must be the same bits.
//
//     deno run bench/ensemble.ts
import { wasm } from "../backends/wasm/mod.ts";
import { Machine, take } from "../core/mod.ts";
import {
  adam,
  categorical,
  ensemble,
  type Finite,
  meanFinite,
  mlp,
  neuralNetworkClassifier,
  numeric,
  relu,
  rng,
  table,
} from "../mod.ts";

const [ROWS, COLUMNS, MEMBERS, TURNS, SEED] = [20_000, 30, 10, 5, 1];

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
const asked = x.take([0, 1, 2, 3, 4, 5, 6, 7]);

const net = neuralNetworkClassifier({
  builder: mlp({ hidden: [64, 64], activation: relu }),
  optimiser: adam({ eta: 1e-3 }),
  batchSize: 64,
  epochs: 20,
});

type Run = { readonly seconds: number; readonly guess: Finite };

let bags: readonly Int32Array[] = [];

async function together(): Promise<Run> {
  using backend = wasm({ threads: 2 });
  using machine = new Machine(ensemble(net, { n: MEMBERS }), { x, y }, { backend, seed: SEED });
  const began = performance.now();
  const learned = await machine.fit();
  const seconds = (performance.now() - began) / 1e3;
  bags = learned.report.bags;
  return { seconds, guess: await learned.predict(asked) };
}

async function oneByOne(): Promise<Run> {
  using backend = wasm({ threads: 2 });
  const guesses: Finite[] = [];
  const began = performance.now();
  for (const [i, rows] of bags.entries()) {
    const context = { rng: rng(SEED).fork("member").fork(i), backend, emit() {} };
    using learned = await net.fit(take({ x, y }, rows), context);
    guesses.push(await learned.predict(asked));
  }
  return { seconds: (performance.now() - began) / 1e3, guess: meanFinite(guesses) };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const RUNS = [["together", together], ["one by one", oneByOne]] as const;
const times: Record<typeof RUNS[number][0], number[]> = { together: [], "one by one": [] };
const seen = new Set<string>();
for (let turn = 0; turn < TURNS; turn++) {
  for (const [name, run] of RUNS) {
    const { seconds, guess } = await run();
    times[name].push(seconds);
    seen.add(guess.probs.join());
    console.log(`turn ${turn + 1}, ${name}: ${seconds.toFixed(2)} s`);
  }
}
const [side, loop] = [median(times.together), median(times["one by one"])];
console.log(seen.size === 1 ? "all turns have the same bits" : "TURNS DIFFER");
console.log(
  `medians ${side.toFixed(2)} s together and ${loop.toFixed(2)} s one by one: together is ${
    (loop / side).toFixed(2)
  } times as fast`,
);
