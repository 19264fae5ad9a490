import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { allRows, type Plan, rng } from "../../core/mod.ts";
import {
  adam,
  chain,
  dense,
  descent,
  dropout,
  finaliserOf,
  identity,
  infer,
  initialState,
  mse,
  penalised,
  signDecay,
  weightDecay,
  zeros,
} from "../../nn/mod.ts";
import golden from "../golden/mljflux.json" with { type: "json" };
import { type OracleRecord, titleOf } from "./_records.ts";

const RECORDS: readonly OracleRecord[] = golden;

type Check = (record: OracleRecord) => void | Promise<void>;

interface Strengths {
  readonly alpha: number;
  readonly lambda_: number;
  readonly n_batches?: number;
}

const rulesOf = ({ alpha, lambda_: lambda, n_batches: batches = 1 }: Strengths) =>
  penalised(adam(), { lambda, alpha, batches });

const chainOfLinks: Check = ({ input, expected }) => {
  const kinds = rulesOf(input as Strengths).map(({ kind }) => kind);
  assert.deepEqual(kinds.map((kind) => kind === "Adam" ? "optimiser" : kind), expected);
};

// What each check reads stands in the records of its case, and nowhere else.
const CHECKS: Readonly<Record<string, Check>> = {
  "regularized optimiser, lambda=0": chainOfLinks,
  "regularized optimiser, alpha=0": chainOfLinks,
  "regularized optimiser, general": chainOfLinks,
  "regularized optimiser strengths": ({ input, expected }) => {
    const want = expected as { readonly SignDecay: number; readonly WeightDecay: number };
    const [sign, weight, ...others] = rulesOf(input as Strengths);
    assert.deepEqual(rounded(sign), rounded(signDecay({ lambda: want.SignDecay }).rules[0]));
    assert.deepEqual(rounded(weight), rounded(weightDecay({ lambda: want.WeightDecay }).rules[0]));
    assert.deepEqual(others, adam().rules);
  },
  "glorot_uniform bound of a dense layer": ({ input, expected, tol = 0 }) => {
    const { fan_in: inputs, fan_out: units } = input as { readonly fan_in: number; readonly fan_out: number };
    const bound = Math.fround(expected as number);
    const node = infer(dense(units), [inputs]);
    let largest = 0;
    for (let seed = 0; seed < 500; seed++) {
      const { data } = initialState(node, rng(seed)).arrays.get("0/kernel")!;
      for (const value of data) largest = Math.max(largest, Math.abs(value));
    }
    assert.ok(largest <= bound, `${largest} is beyond ${bound}`);
    assert.ok(largest > bound * (1 - 1e-3), `12 000 draws came no nearer to ${bound} than ${largest}`);
    assert.ok(Math.abs(Math.sqrt(6 / (inputs + units)) - (expected as number)) <= tol);
  },
  "dropout is inactive outside training": async () => {
    using backend = reference();
    using program = await backend.compile({
      ...plan([4], 1),
      network: chain(dense(8), dropout(0.5), dense(2)),
    });
    program.write(initialState(infer(chain(dense(8), dropout(0.5), dense(2)), [4]), rng(1)));
    const x = { shape: [1, 4], data: Float64Array.of(1, -2, 3, -4) };
    const { data: first } = await program.predict(x);
    for (let i = 0; i < 1000; i++) assert.deepEqual((await program.predict(x)).data, first);
    assert.ok(first.every((z) => z !== 0));
  },
  // The squared error of row i is felt by weight i alone, divided by the size of the batch that it came in.
  "collate batches": async ({ input, expected }) => {
    const { n, batch_size: batchSize } = input as { readonly n: number; readonly batch_size: number };
    using backend = reference();
    using program = await backend.compile(plan([n], batchSize));
    const one = Float64Array.from({ length: n * n }, (_, k) => k % (n + 1) === 0 ? 1 : 0);
    const data = program.upload({
      x: { shape: [n, n], data: one },
      y: { shape: [n, 1], data: new Float64Array(n).fill(1) },
    });
    await program.train(data, [allRows(n)]);
    const { step, arrays } = await program.read();
    const batches = expected as readonly (readonly number[])[];
    assert.equal(step, batches.length);
    assert.deepEqual([...arrays.get("0/kernel")!.data], batches.flatMap((b) => b.map(() => 2 / b.length)));
  },
};

const MODELS = "tests/models";
const BUILDERS = "tests/builders";
const EMBEDDINGS = "tests/models/embedding_oracle_test.ts";
const IMAGES = "the later capability of images";

// Records about things above nn/: where they are tested, or which capability will bring them.
const ELSEWHERE: Readonly<Record<string, string>> = {
  "clean! resets bad hyperparameter with a warning": `${MODELS}: refused with a RangeError instead`,
  "CUDALibs requested without GPU": `${MODELS}: the backend is no hyperparameter`,
  "legacy Flux.Optimise optimiser": `${MODELS}: what is no optimiser is refused with a TypeError`,
  "training_losses(mach) vs report": MODELS,
  "iteration parameter is the 4th field": `${MODELS}: traits.iteration`,
  "pre-training loss (first history entry)": MODELS,
  "history length": MODELS,
  "collate classifier targets": MODELS,
  "collate image targets": IMAGES,
  "parameter sizes: Short(n_hidden=4), 5 -> 3": BUILDERS,
  "parameter sizes: conv @builder, (5,5), 2 channels, 3 classes, Conv((3,3)->16), flatten, Dense": IMAGES,
  "MLP(hidden=(2,2)) 3 -> 3": BUILDERS,
  "Short(n_hidden=0) hidden size": BUILDERS,
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
  "learning thresholds in upstream tests": MODELS,
  "history after two-stage training": MODELS,
  "warm restart decision": MODELS,
};

for (const [i, record] of RECORDS.entries()) {
  const check = CHECKS[record.case];
  if (check) Deno.test(`networks agree with MLJFlux: ${titleOf(record, i)}`, () => check(record));
}

Deno.test("every record of MLJFlux is tested here or has its place elsewhere", () => {
  assert.equal(RECORDS.length, 41);
  const cases = new Set(RECORDS.map((record) => record.case));
  assert.deepEqual([...cases].sort(), [...Object.keys(CHECKS), ...Object.keys(ELSEWHERE)].sort());
});

function plan(input: readonly number[], batchSize: number): Plan {
  return {
    network: dense(1, { init: zeros, bias: false }),
    input,
    finaliser: finaliserOf(identity),
    loss: mse().plan,
    optimiser: descent({ eta: 1 }).rules,
    batchSize,
    seed: [0, 0],
  };
}

// Strengths are products of decimals: 0.4 · 0.3 is not quite 0.12.
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => typeof inner === "number" ? Number(inner.toPrecision(12)) : inner),
  );
}
