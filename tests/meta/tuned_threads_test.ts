import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { Machine } from "../../core/mod.ts";
import { blobs } from "../../data/mod.ts";
import {
  cv,
  grid,
  hyperband,
  latinHypercube,
  leastLoss,
  randomSearch,
  range,
  type Search,
  sobol,
  successiveHalving,
  tpe,
  tuned,
} from "../../meta/mod.ts";
import { smallNetwork } from "./_networks.ts";

const net = smallNetwork(9);
const data = blobs({ rows: 40, seed: 3 });
const rate = range(net, "optimiser.eta", { lower: 1e-3, upper: 1e-1, scale: "log10" });
const batch = range(net, "batchSize", { lower: 4, upper: 16, scale: "log2" });
const epochs = range(net, "epochs", { values: [2, 6, 4] });

const SEARCHES: readonly [search: Search, ranges: readonly (typeof rate | typeof epochs)[], n: number][] = [
  [grid({ resolution: 3 }), [rate, epochs], 9],
  [randomSearch(), [rate, epochs, batch], 12],
  [latinHypercube({ points: 8 }), [rate, batch], 8],
  [sobol(), [rate, batch], 8],
  [tpe({ startup: 4 }), [rate, batch], 12],
  [tpe({ startup: 4, batch: 3 }), [rate, batch], 13],
  [successiveHalving(), [rate, batch], 13],
  [hyperband(), [rate, batch], 22],
];

async function historyOf(search: Search, { ranges, n, threads, stages = [n] }: {
  readonly ranges: readonly (typeof rate | typeof epochs)[];
  readonly n: number;
  readonly threads: number;
  readonly stages?: readonly number[];
}): Promise<string> {
  using backend = wasm({ threads });
  const model = tuned(net, { ranges, search, resampling: cv({ folds: 2, shuffled: true }) });
  using machine = new Machine(model, data, { backend, seed: 6 });
  for (const n of stages) {
    machine.model = model.with({ n });
    await machine.fit();
  }
  const learned = await machine.fit();
  const { probs } = await learned.predict(data.x);
  return JSON.stringify([learned.report.history, learned.report.bestEntry, [...probs]]);
}

for (const [search, ranges, n] of SEARCHES) {
  Deno.test(`${search.kind} of ${n} has one history: on one thread, on two, and in stages`, async () => {
    const one = await historyOf(search, { ranges, n, threads: 1 });
    assert.ok(one.length > 100 * n);
    assert.equal(await historyOf(search, { ranges, n, threads: 2 }), one);
    assert.equal(await historyOf(search, { ranges, n, threads: 2, stages: [1, Math.ceil(n / 2), n] }), one);
  });
}

Deno.test("survivors go on: halving trains no epoch twice", async () => {
  using backend = wasm({ threads: 1 });
  let trained = 0;
  const model = tuned(net, {
    ranges: rate,
    search: successiveHalving(),
    resampling: cv({ folds: 2 }),
    trainBest: false,
  });
  using machine = new Machine(model, data, {
    backend,
    listener: ({ type }) => type === "epoch" && trained++,
  });
  const { report } = await machine.fit();
  assert.deepEqual(report.history.map(({ iterations }) => iterations), [
    ...Array(9).fill(1),
    ...Array(3).fill(3),
    9,
  ]);
  assert.equal(trained, 2 * (9 * 1 + 3 * 2 + 1 * 6));
});

Deno.test("a listener that throws when a search goes on leaves nothing on the backend", async () => {
  using backend = wasm({ threads: 1 });
  const model = tuned(net, { ranges: rate, n: 2 });
  {
    let thrown = false;
    using machine = new Machine(model, data, {
      backend,
      listener({ type }) {
        thrown = type === "update" && !thrown;
        if (thrown) throw new Error("enough");
      },
    });
    await machine.fit();
    machine.model = model.with({ n: 4 });
    await assert.rejects(machine.fit(), /enough/);
  }
  assert.equal(backend.live, 0);
});

Deno.test("a selection that throws while candidates are judged leaves nothing on the backend", async () => {
  using backend = wasm({ threads: 2 });
  let asked = 0;
  const broken = {
    ...leastLoss(),
    lossOf() {
      if (asked++ > 2) throw new Error("no idea");
      return 1;
    },
  };
  {
    const model = tuned(net, { ranges: rate, search: successiveHalving(), selection: broken });
    using machine = new Machine(model, data, { backend });
    await assert.rejects(
      machine.fit(),
      /Cannot go on tuning NeuralNetworkClassifier: no idea; \d candidates? judged/,
    );
  }
  assert.equal(backend.live, 0);
});

Deno.test("what was kept for survivors is freed", async () => {
  using backend = wasm({ threads: 1 });
  using machine = new Machine(tuned(net, { ranges: rate, search: hyperband() }), data, { backend });
  await machine.fit();
  const alone = backend.live;
  using other = new Machine(net, data, { backend });
  await other.fit();
  assert.equal(alone, backend.live - alone);
});
