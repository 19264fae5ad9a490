import type { State } from "../core/array.ts";
import type { Backend, HostExamples, Plan } from "../core/backend.ts";
import { allRows } from "../core/observations.ts";
import { descent, infer, parametersOf } from "../nn/mod.ts";

/** Where {@linkcode gradient} is taken. */
export interface GradientOptions {
  /** Weights, running statistics and step; arrays of optimisers are ignored. */
  readonly state: State;
  /** The batch: all of it, whatever the plan's batch size. */
  readonly examples: HostExamples;
}

/** What {@linkcode gradient} finds. */
export interface Gradient {
  /** The loss there, in training: dropout on, statistics of the batch in use. */
  readonly loss: number;
  /** Its derivatives by each trained weight, array by array, under the names that states have. */
  readonly arrays: ReadonlyMap<string, Float64Array>;
  /** The state after a step of descent at rate 1. */
  readonly after: State;
}

/**
 * The gradient of a plan's loss on any backend, without asking it for one: a step of descent at rate 1 subtracts
 * it from the weights.
 *
 * @example d(w − 1)² / dw at w = 3 is 4.
 * ```ts
 * import { reference } from "@attune/attune/backends/reference";
 * import { dense, descent, finaliserOf, identity, mse } from "@attune/attune/nn";
 * import { gradient } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const one = (value: number) => ({ shape: [1, 1], data: Float64Array.of(value) });
 * const { loss, arrays } = await gradient(reference(), {
 *   network: dense(1, { bias: false }),
 *   input: [1],
 *   finaliser: finaliserOf(identity),
 *   loss: mse().plan,
 *   optimiser: descent().rules,
 *   batchSize: 1,
 *   seed: [0, 0],
 * }, { state: { step: 0, arrays: new Map([["0/kernel", one(3)]]) }, examples: { x: one(1), y: one(1) } });
 * assert.equal(loss, 4);
 * assert.deepEqual(arrays.get("0/kernel"), Float64Array.of(4));
 * ```
 */
export async function gradient(
  backend: Backend,
  plan: Plan,
  { state, examples }: GradientOptions,
): Promise<Gradient> {
  const size = examples.x.shape[0] ?? 0;
  using program = await backend.compile({ ...plan, optimiser: descent({ eta: 1 }).rules, batchSize: size });
  program.write(state);
  const before = await program.read(); // as the backend holds them, rounded
  const [loss = NaN] = await program.train(program.upload(examples), [allRows(size)]);
  const after = await program.read();
  const trained = parametersOf(infer(plan.network, plan.input)).filter((parameter) => parameter.trained);
  const arrays = trained.map(({ name }) => {
    const moved = after.arrays.get(name)!.data;
    return [name, Float64Array.from(before.arrays.get(name)!.data, (value, k) => value - moved[k]!)] as const;
  });
  return { loss, arrays: new Map(arrays), after };
}
