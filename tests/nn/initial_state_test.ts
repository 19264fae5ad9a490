import assert from "node:assert/strict";
import { type Init, rng, type State } from "../../core/mod.ts";
import {
  batchNorm,
  chain,
  constant,
  dense,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  infer,
  initialState,
  layerNorm,
  lecunNormal,
  lecunUniform,
  ones,
  scale,
} from "../../nn/mod.ts";

const [INPUTS, UNITS] = [80, 250];

function kernel(init: Init, seed = 5): Float64Array {
  const state = initialState(infer(dense(UNITS, { init }), [INPUTS]), rng(seed));
  return Float64Array.from(numbers(state, "0/kernel"));
}

function numbers(state: State, name: string): number[] {
  return [...state.arrays.get(name)!.data];
}

function moment(values: Float64Array, order: number): number {
  return values.reduce((sum, v) => sum + v ** order, 0) / values.length;
}

const VARIANCES: readonly (readonly [Init, number])[] = [
  [glorotUniform, 2 / (INPUTS + UNITS)],
  [glorotNormal, 2 / (INPUTS + UNITS)],
  [heUniform, 2 / INPUTS],
  [heNormal, 2 / INPUTS],
  [lecunUniform, 1 / INPUTS],
  [lecunNormal, 1 / INPUTS],
];

for (const [init, variance] of VARIANCES) {
  Deno.test(`initialState() draws ${init.kind} with mean 0, its variance and its fourth moment`, () => {
    const values = kernel(init);
    const n = values.length;
    const uniform = init.kind.endsWith("Uniform");
    const kurtosis = uniform ? 9 / 5 : 3;
    assert.ok(Math.abs(moment(values, 1)) < 4 * Math.sqrt(variance / n), "mean");
    const spread = moment(values, 2) / variance;
    assert.ok(Math.abs(spread - 1) < 4 * Math.sqrt((kurtosis - 1) / n), `variance off by ${spread}`);
    const tails = moment(values, 4) / variance ** 2;
    assert.ok(Math.abs(tails / kurtosis - 1) < 0.1, `fourth moment ${tails} for ${kurtosis}`);
    const largest = Math.max(...values.map(Math.abs));
    const bound = Math.sqrt(3 * variance);
    if (uniform) assert.ok(largest <= bound && largest > 0.99 * bound, `${largest} for ${bound}`);
    else assert.ok(largest > bound);
  });
}

Deno.test("initialState() starts biases at 0, gains at 1, shifts and means at 0, variances and factors at 1", () => {
  const state = initialState(infer(chain(dense(2), batchNorm(), layerNorm(), scale()), [3]), rng(1));
  const starts = [["0/bias", 0], ["1/gain", 1], ["1/shift", 0], ["1/mean", 0], ["1/variance", 1]] as const;
  const more = [["2/gain", 1], ["2/shift", 0], ["3/factor", 1]] as const;
  for (const [name, value] of [...starts, ...more]) {
    assert.deepEqual(numbers(state, name), [value, value], name);
  }
  assert.equal(state.step, 0);
});

Deno.test("initialState() gives shapes with the arrays, in the order of the network, in 32 bits", () => {
  const state = initialState(infer(chain(dense(4), dense(1)), [3]), rng(1));
  assert.deepEqual([...state.arrays].map(([name, { shape }]) => [name, shape]), [
    ["0/kernel", [3, 4]],
    ["0/bias", [4]],
    ["1/kernel", [4, 1]],
    ["1/bias", [1]],
  ]);
  for (const { data } of state.arrays.values()) assert.ok(data instanceof Float32Array);
});

Deno.test("initialState() gives the same bits for the same seed, others for another", () => {
  assert.deepEqual(kernel(glorotNormal, 3), kernel(glorotNormal, 3));
  assert.notDeepEqual(kernel(glorotNormal, 3), kernel(glorotNormal, 4));
});

Deno.test("initialState() draws each array from a source of its own, whatever stands beside it", () => {
  const alone = initialState(infer(chain(dense(4)), [4]), rng(9));
  const first = initialState(infer(chain(dense(4), dense(4)), [4]), rng(9));
  assert.deepEqual(numbers(first, "0/kernel"), numbers(alone, "0/kernel"));
  assert.notDeepEqual(numbers(first, "1/kernel"), numbers(first, "0/kernel"));
});

Deno.test("initialState() leaves the source that it is given as it was", () => {
  const source = rng(2);
  initialState(infer(dense(4), [4]), source);
  assert.equal(source.uniform(), rng(2).uniform());
});

Deno.test("initialState() takes constants and values, and refuses too few of them", () => {
  const given = dense(2, { init: { kind: "values", values: [1, 2, 3, 4] }, biasInit: constant(0.5) });
  const state = initialState(infer(given, [2]), rng(0));
  assert.deepEqual([numbers(state, "0/kernel"), numbers(state, "0/bias")], [[1, 2, 3, 4], [0.5, 0.5]]);
  assert.throws(() => initialState(infer(given, [3]), rng(0)), {
    name: "RangeError",
    message: "Cannot start 0/kernel: it has 6 numbers, 4 were given",
  });
});

Deno.test("constant() refuses what is not finite", () => {
  assert.deepEqual(ones, constant(1));
  assert.throws(() => constant(NaN), {
    name: "RangeError",
    message: "Cannot start weights at NaN: give a finite number",
  });
});
