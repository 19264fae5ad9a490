import type { Layer } from "../../../core/layer.ts";
import type { Plan, Program } from "../../../core/backend.ts";
import { rng } from "../../../core/rng.ts";
import {
  adam,
  crossEntropy,
  finaliserOf,
  identity,
  infer,
  initialState,
  mse,
  type Optimiser,
  softmax,
} from "../../../nn/mod.ts";
import type { Backend, HostExamples } from "../../../core/backend.ts";
import type { State } from "../../../core/array.ts";
import type { Rows } from "../../../core/observations.ts";

/** A network with data to learn, drawn from a seed. */
export interface Task {
  readonly plan: Plan;
  readonly start: State;
  readonly examples: HostExamples;
  readonly orders: readonly Rows[];
}

/** What a task is made of. */
export interface TaskOptions {
  readonly network: Layer;
  readonly input: readonly number[];
  readonly outputs: number;
  readonly rows: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Classes, or numbers. Default classes. */
  readonly learns?: "classes" | "numbers";
  readonly optimiser?: Optimiser;
  readonly seed?: number;
}

/** Makes a task. */
export function taskOf(
  { network, input, outputs, rows, batchSize, epochs, learns = "classes", optimiser = adam(), seed = 1 }:
    TaskOptions,
): Task {
  const random = rng(seed);
  const inputs = input.reduce((a, b) => a * b, 1);
  const x = Float32Array.from({ length: rows * inputs }, () => random.normal());
  const y = new Float32Array(rows * outputs);
  for (let r = 0; r < rows; r++) {
    if (learns === "classes") y[r * outputs + (x[r * inputs]! > 0 ? 1 : 0)] = 1;
    else for (let j = 0; j < outputs; j++) y[r * outputs + j] = Math.sin(x[r * inputs]! + j);
  }
  const judged = learns === "classes"
    ? { finaliser: finaliserOf(softmax), loss: crossEntropy().fused.softmax! }
    : { finaliser: finaliserOf(identity), loss: mse().plan };
  return {
    plan: { network, input, ...judged, optimiser: optimiser.rules, batchSize, seed: [seed, 7] },
    start: initialState(infer(network, input), random),
    examples: { x: { shape: [rows, ...input], data: x }, y: { shape: [rows, outputs], data: y } },
    orders: Array.from({ length: epochs }, () => random.permutation(rows)),
  };
}

/** A program that is about to start a task, on examples of its own. */
export async function begin(backend: Backend, { plan, start }: Task): Promise<Program> {
  const program = await backend.compile(plan);
  program.write(start);
  return program;
}

/** Losses and weights at the end of a task. */
export async function carryOut(backend: Backend, task: Task) {
  using program = await begin(backend, task);
  const losses = await program.train(program.upload(task.examples), task.orders);
  return { losses, state: await program.read(), predictions: await program.predict(task.examples.x) };
}

/** So many of something. */
export function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
