import assert from "node:assert/strict";
import { allRows } from "../core/observations.ts";
import {
  batchNorm,
  chain,
  crossEntropy,
  dense,
  descent,
  dice,
  hardTanh,
  logitBinaryCrossEntropy,
  mse,
  pass,
  softmax,
  tanh,
} from "../nn/mod.ts";
import { type Bench, closeTo, type Law } from "./_bench.ts";
import { type Case, caseOf, type CaseOptions, takeRows } from "./_cases.ts";

const still = { optimiser: descent({ eta: 0 }) };
const weights = Float64Array.of(1, 0, 3, 1, 2, 1, 5, 1, 1, 0.5);

const kinds: Readonly<Record<string, CaseOptions>> = {
  "mean over elements": still,
  "mean over rows": { ...still, loss: crossEntropy().fused.softmax!, finaliser: softmax, targets: "oneHot" },
  "ratio over the batch": { ...still, loss: dice().plan, finaliser: softmax, targets: "oneHot" },
  "weighted rows": { ...still, weights },
};

const log2 = Math.LN2;

// Worked by hand for outputs (0, 1) and (2, 4), and targets (1, 0) and (0, 1).
const worked: readonly (readonly [name: string, options: CaseOptions, loss: number])[] = [
  ["elements are averaged over rows and outputs", { loss: mse().plan }, (1 + 1 + 4 + 9) / 4],
  [
    "weights multiply rows, and the mean is still over all of them",
    { loss: mse().plan, weights: Float64Array.of(3, 0.5) },
    (3 * 1 + 3 * 1 + 0.5 * 4 + 0.5 * 9) / 4,
  ],
  [
    "rows are averaged over rows alone",
    { loss: crossEntropy().fused.softmax!, finaliser: softmax },
    (Math.log(1 + Math.E) + Math.log(1 + Math.exp(-2))) / 2,
  ],
  ["a formula knows the number of outputs", { loss: { ...mse().plan, element: "n" } }, 2],
  ["a batch's ratio is 1 − top / bottom", { loss: dice({ smooth: 2 }).plan }, 1 - (2 * 4 + 2) / (21 + 2 + 2)],
  [
    "a batch's ratio weighs rows above and below",
    { loss: dice({ smooth: 2 }).plan, weights: Float64Array.of(2, 1) },
    1 - (2 * 4 + 2) / (2 * (1 + 1) + (20 + 1) + 2),
  ],
  [
    "a loss of logits does not see the finaliser",
    { loss: logitBinaryCrossEntropy().plan, finaliser: tanh },
    (log2 + Math.log(1 + Math.E) + Math.log(1 + Math.exp(2)) + Math.log(1 + Math.exp(-4))) / 4,
  ],
  ["a loss of outputs does", { loss: mse().plan, finaliser: hardTanh }, (1 + 1 + 1 + 0) / 4],
];

/** What an epoch is, and what is said of it. */
export const loopLaws: readonly Law[] = [
  ...Object.entries(kinds).flatMap(([name, options]) => [
    {
      law: `losses: loss() is the unweighted mean over batches in row order, ${name}`,
      check: (bench: Bench) => meansInRowOrder(bench, caseOf(options)),
    },
    {
      law: `losses: train() gives the unweighted mean over batches in the order given, ${name}`,
      check: (bench: Bench) => meansInOrder(bench, caseOf(options)),
    },
  ]),
  ...worked.map(([name, options, loss]) => ({
    law: `losses: ${name}`,
    check: (bench: Bench) => isWorth(bench, options, loss),
  })),
  { law: "losses: a batch's loss is the one before its step", check: looksBefore },
  { law: "losses: one per epoch, told in order", check: tellsInOrder },
  { law: "losses: weights of one change nothing", check: onesChangeNothing },
  { law: "losses: loss() changes nothing", check: lossChangesNothing },
  { law: "losses: training makes the loss small", check: learns },
];

async function isWorth({ backend, epsilon }: Bench, options: CaseOptions, wanted: number): Promise<void> {
  const { plan } = caseOf({ network: pass(), input: [2], rows: 2, batchSize: 2, ...options });
  using program = await backend.compile(plan);
  const data = program.upload({
    x: { shape: [2, 2], data: Float64Array.of(0, 1, 2, 4) },
    y: { shape: [2, 2], data: Float64Array.of(1, 0, 0, 1) },
    ...(options.weights && { weights: options.weights }),
  });
  const near = { name: "loss", tolerance: epsilon, slack: 0 };
  closeTo([await program.loss(data)], [wanted], near);
  closeTo(await program.train(data, [allRows(2)]), [wanted], near);
}

// Batch by batch, each as examples of its own.
async function meanOfBatches({ backend }: Bench, example: Case, order: ArrayLike<number>): Promise<number> {
  const { plan, start, examples } = example;
  using program = await backend.compile(plan);
  program.write(start);
  const losses: number[] = [];
  for (let from = 0; from < order.length; from += plan.batchSize) {
    const rows = Array.from(order).slice(from, from + plan.batchSize);
    losses.push(await program.loss(program.upload(takeRows(examples, rows))));
  }
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

async function meansInRowOrder(bench: Bench, example: Case): Promise<void> {
  const { plan, start, examples } = example;
  using program = await bench.backend.compile(plan);
  program.write(start);
  const loss = await program.loss(program.upload(examples));
  const wanted = await meanOfBatches(bench, example, allRows(examples.x.shape[0]!));
  closeTo([loss], [wanted], { name: "loss", tolerance: bench.epsilon, slack: 0 });
}

async function meansInOrder(bench: Bench, example: Case): Promise<void> {
  const { plan, start, examples, orders } = example;
  using program = await bench.backend.compile(plan);
  program.write(start);
  const losses = await program.train(program.upload(examples), orders);
  const wanted: number[] = [];
  for (const order of orders) wanted.push(await meanOfBatches(bench, example, order));
  closeTo(losses, wanted, { name: "losses", tolerance: bench.epsilon, slack: 0 });
}

async function looksBefore({ backend, epsilon }: Bench): Promise<void> {
  const { plan, start, examples, orders } = caseOf({ batchSize: 10, epochs: 1 });
  using program = await backend.compile(plan);
  program.write(start);
  const data = program.upload(examples);
  const before = await program.loss(data);
  const losses = await program.train(data, orders);
  closeTo(losses, [before], { name: "losses", tolerance: epsilon, slack: 0 });
  assert.ok(await program.loss(data) < before, "a step of descent makes the loss less");
}

async function tellsInOrder({ backend }: Bench): Promise<void> {
  const { plan, start, examples, orders } = caseOf({ epochs: 12 });
  using program = await backend.compile(plan);
  program.write(start);
  const data = program.upload(examples);
  const told: [number, number][] = [];
  const onEpoch = (index: number, loss: number) => void told.push([index, loss]);
  const first = await program.train(data, orders.slice(0, 7), { onEpoch });
  const second = await program.train(data, orders.slice(7), { onEpoch });
  assert.equal(first.length, 7);
  assert.equal(second.length, 5);
  assert.deepEqual(told, [...first.entries(), ...second.entries()]);
}

async function onesChangeNothing({ backend }: Bench): Promise<void> {
  const { plan, start, examples } = caseOf();
  using program = await backend.compile(plan);
  program.write(start);
  const ones = new Float64Array(examples.x.shape[0]!).fill(1);
  const plain = await program.loss(program.upload(examples));
  assert.equal(await program.loss(program.upload({ ...examples, weights: ones })), plain);
}

async function lossChangesNothing({ backend }: Bench): Promise<void> {
  const { plan, start, examples } = caseOf({ network: chain(dense(4), batchNorm(), dense(2)) });
  using program = await backend.compile(plan);
  program.write(start);
  const before = await program.read();
  await program.loss(program.upload(examples));
  await program.predict(examples.x);
  assert.deepEqual(await program.read(), before);
}

async function learns({ backend }: Bench): Promise<void> {
  const { plan, start, examples, orders } = caseOf({ epochs: 200, rows: 6, batchSize: 6 });
  using program = await backend.compile(plan);
  program.write(start);
  const losses = await program.train(program.upload(examples), orders);
  assert.ok(losses.at(-1)! < 0.2 * losses[0]!, `from ${losses[0]} to ${losses.at(-1)}`);
}
