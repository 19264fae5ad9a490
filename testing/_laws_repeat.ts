import assert from "node:assert/strict";
import type { Plan } from "../core/backend.ts";
import { rng } from "../core/rng.ts";
import {
  accumGrad,
  adam,
  batchNorm,
  chain,
  cosineDecay,
  crossEntropy,
  dense,
  dice,
  dropout,
  optimiserChain,
  relu,
  sigmoid,
  softmax,
  tanh,
} from "../nn/mod.ts";
import { type Bench, closeTo, type Law, sameBits, train } from "./_bench.ts";
import { type Case, caseOf, normals, plainNetwork, takeRowsOf } from "./_cases.ts";

const EPOCHS = 12;
const FIRST = 5;

// All that is remembered between steps: slots, running statistics, masks, a schedule, gradients half collected.
const rich: Case = caseOf({
  network: chain(dropout(0.2), dense(6, { activation: relu }), batchNorm(), dropout(), dense(3)),
  loss: crossEntropy().fused.softmax!,
  finaliser: softmax,
  targets: "oneHot",
  optimiser: optimiserChain(accumGrad({ n: 2 }), adam({ eta: cosineDecay({ epochs: EPOCHS }) })),
  epochs: EPOCHS,
});

/** The same again gives the same again. */
export const repeatLaws: readonly Law[] = [
  { law: "repeats: the same plan, state and orders give the same bits", check: repeats },
  { law: "repeats: two calls of train() give the bits of one", check: twoCalls },
  {
    law: "repeats: read() and write() into a fresh program carry on to the bits of one go",
    check: carriesOn,
  },
  { law: "repeats: programs side by side do not disturb each other", check: sideBySide },
  { law: "repeats: a plan survives JSON, to the bit", check: survivesJson },
  { law: "repeats: write() undoes training, to the bit", check: startsAgain },
  { law: "rows: predictions in parts are those of all at once", check: predictsInParts },
  { law: "rows: predictions do not depend on the order of rows", check: predictsInAnyOrder },
];

async function repeats({ backend }: Bench): Promise<void> {
  same(await train(backend, rich), await train(backend, rich));
}

function same(found: Awaited<ReturnType<typeof train>>, wanted: Awaited<ReturnType<typeof train>>): void {
  assert.deepEqual(found.losses, wanted.losses);
  sameBits(found.state, wanted.state);
  assert.deepEqual(found.predictions, wanted.predictions);
}

async function twoCalls({ backend }: Bench): Promise<void> {
  const { plan, start, examples, orders } = rich;
  using program = await backend.compile(plan);
  program.write(start);
  const data = program.upload(examples);
  const first = await program.train(data, orders.slice(0, FIRST));
  const second = await program.train(data, orders.slice(FIRST));
  const losses = Float64Array.of(...first, ...second);
  same(
    { losses, state: await program.read(), predictions: await program.predict(examples.x) },
    await train(backend, rich),
  );
}

async function carriesOn({ backend }: Bench): Promise<void> {
  const first = await train(backend, { ...rich, orders: rich.orders.slice(0, FIRST) });
  const second = await train(backend, { ...rich, start: first.state, orders: rich.orders.slice(FIRST) });
  const losses = Float64Array.of(...first.losses, ...second.losses);
  same({ ...second, losses }, await train(backend, rich));
}

async function sideBySide({ backend }: Bench): Promise<void> {
  const [one, other] = await Promise.all([train(backend, rich), train(backend, rich)]);
  same(one, other);
  same(one, await train(backend, rich));
}

async function survivesJson({ backend }: Bench): Promise<void> {
  for (
    const example of [rich, caseOf({ finaliser: tanh }), caseOf({ loss: dice().plan, finaliser: sigmoid })]
  ) {
    const plan: Plan = JSON.parse(JSON.stringify(example.plan));
    same(await train(backend, { ...example, plan }), await train(backend, example));
  }
}

async function startsAgain({ backend }: Bench): Promise<void> {
  const { plan, start, examples, orders } = rich;
  using program = await backend.compile(plan);
  const data = program.upload(examples);
  program.write(start);
  const losses = await program.train(data, orders);
  const state = await program.read();
  program.write(start);
  assert.deepEqual(await program.train(data, orders), losses);
  sameBits(await program.read(), state);
}

const ROWS = 2500; // more than any block of rows that a backend predicts at a time

async function predictsInParts(bench: Bench): Promise<void> {
  const { plan, start } = caseOf({ network: chain(dense(8), batchNorm(), plainNetwork), finaliser: softmax });
  using program = await bench.backend.compile(plan);
  program.write(start);
  const x = { shape: [ROWS, 4], data: normals(ROWS * 4, rng(3)) };
  const whole = await program.predict(x);
  const parts: number[] = [];
  for (const [from, to] of [[0, 1], [1, 18], [18, 1100], [1100, ROWS]] as const) {
    const part = await program.predict({ shape: [to - from, 4], data: x.data.subarray(4 * from, 4 * to) });
    assert.deepEqual(part.shape, [to - from, 3]);
    parts.push(...part.data);
  }
  assert.deepEqual(whole.shape, [ROWS, 3]);
  closeTo(parts, whole.data, { name: "predictions", tolerance: bench.epsilon, slack: 0 });
}

async function predictsInAnyOrder(bench: Bench): Promise<void> {
  const { plan, start } = caseOf();
  using program = await bench.backend.compile(plan);
  program.write(start);
  const x = { shape: [ROWS, 4], data: normals(ROWS * 4, rng(4)) };
  const order = rng(5).permutation(ROWS);
  const wanted = takeRowsOf(await program.predict(x), order);
  const found = await program.predict(takeRowsOf(x, order));
  closeTo(found.data, wanted.data, { name: "predictions", tolerance: bench.epsilon, slack: 0 });
}
