import assert from "node:assert/strict";
import { wasm } from "../../backends/wasm/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Backend, contextOf, type Event, type Floats, Machine } from "../../core/mod.ts";
import { penguins } from "../../data/datasets/mod.ts";
import { categorical, cells, unpack } from "../../data/mod.ts";
import { accuracy } from "../../measures/mod.ts";
import { evaluate, pipeline, stratifiedCv } from "../../meta/mod.ts";
import { neuralNetworkClassifier } from "../../models/mod.ts";
import { adam } from "../../nn/mod.ts";
import { fillImputer, oneHotEncoder, standardiser } from "../../transformers/mod.ts";

const { x, y } = unpack(penguins(), "species");
const network = neuralNetworkClassifier({
  builder: mlp({ hidden: [16] }),
  optimiser: adam({ eta: 0.005 }),
  epochs: 30,
  batchSize: 16,
  unknown: true,
  missing: "indicator",
});
const model = pipeline(standardiser({ count: true }), network);
const resampling = stratifiedCv({ folds: 10, shuffled: true });

Deno.test("embeddings, marks for holes and a standardiser tell penguins apart: 0.97 by repeated cross-validation", async () => {
  using backend = wasm({ threads: 2 });
  const evaluation = await evaluate(model, { x, y }, {
    backend,
    resampling,
    repeats: 3,
    measures: accuracy,
    seed: 1,
  });
  const { measurement } = evaluation.of(accuracy);
  assert.ok(measurement >= 0.97, String(measurement));
});

Deno.test("whatever a pipeline learns of penguins, it learns from the training rows of the fold", async () => {
  using backend = wasm({ threads: 2 });
  const steps = pipeline({
    fill: fillImputer(),
    hot: oneHotEncoder({ levels: "seen", unknown: "zeros" }),
    scale: standardiser({ count: true, constant: "keep" }),
  });
  const whole = pipeline({ steps, network });
  const { folds } = await evaluate(whole, { x, y }, { backend, resampling, seed: 1 });
  const learnedOf = async (rows: ArrayLike<number>) =>
    (await steps.fit({ x: x.take(rows) }, contextOf({}))).report;
  const all = JSON.stringify(await learnedOf(Array.from({ length: x.size }, (_, i) => i)));
  for (const { train, report } of folds) {
    assert.deepEqual(report.steps, await learnedOf(train));
    assert.notEqual(JSON.stringify(report.steps), all);
  }
});

const islands = x.column("island");
const elsewhere = cells(islands).flatMap((island, i) => island === "Torgersen" ? [] : [i]);
const birds = x.drop(["sex"]); // which has holes, and would be refused for these

/** What is predicted for three birds of this island, and what was told, by a model that has seen no bird of Torgersen. */
async function guesses(
  unknown: { readonly unknown: boolean },
  backend: Backend,
): Promise<{ of(island: string | null): Promise<Floats>; notes: string[] }> {
  const notes: string[] = [];
  const listener = (event: Event) => void (event.type === "note" && notes.push(event.message));
  const composed = model.with({ last: network.with(unknown) });
  const machine = new Machine(composed, { x: birds, y }, { backend, listener });
  const learned = await machine.fit({ rows: elsewhere });
  const of = async (island: string | null) => {
    const three = categorical([island, island, island], { levels: [island ?? "Biscoe"] });
    return (await learned.predict(birds.take([0, 200, 300]).with("island", three))).probs;
  };
  return { of, notes };
}

Deno.test("with unknown: true an island that no training row has is predicted for as a missing one", async () => {
  using backend = wasm({ threads: 1 });
  const { of, notes } = await guesses({ unknown: true }, backend);
  const missing = await of(null);
  assert.deepEqual(await of("Torgersen"), missing);
  assert.deepEqual(await of("Atlantis"), missing);
  assert.notDeepEqual(await of("Dream"), missing);
  assert.deepEqual(notes, []);
});

Deno.test("otherwise training tells of it, and islands that are missing or outside the levels are refused", async () => {
  using backend = wasm({ threads: 1 });
  const { of, notes } = await guesses({ unknown: false }, backend);
  assert.match(notes.join(), /"Torgersen".* of column "island".*unknown: true/);
  assert.equal((await of("Torgersen")).length, 9);
  for (const island of ["Atlantis", null]) {
    await assert.rejects(of(island), { name: "DataError", column: "island", message: /unknown: true/ });
  }
});
