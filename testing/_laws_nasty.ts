import assert from "node:assert/strict";
import type { HostExamples } from "../core/backend.ts";
import {
  activate,
  activations,
  adam,
  batchNorm,
  behind,
  binaryCrossEntropy,
  binaryFocal,
  chain,
  constant,
  crossEntropy,
  dense,
  type FinaliserChoice,
  finaliserOf,
  focal,
  klDivergence,
  layerNorm,
  type Loss,
  maxPool2d,
  relu,
  scale,
  sigmoid,
  softmax,
} from "../nn/mod.ts";
import { agrees, type Bench, closeTo, type Law } from "./_bench.ts";
import { type Case, caseOf } from "./_cases.ts";
import { gradient } from "./gradient.ts";

const steep = 1000; // e^1000 overflows 64 bits, e^100 already 32

const stable: readonly (readonly [loss: Loss, finaliser: FinaliserChoice])[] = [
  [crossEntropy(), softmax],
  [crossEntropy({ labelSmoothing: 0.1 }), softmax],
  [klDivergence(), softmax],
  [focal(), softmax],
  [binaryCrossEntropy(), sigmoid],
  [binaryFocal(), sigmoid],
];

/** Inputs that nobody wants and everybody has. */
export const nastyLaws: readonly Law[] = [
  { law: "nasty: no rows to predict give no rows", check: predictsNothing },
  { law: "nasty: inputs of 1e30 end, and predict what they should", check: survivesHuge },
  { law: "nasty: an input that is NaN gives a loss that is NaN", check: passesNaN },
  { law: "nasty: a NaN in the last point of a window comes out of maxPool2d", check: poolsNaN },
  { law: "nasty: a NaN in one row does not reach predictions of others", check: keepsNaN },
  { law: "nasty: a constant column behind batchNorm", check: (bench) => agrees(bench, constantColumn()) },
  { law: "nasty: rows without spread behind layerNorm", check: (bench) => agrees(bench, constantRows()) },
  { law: "nasty: weights of zero everywhere cost nothing and move nothing", check: ignoresWeightless },
  { law: "nasty: examples of 32 and of 64 bits are the same", check: takesBoth },
  ...stable.map(([loss, finaliser]) => ({
    law: `nasty: outputs of ±1000 have a finite loss and gradient, ${loss.kind} ${
      JSON.stringify(loss.params)
    }`,
    check: (bench: Bench) => staysFinite(bench, steepCase(behind(finaliserOf(finaliser), loss), finaliser)),
  })),
  ...activations.map((activation) => ({
    law: `nasty: numbers of ±1000 have a finite output and gradient, activation ${activation.kind}`,
    check: (bench: Bench) =>
      staysFinite(bench, widened(caseOf({ network: chain(scale(), activate(activation)) }), steep)),
  })),
];

async function predictsNothing({ backend }: Bench): Promise<void> {
  const { plan, start } = caseOf();
  using program = await backend.compile(plan);
  program.write(start);
  const { shape, data } = await program.predict({ shape: [0, 4], data: new Float32Array(0) });
  assert.deepEqual(shape, [0, 3]);
  assert.equal(data.length, 0);
}

async function survivesHuge({ backend, oracle = backend, tolerance }: Bench): Promise<void> {
  const { plan, start, examples, orders } = widened(
    caseOf({ network: chain(dense(5, { activation: relu }), dense(3)) }),
    1e30,
  );
  using program = await backend.compile(plan);
  program.write(start);
  using other = await oracle.compile(plan);
  other.write(start);
  const { data } = await program.predict(examples.x);
  assert.ok(data.every(Number.isFinite));
  assert.ok(data.some((value) => Math.abs(value) > 1e28));
  closeTo(data, (await other.predict(examples.x)).data, { name: "predictions", tolerance, slack: 0 });
  assert.equal((await program.train(program.upload(examples), orders)).length, orders.length);
}

async function passesNaN({ backend }: Bench): Promise<void> {
  const { plan, start, examples, orders } = withNaN(caseOf());
  using program = await backend.compile(plan);
  program.write(start);
  const data = program.upload(examples);
  assert.ok(Number.isNaN(await program.loss(data)));
  assert.ok((await program.train(data, orders)).every(Number.isNaN));
}

async function keepsNaN({ backend }: Bench): Promise<void> {
  const { plan, start, examples } = withNaN(caseOf());
  using program = await backend.compile(plan);
  program.write(start);
  const { data } = await program.predict(examples.x);
  const bad = [...data.keys()].filter((k) => Number.isNaN(data[k]!));
  assert.deepEqual(bad, [6, 7, 8], "all outputs of row 2, and no others");
}

async function poolsNaN({ backend }: Bench): Promise<void> {
  const { plan, start, examples } = withNaN(caseOf({ network: maxPool2d(2), input: [4, 2, 1] }), 2 * 8 + 3);
  using program = await backend.compile(plan);
  program.write(start);
  const { data } = await program.predict(examples.x);
  assert.deepEqual([...data.keys()].filter((k) => Number.isNaN(data[k]!)), [4], "the first place of row 2");
}

function withNaN(example: Case, at = 2 * 4 + 1): Case {
  const data = example.examples.x.data.slice();
  data[at] = NaN;
  return { ...example, examples: { ...example.examples, x: { shape: example.examples.x.shape, data } } };
}

function widened(example: Case, factor: number): Case {
  const { shape, data } = example.examples.x;
  const x = { shape, data: data.map((value) => factor * value) };
  return { ...example, examples: { ...example.examples, x } };
}

function constantColumn(): Case {
  const example = caseOf({ network: chain(batchNorm(), dense(3)), optimiser: adam({ eta: 0.01 }) });
  const data = example.examples.x.data.map((value, k) => k % 4 === 1 ? 2.5 : value);
  return { ...example, examples: { ...example.examples, x: { shape: example.examples.x.shape, data } } };
}

function constantRows(): Case {
  const example = caseOf({ network: chain(layerNorm(), dense(3)) });
  const data = example.examples.x.data.map((_, k) => Math.floor(k / 4));
  return { ...example, examples: { ...example.examples, x: { shape: example.examples.x.shape, data } } };
}

// Outputs are the inputs themselves, a thousand times as large.
function steepCase(loss: Case["plan"]["loss"], finaliser: FinaliserChoice): Case {
  const targets = finaliser === softmax ? "oneHot" : "binary";
  return caseOf({ network: scale({ init: constant(steep) }), input: [3], loss, finaliser, targets });
}

async function staysFinite({ backend, oracle, tolerance, epsilon }: Bench, example: Case): Promise<void> {
  const { plan, examples, start: state } = example;
  const found = await gradient(backend, plan, { state, examples });
  const numbers = [found.loss, ...[...found.arrays.values()].flatMap((values) => [...values])];
  assert.ok(numbers.every(Number.isFinite), `found ${numbers}`);
  const wanted = await gradient(oracle ?? backend, plan, { state, examples });
  closeTo([found.loss], [wanted.loss], { name: "loss", tolerance, slack: epsilon });
}

async function ignoresWeightless({ backend }: Bench): Promise<void> {
  const { plan, start, examples, orders } = caseOf({ weights: new Float64Array(10) });
  using program = await backend.compile(plan);
  program.write(start);
  const before = await program.read();
  assert.deepEqual([...await program.train(program.upload(examples), orders)], orders.map(() => 0));
  assert.deepEqual((await program.read()).arrays, before.arrays);
}

async function takesBoth({ backend }: Bench): Promise<void> {
  const { plan, start, examples } = caseOf();
  using program = await backend.compile(plan);
  program.write(start);
  const wide: HostExamples = {
    x: { shape: examples.x.shape, data: Float64Array.from(examples.x.data) },
    y: { shape: examples.y.shape, data: Float64Array.from(examples.y.data) },
  };
  const loss = await program.loss(program.upload(examples));
  assert.equal(await program.loss(program.upload(wide)), loss);
  assert.deepEqual(await program.predict(wide.x), await program.predict(examples.x));
}
