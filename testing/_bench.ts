import assert from "node:assert/strict";
import type { HostArray, State } from "../core/array.ts";
import type { Backend, Program } from "../core/backend.ts";
import { trainByHand } from "./_by_hand.ts";
import type { Case } from "./_cases.ts";

/** A backend under test, with what it is held against. */
export interface Bench {
  readonly backend: Backend;
  /** The backend that knows better; absent where the backend is that one, which is held against arithmetic by hand. */
  readonly oracle?: Backend;
  /** How much results may differ, as a share of the largest number in an array. */
  readonly tolerance: number;
  /** Distance of 1 to the next number that the backend can hold, with some slack. */
  readonly epsilon: number;
}

/** A claim about backends, and how it is checked. Throws where it does not hold. */
export interface Law {
  readonly law: string;
  readonly check: (bench: Bench) => Promise<void>;
}

/** Where training ends. */
export interface Outcome {
  readonly losses: Float64Array;
  readonly state: State;
  readonly predictions: HostArray;
}

/** A program that stands where a case starts; whoever asked disposes of it. */
export async function ready(backend: Backend, { plan, start }: Case): Promise<Program> {
  const program = await backend.compile(plan);
  program.write(start);
  return program;
}

/** Trains a case on a backend. */
export async function train(backend: Backend, example: Case): Promise<Outcome> {
  const { examples, orders } = example;
  using program = await ready(backend, example);
  const losses = await program.train(program.upload(examples), orders);
  return { losses, state: await program.read(), predictions: await program.predict(examples.x) };
}

/** Trains a case on the bench and holds the outcome against the oracle's. */
export async function agrees(bench: Bench, example: Case): Promise<void> {
  const found = await train(bench.backend, example);
  const wanted = bench.oracle
    ? await train(bench.oracle, example)
    : await trainByHand(bench.backend, example);
  const { epsilon, tolerance } = bench;
  closeTo(found.losses, wanted.losses, { name: "losses", tolerance, slack: epsilon });
  assert.equal(found.state.step, wanted.state.step);
  assert.deepEqual([...found.state.arrays.keys()], [...wanted.state.arrays.keys()]);
  for (const [name, { data }] of wanted.state.arrays) {
    const from = example.start.arrays.get(name)?.data ?? new Float64Array(data.length);
    const slack = epsilon * largest(data) * (1 + wanted.state.step);
    closeTo(less(found.state.arrays.get(name)!.data, from), less(data, from), { name, tolerance, slack });
  }
  assert.deepEqual(found.predictions.shape, wanted.predictions.shape);
  const slack = epsilon * wanted.state.step;
  closeTo(found.predictions.data, wanted.predictions.data, { name: "predictions", tolerance, slack });
}

/** How close numbers have to be: `tolerance` is a share of the largest one wanted, `slack` is added to it. */
export interface Closeness {
  readonly name: string;
  readonly tolerance: number;
  readonly slack: number;
}

/** Throws where numbers differ from those wanted by more than is allowed. */
export function closeTo(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  { name, tolerance, slack }: Closeness,
): void {
  assert.equal(found.length, wanted.length, `${name}: ${found.length} numbers instead of ${wanted.length}`);
  const allowed = tolerance * largest(wanted) + slack;
  for (let k = 0; k < wanted.length; k++) {
    const far = Math.abs(found[k]! - wanted[k]!);
    assert.ok(
      far <= allowed,
      `${name}[${k}] is ${found[k]}, not ${wanted[k]}: off by ${far}, allowed ${allowed}`,
    );
  }
}

/** Throws where states differ in a single bit. */
export function sameBits(found: State, wanted: State): void {
  assert.equal(found.step, wanted.step);
  assert.deepEqual([...found.arrays], [...wanted.arrays]);
}

/** The largest size among numbers, 0 for none. */
export function largest(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let k = 0; k < numbers.length; k++) most = Math.max(most, Math.abs(numbers[k]!));
  return most;
}

function less(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  return Float64Array.from(a, (value, k) => value - b[k]!);
}
