import assert from "node:assert/strict";
import { wasm } from "../../../backends/wasm/mod.ts";
import { short } from "../../../builders/mod.ts";
import { blobs, type Finite } from "../../../data/mod.ts";
import { accuracy, logLoss } from "../../../measures/mod.ts";
import { cv, evaluate } from "../../../meta/mod.ts";
import { constantClassifier, neuralNetworkClassifier } from "../../../models/mod.ts";
import { workersCalled } from "./_workers_called.ts";

Deno.test("evaluate() of five folds and three models has the same bits on two threads as on one", async () => {
  const data = blobs({ rows: 3000, seed: 1 });
  const net = neuralNetworkClassifier({
    builder: short({ hidden: 64, dropout: 0.2 }),
    epochs: 40,
    batchSize: 10,
  });
  const run = async (threads: number) => {
    using backend = wasm({ threads });
    const evaluations = await evaluate(
      [
        { tag: "first", model: net },
        { tag: "second", model: net.with({ epochs: 20 }) },
        constantClassifier(),
      ],
      data,
      {
        backend,
        seed: 5,
        resampling: cv({ folds: 5, shuffled: true }),
        measures: [logLoss, accuracy],
        keepLearned: true,
      },
    );
    assert.equal(backend.live, 0);
    return evaluations.map(({ tag, results, folds }) => ({
      tag,
      results,
      folds: folds.map(({ fold, prediction, report, learned }) => ({
        fold,
        prediction: (prediction as Finite).probs, // all predict classes,
        report,
        learned: [...learned!.arrays].map(([name, { data }]) => [name, data]),
      })),
    }));
  };
  const alone = await run(1);
  const workers = await workersCalled(async () => assert.deepEqual(await run(2), alone));
  assert.ok(workers > 0, "some folds were trained on another thread");
});

Deno.test("a fold that fails on two threads leaves the others as they are on one", async () => {
  const data = blobs({ rows: 3000, seed: 1 });
  const net = neuralNetworkClassifier({ builder: short({ hidden: 32 }), epochs: 10, batchSize: 10 });
  const run = async (threads: number) => {
    using backend = wasm({ threads });
    let fits = 0;
    const third = {
      ...net,
      fit: (...given: Parameters<typeof net.fit>) =>
        ++fits === 3 ? Promise.reject(new Error("odd")) : net.fit(...given),
    };
    const { results, failures } = await evaluate(third, data, {
      backend,
      resampling: cv({ folds: 5, shuffled: true }),
      onError: "record",
    });
    assert.equal(backend.live, 0);
    return [results, failures.map(({ fold }) => fold)];
  };
  const alone = await run(1);
  assert.deepEqual(alone[1], [2]);
  assert.deepEqual(await run(2), alone);
});
