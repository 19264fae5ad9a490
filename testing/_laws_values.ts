import assert from "node:assert/strict";
import type { HostArray } from "../core/array.ts";
import type { Plan } from "../core/backend.ts";
import type { Layer } from "../core/layer.ts";
import {
  activate,
  activations,
  batchNorm,
  chain,
  compile,
  constant,
  dense,
  infer,
  initialState,
  layerNorm,
  parallel,
  pass,
  relu,
  scale,
  softmax,
} from "../nn/mod.ts";
import { rng } from "../core/rng.ts";
import { type Bench, closeTo, type Law } from "./_bench.ts";
import { type Case, caseOf } from "./_cases.ts";
import { gradient } from "./gradient.ts";

const values = (...numbers: number[]) => ({ kind: "values", values: numbers }) as const;

// Worked by hand for the rows (1, 2) and (−3, 1).
const worked: readonly (readonly [name: string, network: Layer, outputs: readonly number[]])[] = [
  ["dense is x · kernel + bias", dense(2, { init: values(1, 2, 3, 4), biasInit: values(10, 20) }), [
    17,
    30,
    10,
    18,
  ]],
  ["dense applies its activation last", dense(1, { init: values(1, 1), activation: relu }), [3, 0]],
  ["activation is applied to each number", activate(relu), [1, 2, 0, 1]],
  ["identity gives its input", pass(), [1, 2, -3, 1]],
  ["scale multiplies each feature", scale({ init: values(2, -1) }), [2, -2, -6, -1]],
  ["chain goes from first to last", chain(scale({ init: constant(2) }), activate(relu)), [2, 4, 0, 2]],
  ["parallel adds its branches", parallel("add", pass(), activate(relu)), [2, 4, -3, 2]],
  ["parallel concatenates row by row", parallel("concat", pass(), activate(relu)), [1, 2, 1, 2, -3, 1, 0, 1]],
  ["layerNorm standardises each row", layerNorm({ epsilon: 0.75 }), [
    -0.5,
    0.5,
    -2 / Math.sqrt(4.75),
    2 / Math.sqrt(4.75),
  ]],
  ["batchNorm predicts by running statistics", batchNorm({ epsilon: 3 }), [0.5, 1, -1.5, 0.5]],
];

const rows: HostArray = { shape: [2, 2], data: Float64Array.of(1, 2, -3, 1) };

/** What comes out, worked by hand. */
export const valueLaws: readonly Law[] = [
  ...worked.map(([name, network, outputs]) => ({
    law: `values: ${name}`,
    check: (bench: Bench) => predicts(bench, network, outputs),
  })),
  { law: "values: batchNorm keeps running statistics", check: keepsStatistics },
  { law: "values: batchNorm takes a batch of one row for one without spread", check: keepsOneRow },
  ...activations.map((finaliser) => ({
    law: `values: finaliser ${finaliser.kind}`,
    check: (bench: Bench) => finalises(bench, compile(finaliser.scalar.expr, ["x"]), caseOf({ finaliser })),
  })),
  { law: "values: softmax makes shares of 1", check: makesShares },
];

function planOf(network: Layer): Plan {
  return { ...caseOf().plan, network, input: [2] };
}

async function predicts(bench: Bench, network: Layer, outputs: readonly number[]): Promise<void> {
  const plan = planOf(network);
  using program = await bench.backend.compile(plan);
  program.write(initialState(infer(network, plan.input), rng(0)));
  const { shape, data } = await program.predict(rows);
  assert.deepEqual(shape, [2, outputs.length / 2]);
  closeTo(data, outputs, { name: "prediction", tolerance: bench.epsilon, slack: 0 });
}

// mean ← 0.75 · 0 + 0.25 · mean of the batch; variance ← 0.75 · 1 + 0.25 · its variance · 2 / (2 − 1)
async function keepsStatistics({ backend, epsilon }: Bench): Promise<void> {
  const plan = planOf(batchNorm({ momentum: 0.25 }));
  const state = initialState(infer(plan.network, plan.input), rng(0));
  const { after } = await gradient(backend, plan, { state, examples: { x: rows, y: rows } });
  const near = { tolerance: epsilon, slack: 0 };
  closeTo(after.arrays.get("0/mean")!.data, [-0.25, 0.375], { name: "mean", ...near });
  closeTo(after.arrays.get("0/variance")!.data, [2.75, 0.875], { name: "variance", ...near });
}

// mean ← 0.75 · 0 + 0.25 · the row; variance ← 0.75 · 1 + 0.25 · 0
async function keepsOneRow({ backend, epsilon }: Bench): Promise<void> {
  const plan = planOf(batchNorm({ momentum: 0.25 }));
  const state = initialState(infer(plan.network, plan.input), rng(0));
  const row = { shape: [1, 2], data: rows.data.slice(0, 2) };
  const { after, loss } = await gradient(backend, plan, { state, examples: { x: row, y: row } });
  const near = { tolerance: epsilon, slack: 0 };
  closeTo([loss], [(1 + 4) / 2], { name: "loss of zeros", ...near });
  closeTo(after.arrays.get("0/mean")!.data, [0.25, 0.5], { name: "mean", ...near });
  closeTo(after.arrays.get("0/variance")!.data, [0.75, 0.75], { name: "variance", ...near });
}

async function raw({ backend }: Bench, { plan, start, examples }: Case): Promise<HostArray> {
  using program = await backend.compile({ ...plan, finaliser: caseOf().plan.finaliser });
  program.write(start);
  return await program.predict(examples.x);
}

async function finalises(bench: Bench, f: (x: [number]) => number, example: Case): Promise<void> {
  using program = await bench.backend.compile(example.plan);
  program.write(example.start);
  const { data } = await program.predict(example.examples.x);
  const wanted = Array.from((await raw(bench, example)).data, (x) => f([x]));
  closeTo(data, wanted, { name: "prediction", tolerance: 10 * bench.epsilon, slack: 0 });
}

async function makesShares(bench: Bench): Promise<void> {
  const example = caseOf({ finaliser: softmax });
  using program = await bench.backend.compile(example.plan);
  program.write(example.start);
  const { data, shape } = await program.predict(example.examples.x);
  const powers = Array.from((await raw(bench, example)).data, Math.exp);
  const outputs = shape[1]!;
  const total = (k: number) => {
    const from = k - k % outputs;
    return powers.slice(from, from + outputs).reduce((sum, power) => sum + power, 0);
  };
  const wanted = powers.map((power, k) => power / total(k));
  closeTo(data, wanted, { name: "prediction", tolerance: 10 * bench.epsilon, slack: 0 });
}
