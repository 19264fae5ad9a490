import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { type Examples, Machine, type Observations, type Supervised } from "../../core/mod.ts";
import { type Categorical, type Finite, type Numeric, numeric, type Table } from "../../data/mod.ts";
import {
  balanced,
  balancedBagging,
  calibrated,
  ensemble,
  holdout,
  pipeline,
  recursiveFeatureElimination,
  stack,
  stratifiedCv,
  threshold,
  transformedTarget,
} from "../../meta/mod.ts";
import { constantClassifier, entityEmbedder } from "../../models/mod.ts";
import { standardiser } from "../../transformers/mod.ts";
import { type Classes, logits, type Seen, teller } from "./_classifiers.ts";
import { smallNetwork } from "./_networks.ts";
import { learnedOf, toy } from "./_toys.ts";

const ROWS = 60;
const rowOf = (row: number) => 1 + row / ROWS; // each row is known by its weight

const data: Classes = {
  ...logits(ROWS),
  weights: Float64Array.from({ length: ROWS }, (_, row) => rowOf(row)),
};
const rowsSeen = (weights: Float64Array | undefined) =>
  Array.from(weights ?? [], (weight) => Math.round((weight - 1) * ROWS));

type Inner = Supervised<Table, Categorical, Finite>;

/** Wrappers through which each weight goes with its row. */
const WRAPPERS: Readonly<Record<string, (inner: Inner) => Supervised<Table, Categorical, Observations>>> = {
  "balanced, oversampled": (inner) => balanced(inner, { by: "oversample" }),
  "balanced, undersampled": (inner) => balanced(inner, { by: "undersample" }),
  "threshold": (inner) => threshold(inner),
  "threshold, tuned": (inner) => threshold(inner, { threshold: "tuned" }),
  "threshold, tuned by folds": (inner) =>
    threshold(inner, { threshold: "tuned", resampling: stratifiedCv({ folds: 3 }) }),
  "calibrated": (inner) => calibrated(inner),
  "calibrated by folds": (inner) => calibrated(inner, { resampling: stratifiedCv({ folds: 3 }) }),
  "ensemble": (inner) => ensemble(inner, { n: 3 }),
  "balancedBagging": (inner) => balancedBagging(inner),
  "pipeline": (inner) => pipeline(standardiser(), inner),
  "stack": (inner) => stack({ told: inner }, { metalearner: constantClassifier() }),
  "recursiveFeatureElimination": (inner) => recursiveFeatureElimination(inner),
  "ensemble of pipelines, calibrated": (inner) =>
    calibrated(ensemble(pipeline(standardiser(), inner), { n: 2 })),
  "all of them": (inner) =>
    threshold(calibrated(balanced(inner, { by: "oversample" })), { threshold: "tuned" }),
};

for (const [name, wrap] of Object.entries(WRAPPERS)) {
  Deno.test(`weights of rows reach the fit behind ${name}, each with its row`, async () => {
    const seen: Seen = [];
    using machine = new Machine(wrap(teller(1, { seen })), data);
    await machine.fit();
    assert.ok(seen.length > 0);
    for (const { y, weights } of seen) {
      assert.equal(weights?.length, y.size);
      assert.deepEqual(y.codes, data.y.take(rowsSeen(weights)).codes);
    }
  });

  Deno.test(`without weights none are made up behind ${name}`, async () => {
    const seen: Seen = [];
    using machine = new Machine(wrap(teller(1, { seen })), { x: data.x, y: data.y });
    await machine.fit();
    assert.deepEqual(seen.map(({ weights }) => weights), seen.map(() => undefined));
  });
}

Deno.test("weights of rows reach the fit behind transformedTarget, each with its row", async () => {
  const seen: Examples<Table, Numeric>[] = [];
  const told = toy<Table, Numeric, Numeric>("Told", (given) => {
    seen.push(given);
    return learnedOf((asked: Table) => numeric(new Float64Array(asked.size)));
  });
  const target = { forward: Math.log, inverse: Math.exp };
  const x = data.x;
  const weights = data.weights!;
  const y = numeric(weights.map((weight) => weight ** 2));
  await new Machine(transformedTarget(told, target), { x, y, weights }).fit();
  assert.deepEqual(seen[0]!.weights, weights);
  assert.deepEqual(seen[0]!.y.values, y.values.map(Math.log));
  await new Machine(transformedTarget(told, target), { x, y }).fit();
  assert.equal(seen[1]!.weights, undefined);
});

Deno.test("weights of rows reach the fit behind entityEmbedder, each with its row", async () => {
  using backend = reference();
  const network = smallNetwork(1);
  const seen: Seen = [];
  const told: typeof network = {
    ...network,
    fit(given, context) {
      seen.push({ ...given, context });
      return network.fit(given, context);
    },
  };
  using weighed = new Machine(entityEmbedder(told), data, { backend });
  await weighed.fit();
  using alike = new Machine(entityEmbedder(told), { x: data.x, y: data.y }, { backend });
  await alike.fit();
  assert.deepEqual(seen.map(({ weights }) => weights), [data.weights, undefined]);
  assert.deepEqual(seen[0]!.y, data.y);
});

const sums = ({ y, weights }: { readonly y: Categorical; readonly weights?: Float64Array }) =>
  y.levels.map((_, code) =>
    weights!.reduce((sum, weight, row) => y.codes[row] === code ? sum + weight : sum, 0)
  );

Deno.test("balanced by weights multiplies the given ones by a factor for each class", async () => {
  const seen: Seen = [];
  using machine = new Machine(threshold(balanced(teller(1, { seen }))), data);
  await machine.fit();
  const [own] = seen;
  const [no, yes] = sums(own!);
  assert.ok(Math.abs(no! - yes!) < 1e-9);
  const total = data.weights!.reduce((sum, weight) => sum + weight);
  assert.ok(Math.abs(no! + yes! - total) < 1e-9, "the total stays");
  const factors = own!.weights!.map((weight, row) => weight / data.weights![row]!);
  for (const code of [0, 1]) {
    const ofClass = factors.filter((_, row) => data.y.codes[row] === code);
    assert.ok(ofClass.every((factor) => Math.abs(factor - ofClass[0]!) < 1e-12));
  }
});

for (const method of ["temperature", "platt", "isotonic"] as const) {
  Deno.test(`rows held out of weight 0 change nothing for ${method}`, async () => {
    // the first 100 rows are learned from; of the others every second counts
    const all = logits(200);
    const weights = Float64Array.from({ length: 200 }, (_, row) => 3 * (row % 2));
    const counting = Array.from(weights.keys()).filter((row) => row < 100 || weights[row]! > 0);
    const fit = async (data: Classes, share: number) => {
      const model = calibrated(teller(3), { method, keep: "always", resampling: holdout({ share }) });
      using machine = new Machine(model, data);
      const { report } = await machine.fit();
      return { report, probs: (await machine.learned.predict(all.x)).probs };
    };
    const weighted = await fit({ ...all, weights }, 0.5);
    const fewer = await fit({ x: all.x.take(counting), y: all.y.take(counting) }, 2 / 3);
    assert.equal(fewer.report.rows!.calibration!.length, 50);
    assert.ok(Math.abs(weighted.report.before - fewer.report.before) < 1e-12);
    weighted.probs.forEach((p, i) => assert.ok(Math.abs(p - fewer.probs[i]!) < 1e-9));
  });
}
