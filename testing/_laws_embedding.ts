import assert from "node:assert/strict";
import type { HostArray } from "../core/array.ts";
import type { Plan } from "../core/backend.ts";
import { adam, chain, dense, entityEmbedding, infer, initialState, tanh } from "../nn/mod.ts";
import { rng } from "../core/rng.ts";
import { agrees, type Bench, closeTo, type Law, sameBits, train } from "./_bench.ts";
import { type Case, caseOf } from "./_cases.ts";
import { gradient } from "./gradient.ts";

const columns = [{ column: 0, levels: 3, units: 2 }, { column: 2, levels: 12, units: 5 }];
const network = chain(entityEmbedding({ columns }), dense(4, { activation: tanh }), dense(2));

// Of a batch so large that its sums are made in parts wherever they are.
const large: Case = caseOf({
  network,
  input: [4],
  codes: columns,
  rows: 3000,
  batchSize: 2600,
  epochs: 2,
  optimiser: adam({ eta: 0.05 }),
});

// Three rows for the codes of column 1: (1, 2), (3, 4) and (5, 6).
const kernel = { kind: "values", values: [1, 2, 3, 4, 5, 6] } as const;
const plain: Plan = {
  ...caseOf().plan,
  network: entityEmbedding({ columns: [{ column: 1, levels: 3, units: 2 }], init: kernel }),
  input: [3],
};

/** Embeddings by hand, and where sums of gradients are long. */
export const embeddingLaws: readonly Law[] = [
  {
    law: "embeddings: each code makes way for its row, and numbers stay as they are",
    check: (bench) =>
      predicts(bench, [[0.5, 2, -7], [8, 0, 0.25], [-1, 1, 0]], [
        [0.5, 5, 6, -7],
        [8, 1, 2, 0.25],
        [-1, 3, 4, 0],
      ]),
  },
  {
    law: "embeddings: a code that is none takes the nearest level",
    check: (bench) =>
      predicts(bench, [[0, 3, 0], [0, 1e30, 0], [0, -1, 0], [0, -1e30, 0], [0, 1.9, 0], [0, -0.5, 0]], [
        [0, 5, 6, 0],
        [0, 5, 6, 0],
        [0, 1, 2, 0],
        [0, 1, 2, 0],
        [0, 3, 4, 0],
        [0, 1, 2, 0],
      ]),
  },
  { law: "embeddings: gradients of rows add up for their codes, and other levels have none", check: addsUp },
  { law: "embeddings: many rows of few levels", check: (bench) => agrees(bench, large) },
  { law: "embeddings: the same plan, state and orders give the same bits", check: repeats },
];

async function predicts(
  { backend, epsilon }: Bench,
  rows: readonly (readonly number[])[],
  outputs: readonly (readonly number[])[],
): Promise<void> {
  using program = await backend.compile(plain);
  program.write(initialState(infer(plain.network, plain.input), rng(0)));
  const { shape, data } = await program.predict(matrix(rows));
  assert.deepEqual(shape, [rows.length, 4]);
  closeTo(data, outputs.flat(), { name: "prediction", tolerance: epsilon, slack: 0 });
}

// Targets lie 1, 2, 4 … away from what comes out; the mean is over 3 rows of 4 numbers.
async function addsUp({ backend, epsilon }: Bench): Promise<void> {
  const x = matrix([[0, 2, 0], [0, 0, 0], [0, 2, 0]]);
  const y = matrix([[0, 5 - 1, 6 - 2, 0], [0, 1 - 4, 2 - 8, 0], [0, 5 - 16, 6 - 32, 0]]);
  const state = initialState(infer(plain.network, plain.input), rng(0));
  const { arrays } = await gradient(backend, plain, { state, examples: { x, y } });
  const found = arrays.get("0/embedding1")!;
  const wanted = [4, 8, 0, 0, 1 + 16, 2 + 32].map((sum) => 2 * sum / 12);
  const slack = 6 * epsilon; // of the subtraction that shows the gradient
  closeTo(found, wanted, { name: "gradient", tolerance: epsilon, slack });
  assert.deepEqual([...found.slice(2, 4)], [0, 0], "nobody asked for level 1");
}

async function repeats({ backend }: Bench): Promise<void> {
  const [one, other] = [await train(backend, large), await train(backend, large)];
  assert.deepEqual(one.losses, other.losses);
  sameBits(one.state, other.state);
}

function matrix(rows: readonly (readonly number[])[]): HostArray {
  return { shape: [rows.length, rows[0]!.length], data: Float32Array.from(rows.flat()) };
}
