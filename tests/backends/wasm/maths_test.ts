import assert from "node:assert/strict";
import { wasm } from "../../../backends/wasm/mod.ts";
import type { Backend, Expr } from "../../../core/mod.ts";
import { activate, activation, cos, descent, exp, log, pow } from "../../../nn/mod.ts";
import { tanh } from "../../../nn/expr.ts";
import { behind, finaliserOf, identity, mse } from "../../../nn/mod.ts";

/** What a formula gives for each number, on a backend: a network that is nothing but this activation. */
async function values(backend: Backend, formula: (x: Expr) => Expr, x: Float32Array): Promise<Float32Array> {
  const finaliser = finaliserOf(identity);
  const program = await backend.compile({
    network: activate(activation("tested", formula)),
    input: [1],
    finaliser,
    loss: behind(finaliser, mse()),
    optimiser: descent().rules,
    batchSize: 1,
    seed: [0, 0],
  });
  const { data } = await program.predict({ shape: [x.length, 1], data: x });
  return Float32Array.from(data);
}

/** Distance between float32 neighbours at a value. */
function ulp(value: number): number {
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(value))));
  return 2 ** (exponent - 23);
}

/** Numbers of all sizes between two, both included. */
function spread(from: number, to: number): Float32Array {
  return Float32Array.from({ length: 20_001 }, (_, i) => from + (to - from) * i / 20_000);
}

const CASES: readonly (readonly [
  name: string,
  formula: (x: Expr) => Expr,
  exact: (x: number) => number,
  x: Float32Array,
])[] = [
  ["exp", exp, Math.exp, spread(-87, 88)],
  ["exp", exp, Math.exp, spread(-0.5, 0.5)],
  ["log", log, Math.log, spread(1e-6, 3)],
  ["log", log, Math.log, spread(1e-38, 3e38)],
  ["tanh", tanh, Math.tanh, spread(-10, 10)],
  ["tanh", tanh, Math.tanh, spread(-0.7, 0.7)],
  ["cos", cos, Math.cos, spread(-10, 10)],
  ["x to the power of 1.5", (x) => pow(x, 1.5), (x) => x ** 1.5, spread(0, 100)],
];

for (const deterministic of [false, true]) {
  const build = deterministic ? "deterministic" : "relaxed";
  for (const [name, formula, exact, x] of CASES) {
    Deno.test(`${name} is within 2 ulp from ${x[0]} to ${x.at(-1)}, ${build} build`, async () => {
      using backend = wasm({ threads: 1, deterministic });
      const got = await values(backend, formula, x);
      const wrong = x.findIndex((at, i) => !(Math.abs(got[i]! - exact(at)) <= 2 * ulp(exact(at))));
      assert.equal(wrong, -1, `at ${x[wrong]}: ${got[wrong]} instead of ${exact(x[wrong]!)}`);
    });
  }
}

Deno.test("elementary functions are right at the ends: infinities, zeros, overflow and what is no number", async () => {
  using backend = wasm({ threads: 1 });
  const ends = Float32Array.of(-Infinity, Infinity, NaN, 0, -0, 89, -104, 1e-45);
  const of = async (formula: (x: Expr) => Expr) => [...await values(backend, formula, ends)];
  assert.deepEqual((await of(exp)).slice(0, 7), [0, Infinity, NaN, 1, 1, Infinity, 0]);
  assert.deepEqual((await of(log)).slice(0, 5), [NaN, Infinity, NaN, -Infinity, -Infinity]);
  assert.ok(Math.abs((await of(log))[7]! - Math.log(2 ** -149)) < 1e-4);
  assert.deepEqual((await of(tanh)).slice(0, 4), [-1, 1, NaN, 0]);
});
