import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { type Changes, type FitOptions, get, Machine } from "../../core/mod.ts";
import { categorical, moons, numeric, regression, table } from "../../data/mod.ts";
import { mse as meanSquare } from "../../measures/mod.ts";
import { losses } from "../../mod.ts";
import {
  neuralNetworkClassifier,
  type NeuralNetworkParams,
  neuralNetworkRegressor,
} from "../../models/mod.ts";
import { adam, tanh } from "../../nn/mod.ts";
import golden from "../golden/mljflux.json" with { type: "json" };
import { INPUTS, NUMBERS, recorder, spy } from "./_bench.ts";
import { type OracleRecord, titleOf } from "../golden/records.ts";

const RECORDS: readonly OracleRecord[] = golden;
const DATA = { x: INPUTS, y: NUMBERS };
const builder = mlp({ hidden: [3], activation: tanh });

const historyOf = async (...stages: readonly number[]) => {
  using backend = reference();
  const model = neuralNetworkRegressor({ builder, batchSize: 5 });
  using machine = new Machine(model, DATA, { backend });
  for (const epochs of stages) {
    machine.model = model.with({ epochs });
    await machine.fit();
  }
  return machine.learned.report;
};

interface Second {
  readonly changes?: Changes<NeuralNetworkParams>;
  readonly fit?: FitOptions;
}

// What a second fit does: which epochs it runs, and whether it goes on from where the first one was.
async function decision({ changes = {}, fit }: Second): Promise<string> {
  using backend = spy();
  const { events, listener } = recorder();
  const model = neuralNetworkRegressor({ builder, batchSize: 5, optimiser: adam({ eta: 0.01 }) });
  using machine = new Machine(model, DATA, { backend, listener });
  await machine.fit();
  machine.model = model.with(changes);
  events.length = 0;
  await machine.fit(fit);
  const epochs = events.flatMap((event) => event.type === "epoch" ? [event.epoch] : []);
  if (epochs[0] === 1) return "cold restart";
  if (changes.optimiser) assert.deepEqual(backend.plans.at(-1)!.optimiser, changes.optimiser.rules);
  assert.deepEqual(epochs, epochs.map((_, i) => 11 + i));
  return `continue ${epochs.length} epochs`;
}

const optimiser = adam({ eta: 0.1 });

const DECISIONS: Readonly<Record<string, Second | string>> = {
  "epochs 10->15": { changes: { epochs: 15 } },
  "epochs 10->5": { changes: { epochs: 5 } },
  "epochs 10->10, optimiser changed, trigger=false": { changes: { optimiser } },
  "optimiser changed, trigger=true": { changes: { optimiser, optimiserChangesTriggerRetraining: true } },
  "epochs 10->15 and batch_size changed": { changes: { epochs: 15, batchSize: 4 } },
  "lambda changed": { changes: { lambda: 0.1 } },
  "builder field changed": { changes: { "builder.hidden": [4] } },
  "loss changed": { changes: { loss: losses.mae() } },
  "rng object replaced": "no rng in the model: the seed is the machine's",
  "rng integer changed": "no rng in the model: the seed is the machine's",
  "rows changed": { fit: { rows: [0, 1, 2, 3] } },
  "force=true": { fit: { force: true } },
};

const learns = async (share: number, report: Promise<readonly number[]>) => {
  const history = await report;
  assert.ok(history.at(-1)! < share * history[0]!, `from ${history[0]} to ${history.at(-1)}`);
};

const CHECKS: Readonly<Record<string, (record: OracleRecord) => void | Promise<void>>> = {
  "clean! resets bad hyperparameter with a warning": ({ input }) => {
    const [[name, value]] = Object.entries(input as object) as [[string, number]];
    assert.throws(() => neuralNetworkRegressor({ [name]: value }), {
      name: "RangeError",
      message: new RegExp(`^Cannot set "${name}" of NeuralNetworkRegressor: expected .*, got -1$`),
    });
  },
  "CUDALibs requested without GPU": () => {
    const options = { acceleration: "cuda" } as Partial<NeuralNetworkParams>;
    assert.throws(() => neuralNetworkRegressor(options), {
      name: "TypeError",
      message: /^Cannot set "acceleration" of NeuralNetworkRegressor: known parameters are builder, /,
    });
  },
  "legacy Flux.Optimise optimiser": () => {
    for (const optimiser of [{ eta: 0.1 }, "Adam", adam]) {
      assert.throws(() => neuralNetworkRegressor({ optimiser: optimiser as never }), {
        name: "TypeError",
        message:
          /^Cannot set "optimiser" of NeuralNetworkRegressor: expected an optimiser, e.g. adam\(\), got /,
      });
    }
  },
  "training_losses(mach) vs report": async ({ input, expected }) => {
    const { epochs } = input as { readonly epochs: number };
    const want = expected as { readonly len_report: number; readonly len_training_losses: number };
    const { losses, trainingLosses } = await historyOf(epochs);
    assert.equal(trainingLosses.length, want.len_report);
    assert.equal(losses.length, want.len_training_losses);
    assert.deepEqual(losses, trainingLosses.slice(1));
  },
  "iteration parameter is the 4th field": ({ expected }) => {
    const { traits, params } = neuralNetworkRegressor();
    assert.equal(traits.iteration, expected);
    assert.equal(Object.keys(params)[3], expected);
    assert.equal(get(neuralNetworkRegressor(), traits.iteration!), 10);
  },
  "pre-training loss (first history entry)": async ({ input }) => {
    const { batch_size: batchSize, n: rows } = input as { readonly batch_size: number; readonly n: number };
    const { x, y } = regression({ rows, columns: 3, seed: 2 });
    using backend = reference();
    const model = neuralNetworkRegressor({ builder, batchSize, epochs: 0, loss: losses.mse() });
    using machine = new Machine(model, { x, y }, { backend });
    const learned = await machine.fit();
    const [first] = learned.report.trainingLosses;
    const rounded = numeric(Float32Array.from(y.values)); // as the network sees it
    assert.ok(Math.abs(first! - meanSquare(await learned.predict(x), rounded)) < 1e-12);
    assert.deepEqual(learned.report.losses, []);
  },
  "history length": async ({ input, expected }) => {
    const { epochs } = input as { readonly epochs: number };
    assert.equal((await historyOf(epochs)).trainingLosses.length, expected);
  },
  "collate classifier targets": async ({ input, expected }) => {
    const { y, batch_size: batchSize } = input as { readonly y: string[]; readonly batch_size: number };
    using backend = spy();
    const x = table({ a: new Float64Array(y.length) });
    const model = neuralNetworkClassifier({ batchSize, epochs: 1, shuffle: false });
    using machine = new Machine(model, { x, y: categorical(y) }, { backend });
    await machine.fit();
    const { y: targets } = backend.examples[0]!;
    const [rows = 0, levels = 0] = targets.shape;
    assert.deepEqual(backend.orders, [Array.from({ length: rows }, (_, row) => row)]);
    // records have a line for each level, and a column for each row of the batch
    const batches = Array.from(
      { length: Math.ceil(rows / batchSize) },
      (_, b) =>
        Array.from({ length: levels }, (_, level) =>
          Array.from(
            { length: Math.min(batchSize, rows - b * batchSize) },
            (_, row) => targets.data[(b * batchSize + row) * levels + level],
          )),
    );
    assert.deepEqual(batches, expected);
  },
  "learning thresholds in upstream tests": async ({ expected }) => {
    const want = expected as { readonly regressor: number; readonly classifier: number };
    using backend = reference();
    const numbers = regression({ rows: 200, columns: 4, seed: 1 });
    const options = { epochs: 20, batchSize: 20, optimiser: adam({ eta: 0.01 }) };
    using regressor = new Machine(neuralNetworkRegressor({ ...options, builder }), numbers, { backend });
    await learns(want.regressor, regressor.fit().then(({ report }) => report.losses));
    const classes = moons({ rows: 200, seed: 1 });
    using classifier = new Machine(neuralNetworkClassifier(options), classes, { backend });
    await learns(want.classifier, classifier.fit().then(({ report }) => report.losses));
  },
  // Decided otherwise: the third entry stays the running loss of the second epoch, as training in one go has it.
  "history after two-stage training": async ({ input, expected }) => {
    const { stage1_epochs: first, stage2_epochs: second } = input as Readonly<Record<string, number>>;
    const staged = await historyOf(first!, first! + second!);
    assert.equal(staged.trainingLosses.length, (expected as { readonly length: number }).length);
    assert.deepEqual(staged, await historyOf(first! + second!));
  },
  "warm restart decision": async ({ input, expected }) => {
    const names = (input as readonly string[][]).flat();
    assert.deepEqual(names, Object.keys(DECISIONS));
    for (const [i, name] of names.entries()) {
      const second = DECISIONS[name]!;
      if (typeof second === "string") continue;
      const [want] = (expected as readonly string[])[i]!.split(" ("); // remarks: we take the new optimiser over
      assert.equal(await decision(second), want, name);
    }
    assert.equal(Object.values(DECISIONS).filter((second) => typeof second === "string").length, 2);
  },
};

const NN = "tests/nn";
const BUILDERS = "tests/builders";
const EMBEDDINGS = "tests/models/embedding_oracle_test.ts";
const IMAGES = "the later capability of images";

const ELSEWHERE: Readonly<Record<string, string>> = {
  "regularized optimiser, lambda=0": NN,
  "regularized optimiser, alpha=0": NN,
  "regularized optimiser, general": NN,
  "regularized optimiser strengths": NN,
  "glorot_uniform bound of a dense layer": NN,
  "dropout is inactive outside training": NN,
  "collate batches": NN,
  "parameter sizes: Short(n_hidden=4), 5 -> 3": BUILDERS,
  "MLP(hidden=(2,2)) 3 -> 3": BUILDERS,
  "Short(n_hidden=0) hidden size": BUILDERS,
  "collate image targets": IMAGES,
  "parameter sizes: conv @builder, (5,5), 2 channels, 3 classes, Conv((3,3)->16), flatten, Dense": IMAGES,
  "default embedding dimension": EMBEDDINGS,
  "embedding dims": EMBEDDINGS,
  "embedding matrix sizes (dim, levels)": EMBEDDINGS,
  "embedding of a non-categorical feature": EMBEDDINGS,
  "categorical indices": EMBEDDINGS,
  "number of levels": EMBEDDINGS,
  "entity embedding properties": EMBEDDINGS,
  "ordinal encoder skips a column whose levels already are 1..k": EMBEDDINGS,
  "new feature names": EMBEDDINGS,
  "new feature names with conflict": EMBEDDINGS,
  "transform without categorical columns": EMBEDDINGS,
  "entity embedder layer without categoricals": EMBEDDINGS,
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(`models agree with MLJFlux: ${titleOf(record, i)}`, () => check(record));
}

Deno.test("every record of MLJFlux is tested with the models or has its place elsewhere", () => {
  assert.equal(RECORDS.length, 41);
  assert.equal(RECORDS.filter((record) => record.case in CHECKS).length, 13);
  const cases = new Set(RECORDS.map((record) => record.case));
  assert.deepEqual([...cases].sort(), [...Object.keys(CHECKS), ...Object.keys(ELSEWHERE)].sort());
});
