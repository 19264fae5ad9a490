import assert from "node:assert/strict";
import type { Backend, HostArray, Plan, Shape, State } from "../../core/mod.ts";
import { infer, parametersOf } from "../../nn/mod.ts";

/** How PyTorch trained a network, as golden files hold it: arrays by name, all numbers row-major. */
interface Trajectory {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly initial: Arrays;
  readonly orders: readonly (readonly number[])[];
  readonly losses: readonly number[];
  readonly loss: number;
  readonly predictions: readonly number[];
  readonly final: Arrays;
}

type Arrays = Readonly<Partial<Record<string, readonly number[]>>>;

/** A golden file: some trajectories, and what they have in common. */
interface Golden<T extends Trajectory> {
  readonly tool: string;
  readonly rows: number;
  readonly outputs: number;
  readonly batchSize: number;
  readonly float64: number;
  readonly float32: number;
  readonly cases: readonly T[];
}

/** What a trajectory asks of a backend. */
export interface PytorchCase {
  readonly name: string;
  /** Trains as PyTorch did; `tolerance` picks that of the backend's numbers. */
  check(backend: Backend, tolerance: "float64" | "float32"): Promise<void>;
}

/** Each trajectory of a golden file, with the network that is the same in attune's words. */
export function pytorchCases<T extends Trajectory>(
  golden: Golden<T>,
  recipe: (example: T, i: number) => Omit<Plan, "batchSize" | "seed">,
): PytorchCase[] {
  return golden.cases.map((example, i) => ({
    name: `${example.name} (${golden.tool})`,
    async check(backend, tolerance) {
      const within = golden[tolerance];
      const plan: Plan = { ...recipe(example, i), batchSize: golden.batchSize, seed: [0, 0] };
      using program = await backend.compile(plan);
      program.write(stateOf(plan, example.initial));
      const x = array([golden.rows, ...plan.input], example.x);
      const data = program.upload({ x, y: array([golden.rows, golden.outputs], example.y) });
      close(await program.train(data, example.orders), example.losses, { within, what: "losses" });
      close([await program.loss(data)], [example.loss], { within, what: "loss" });
      close((await program.predict(x)).data, example.predictions, { within, what: "predictions" });
      const { arrays } = await program.read();
      for (const [what, { data }] of stateOf(plan, example.final).arrays) {
        close(arrays.get(what)!.data, data, { within, what });
      }
    },
  }));
}

function stateOf({ network, input }: Plan, values: Arrays): State {
  const parameters = parametersOf(infer(network, input));
  assert.deepEqual(parameters.map(({ name }) => name), Object.keys(values));
  return {
    step: 0,
    arrays: new Map(parameters.map(({ name, shape }) => [name, array(shape, values[name]!)])),
  };
}

function array(shape: Shape, values: readonly number[]): HostArray {
  return { shape, data: Float64Array.from(values) };
}

function close(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { within, what }: { readonly within: number; readonly what: string },
): void {
  assert.equal(got.length, want.length, what);
  for (let k = 0; k < want.length; k++) {
    const off = Math.abs(got[k]! - want[k]!);
    assert.ok(off <= within * Math.max(1, Math.abs(want[k]!)), `${what}[${k}]: ${got[k]} for ${want[k]}`);
  }
}
