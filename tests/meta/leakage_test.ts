import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Examples, rng } from "../../core/mod.ts";

import { breastCancer, iris } from "../../data/datasets/mod.ts";
import { type Categorical, type Table, unpack } from "../../data/mod.ts";
import { accuracy } from "../../measures/mod.ts";
import { cv, evaluate, inSample, pipeline, rowReport, stratifiedCv } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { adam } from "../../nn/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { learnedOf, nearest, toy } from "./_toys.ts";

/** The data with the labels of other rows: nothing can be learned that holds for rows unseen. */
function shuffled<X>({ x, y }: { readonly x: X; readonly y: Categorical }): Examples<X, Categorical> {
  return { x, y: y.take(rng(7).permutation(y.size)) };
}

const flowers = unpack(iris(), "species") as unknown as Examples<Table, Categorical>; // four numbers and the species
const noise = shuffled(flowers);
const resampling = stratifiedCv({ folds: 5, shuffled: true });

// 150 rows of three equal classes: right by chance are 0.333, with a standard deviation of 0.038.
const byChance = (value: number) => assert.ok(Math.abs(value - 1 / 3) < 3 * 0.0385, String(value));

Deno.test("a model that knows every row it has seen is right by chance about shuffled labels, behind a scaler too", async () => {
  for (const model of [nearest, pipeline(standardiser(), nearest)]) {
    const outside = await evaluate(model, noise, { resampling, measures: accuracy, seed: 1 });
    byChance(outside.of(accuracy).measurement);
    const within = await evaluate(model, noise, { resampling: inSample(), measures: accuracy });
    assert.ok(within.of(accuracy).measurement > 0.98, "a single leaked row would be recognised");
  }
});

Deno.test("a network behind a scaler is right by chance about shuffled labels, and learns the true ones", async () => {
  using backend = wasm({ threads: 1 });
  const model = pipeline(
    standardiser(),
    neuralNetworkClassifier({
      builder: mlp({ hidden: [16] }),
      optimiser: adam({ eta: 0.01 }),
      epochs: 40,
      batchSize: 10,
    }),
  );
  const options = { backend, resampling, measures: accuracy, seed: 1 };
  byChance((await evaluate(model, noise, options)).of(accuracy).measurement);
  assert.ok((await evaluate(model, flowers, options)).of(accuracy).measurement > 0.9);
});

Deno.test("a scaler's statistics are those of the training rows, and differ by fold", async () => {
  const { x, y } = unpack(breastCancer(), "diagnosis") as unknown as Examples<Table, Categorical>; // numbers, and labels
  const names = x.names.slice(0, 3);
  const { folds } = await evaluate(pipeline(standardiser(), nearest), { x: x.select(names), y }, {
    resampling: cv({ folds: 3 }),
  });
  const means = folds.map(({ report }) =>
    (report.standardiser as { readonly means: Readonly<Record<string, number>> }).means
  );
  for (const [fold, { train }] of folds.entries()) {
    names.forEach((name) => {
      const { values } = x.column(name) as { readonly values: Float64Array };
      const wanted = Array.from(train).reduce((sum, row) => sum + values[row]!, 0) / train.length;
      assert.ok(Math.abs(means[fold]![name]! - wanted) < 1e-12 * wanted); // summed in another way
    });
  }
  names.forEach((name) => assert.equal(new Set(means.map((fold) => fold[name])).size, 3));
});

Deno.test("a model is given the training rows alone: targets, weights and inputs", async () => {
  const seen: Examples<Table, Categorical>[] = [];
  const spy = toy<Table, Categorical, Categorical>("Spy", (data) => {
    seen.push(data);
    return learnedOf((x: Table) => data.y.take(Array.from({ length: x.size }, () => 0)));
  });
  const data = { ...flowers, weights: Float64Array.from({ length: 150 }, (_, i) => i) };
  const { pairs } = await evaluate(spy, data, { resampling, seed: 3 });
  assert.equal(seen.length, 5);
  seen.forEach(({ x, y, weights }, fold) => {
    const { train } = pairs[fold]!;
    assert.deepEqual([x.size, y.codes, [...weights!]], [
      train.length,
      data.y.take(train).codes,
      Array.from(train),
    ]);
  });
});

Deno.test("rowReport() says which rows of the data served what, those that a model holds back included", async () => {
  const holdsBack = toy<Table, Categorical, Categorical>("HoldsBack", ({ y }) => {
    const rows = { fitted: [0, 1, 2], stopping: [y.size - 2, y.size - 1] };
    return learnedOf((x: Table) => y.take(Array.from({ length: x.size }, () => 0)), { rows });
  });
  const pairs = [{ train: [9, 8, 7, 6, 5], test: [0, 1] }, { train: [0, 1, 2, 3, 4], test: [4, 9] }];
  const reports = rowReport(await evaluate(holdsBack, flowers, { resampling: pairs }));
  assert.deepEqual(
    reports.map(({ uses, shared }) => [
      Object.fromEntries(Array.from(uses, ([name, rows]) => [name, Array.from(rows)])),
      shared,
    ]),
    [
      [{ train: [9, 8, 7, 6, 5], fitted: [9, 8, 7], stopping: [6, 5], test: [0, 1] }, []],
      [{ train: [0, 1, 2, 3, 4], fitted: [0, 1, 2], stopping: [3, 4], test: [4, 9] }, [4]],
    ],
  );
  assert.equal(
    String(reports),
    "Rows of HoldsBack by what they served\n" +
      "fold  train  fitted  stopping  test  in both\n" +
      "1     5      3       2         2     0\n" +
      "2     5      3       2         2     1",
  );
  const compact = await evaluate(holdsBack, flowers, { resampling: pairs, compact: true });
  assert.throws(() => rowReport(compact), {
    message: "Cannot tell which rows of HoldsBack served what: its folds were not kept, or none finished; " +
      "evaluate without compact",
  });
});
