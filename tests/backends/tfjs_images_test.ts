import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { reference } from "../../backends/reference/mod.ts";
import { tfjs } from "../../backends/tfjs/mod.ts";
import type { Backend, HostExamples, Layer, Plan } from "../../core/mod.ts";
import { rng, sizeOf } from "../../core/mod.ts";
import {
  behind,
  chain,
  conv2d,
  dense,
  descent,
  finaliserOf,
  flatten,
  globalMaxPool,
  identity,
  infer,
  initialState,
  maxPool2d,
  meanPool2d,
  mse,
} from "../../nn/mod.ts";

const INPUT = [5, 7, 2];
const ROWS = 3;
const ORDER = Int32Array.from({ length: ROWS }, (_, row) => row);

function planOf(network: Layer): Plan {
  const finaliser = finaliserOf(identity);
  return {
    network,
    input: INPUT,
    finaliser,
    loss: behind(finaliser, mse()),
    optimiser: descent({ eta: 1 }).rules,
    batchSize: ROWS,
    seed: [1, 2],
  };
}

// Whole numbers from 0 to 2: their differences have many ties.
function examples(network: Layer): HostExamples {
  const chance = rng(5);
  const outputs = sizeOf(infer(network, INPUT).output);
  const x = Float64Array.from({ length: ROWS * sizeOf(INPUT) }, () => Math.floor(3 * chance.uniform()));
  const y = Float64Array.from({ length: ROWS * outputs }, () => chance.normal());
  return { x: { shape: [ROWS, ...INPUT], data: x }, y: { shape: [ROWS, outputs], data: y } };
}

// The first array of weights after one step from given ones.
async function stepped(backend: Backend, network: Layer): Promise<readonly number[]> {
  using program = await backend.compile(planOf(network));
  program.write(initialState(infer(network, INPUT), rng(3)));
  await program.train(program.upload(examples(network)), [ORDER]);
  const { arrays } = await program.read();
  return [...arrays.values()].flatMap(({ data }) => [...data]);
}

// One channel, the difference of the two: points that are as large have come from different numbers.
const difference = conv2d(1, { kernel: 1, bias: false, init: { kind: "values", values: [1, -1] } });

const POOLS: Readonly<Record<string, Layer>> = {
  "side by side": maxPool2d(2),
  "overlapping, around the image": maxPool2d(3, { stride: 2, padding: 1 }),
  "as large as it": globalMaxPool(),
};

for (const [name, pool] of Object.entries(POOLS)) {
  Deno.test(`tfjs() gives the gradient of a maximum to the first of equals: windows ${name}`, async () => {
    using backend = await tfjs();
    const network = chain(difference, pool);
    const [found, wanted] = [await stepped(backend, network), await stepped(reference(), network)];
    wanted.forEach((w, i) => assert.ok(Math.abs(found[i]! - w) < 1e-5, `${i}: ${found[i]} instead of ${w}`));
  });
}

Deno.test("tfjs() leaves no tensor of images behind", async () => {
  const before = tf.memory().numTensors;
  {
    using backend = await tfjs();
    await stepped(
      backend,
      chain(
        conv2d(4, { padding: "same", groups: 2 }),
        conv2d(4, { dilation: 2, stride: 2, padding: 2 }),
        maxPool2d(2, { padding: "same" }),
        meanPool2d(2, { padding: "same" }),
        flatten(),
        dense(1),
      ),
    );
    assert.equal(backend.live, 0);
  }
  assert.equal(tf.memory().numTensors, before);
});

Deno.test("tfjs() predicts the same for many images at once and for few", async () => {
  using backend = await tfjs();
  const network = chain(conv2d(2, { kernel: 1 }), globalMaxPool());
  const input = [256, 256, 1]; // 32 rows of it are a block
  using program = await backend.compile({ ...planOf(network), input });
  program.write(initialState(infer(network, input), rng(3)));
  const chance = rng(4);
  const data = Float64Array.from({ length: 33 * sizeOf(input) }, () => chance.uniform());
  const all = await program.predict({ shape: [33, ...input], data });
  const last = await program.predict({ shape: [1, ...input], data: data.slice(32 * sizeOf(input)) });
  assert.deepEqual([...all.data.slice(32 * 2)], [...last.data]);
});
