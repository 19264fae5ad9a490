import assert from "node:assert/strict";
import { reference } from "../../../backends/reference/mod.ts";
import { wasm } from "../../../backends/wasm/mod.ts";
import type { Layer } from "../../../core/layer.ts";
import { type Rng, rng } from "../../../core/rng.ts";
import {
  activate,
  batchNorm,
  chain,
  conv2d,
  infer,
  maxPool2d,
  meanPool2d,
  relu,
  tanh,
} from "../../../nn/mod.ts";
import { closeTo, largest } from "../../../testing/_bench.ts";
import { caseOf } from "../../../testing/_cases.ts";
import { gradient } from "../../../testing/gradient.ts";

interface Random {
  readonly name: string;
  readonly network: Layer;
  readonly input: readonly [number, number, number];
  readonly rows: number;
}

const below = (source: Rng, n: number) => Math.floor(source.uniform() * n);
const from = (source: Rng, low: number, high: number) => low + below(source, high - low + 1);
const pair = (source: Rng, low: number, high: number) =>
  [from(source, low, high), from(source, low, high)] as const;

// A convolution of any kind behind another, whose rectified output masks its gradient, and a pool behind it.
function random(seed: number): Random | undefined {
  const source = rng(seed);
  const groups = from(source, 1, 3);
  const [inner, outer] = [groups * from(source, 1, 5), groups * from(source, 1, 6)];
  const input = [from(source, 1, 12), from(source, 1, 12), from(source, 1, 3)] as const;
  const paddings = ["valid", "same", pair(source, 0, 3)] as const;
  const options = {
    kernel: pair(source, 1, 4),
    stride: pair(source, 1, 3),
    dilation: pair(source, 1, 3),
    padding: paddings[below(source, 3)]!,
    groups,
    bias: below(source, 2) === 0,
    activation: below(source, 2) === 0 ? relu : tanh,
  };
  const pool = below(source, 2) === 0 ? maxPool2d : meanPool2d;
  const network = chain(
    conv2d(inner, { padding: "same", activation: relu }),
    conv2d(below(source, 4) === 0 ? inner : outer, {
      ...options,
      groups: below(source, 4) === 0 ? inner : groups,
    }),
    pool(from(source, 1, 3), { stride: from(source, 1, 3), padding: "same" }),
    activate(tanh),
  );
  try {
    infer(network, input);
  } catch {
    return undefined; // windows that do not fit, groups that do not divide
  }
  return { name: `number ${seed}: ${JSON.stringify(options)}`, network, input, rows: from(source, 1, 7) };
}

const wide: readonly Random[] = [
  // more images than are worked on at once, and images larger than that
  { name: "28 × 28, two blocks", network: conv2d(9, { padding: "same" }), input: [28, 28, 3], rows: 5 },
  // more rows than are summed in 32 bits, more features than are gone over at once
  { name: "batchNorm, 5,000 rows", network: batchNorm(), input: [50, 50, 6], rows: 2 },
  { name: "batchNorm, 1,030 features", network: batchNorm(), input: [1, 2, 1030], rows: 3 },
  { name: "70 × 50", network: conv2d(5, { padding: 2, stride: 2 }), input: [70, 50, 4], rows: 2 },
];

for (const deterministic of [false, true]) {
  Deno.test(`wasm${deterministic ? " deterministic" : ""} has the reference's gradients of random convolutions`, async () => {
    using backend = wasm({ threads: 1, deterministic });
    using oracle = reference();
    const cases = Array.from({ length: 150 }, (_, seed) => random(seed)).filter((each) => each !== undefined);
    assert.ok(cases.length > 100, `${cases.length} windows fit`);
    for (const { name, ...options } of [...cases, ...wide]) {
      const { plan, examples, start: state } = caseOf({ ...options, epochs: 1 });
      const found = await gradient(backend, plan, { state, examples });
      const wanted = await gradient(oracle, plan, { state, examples });
      closeTo([found.loss], [wanted.loss], { name, tolerance: 1e-4, slack: 1e-6 });
      for (const [array, values] of wanted.arrays) {
        const slack = 2 ** -20 * largest(state.arrays.get(array)!.data);
        closeTo(found.arrays.get(array) ?? [], values, { name: `${name}, ${array}`, tolerance: 1e-4, slack });
      }
    }
  });
}
