import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Examples, Machine } from "../../core/mod.ts";
import { cells, type Numeric, numeric, regression, type Table, table } from "../../data/mod.ts";
import { cv, evaluate, recursiveFeatureElimination, rowReport } from "../../meta/mod.ts";
import { neuralNetworkRegressor } from "../../models/mod.ts";
import { linear, SIZE, x, y } from "./_linear.ts";

Deno.test("rounds do not learn from the rows by which columns are judged, the last fit learns from all", async () => {
  const seen: (readonly unknown[])[] = [];
  const spy: typeof linear = {
    ...linear,
    async fit(data, context) {
      const learned = await linear.fit(data, context);
      seen.push(learned.report.seen as unknown[]);
      return learned;
    },
  };
  const rows = table({ ...Object.fromEntries(x.names.map((name) => [name, x.column(name)])) });
  const unique = numeric(Array.from({ length: SIZE }, (_, i) => i));
  const evaluation = await evaluate(recursiveFeatureElimination(spy), { x: rows, y: unique }, {
    resampling: cv({ folds: 2 }),
  });
  const [first] = rowReport(evaluation);
  const held = Array.from(first!.uses.get("importance")!);
  const [, ...others] = [...seen.slice(0, 4)].reverse();
  assert.equal(seen[3]!.length, 10);
  assert.equal(others.length, 3);
  for (const round of others) {
    assert.equal(round.length + held.length, 10);
    assert.ok(held.every((row) => !round.includes(row)));
  }
  assert.deepEqual(first!.shared.length, 0);
});

Deno.test("the last fit is the one that the model makes by itself of those columns, bit for bit, on any threads", async () => {
  const data = regression({ rows: 40, columns: 4, seed: 2 });
  const net = neuralNetworkRegressor({
    builder: mlp({ hidden: [4] }),
    batchSize: 8,
    epochs: 3,
    shuffle: true,
  });
  const run = async (threads: number) => {
    using backend = wasm({ threads });
    const model = recursiveFeatureElimination(net, { resampling: cv({ folds: 3 }), repeats: 2 });
    using machine = new Machine(model, data, { backend, seed: 4 });
    const learned = await machine.fit();
    const chosen = await learned.transform(data.x);
    assert.deepEqual(chosen.names, learned.report.survivors);
    using alone = new Machine(net, { ...data, x: chosen }, { backend, seed: 4 });
    const guess = cells(await learned.predict(data.x));
    assert.deepEqual(cells(await (await alone.fit()).predict(chosen)), guess);
    assert.deepEqual(learned.report.losses, alone.report.losses);
    return { report: learned.report, saved: await learned.save(), guess };
  };
  assert.deepEqual(await run(2), await run(1));
});

Deno.test("weights of rows go to every fit", async () => {
  let fits = 0;
  const weighed: typeof linear = {
    ...linear,
    fit(data: Examples<Table, Numeric>, context) {
      fits++;
      assert.deepEqual(data.weights, data.y.values.map((value) => value + 100));
      return linear.fit(data, context);
    },
  };
  using machine = new Machine(recursiveFeatureElimination(weighed), {
    x,
    y,
    weights: y.values.map((v) => v + 100),
  });
  await machine.fit();
  assert.equal(fits, 4);
});

Deno.test("it does not iterate, since each change of the model chooses anew", () => {
  const { iteration, warm, ...traits } = recursiveFeatureElimination(neuralNetworkRegressor()).traits;
  assert.deepEqual([iteration, warm, traits.prediction, traits.weights], [
    undefined,
    undefined,
    "point",
    true,
  ]);
});
