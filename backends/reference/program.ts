import { type HostArray, sizeOf, type State } from "../../core/array.ts";
import type { DeviceData, HostExamples, Plan, Program, TrainOptions } from "../../core/backend.ts";
import { allRows, type Rows } from "../../core/observations.ts";
import { checkExamples, checkState, infer, parametersOf } from "../../nn/mod.ts";
import type { Owner } from "../_owner.ts";
import { visitEventLoop } from "../../core/visit_event_loop.ts";
import { type Cell, makeCell } from "./cell.ts";
import { finalise, type Judge, type Judged, makeJudge } from "./loss.ts";
import { type Matrix, matrix } from "./matrix.ts";
import { makeOptimise, type Optimise } from "./optimise.ts";
import { makeStore, type Store } from "./store.ts";

/** Rows that are predicted at a time. */
const BLOCK = 1024;

/** Arithmetic between two visits to the event loop: about 50 ms. */
const WORK = 2e7;

interface Held extends DeviceData {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

/** A plan in float64 loops: slow, readable, the oracle for all others. */
export class ReferenceProgram implements Program {
  readonly #plan: Plan;
  readonly #store: Store;
  readonly #network: Cell;
  readonly #judge: Judge;
  readonly #optimise: Optimise;
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #held = new Set<DeviceData>();
  readonly #owner: Owner;
  #step = 0;
  #since = 0;
  #disposed = false;

  /** Compiles; `owner` is told of what is made and freed. */
  constructor(plan: Plan, owner: Owner) {
    const root = infer(plan.network, plan.input);
    let dropouts = 0;
    this.#plan = plan;
    this.#store = makeStore(parametersOf(root));
    this.#network = makeCell(root, { store: this.#store, seed: plan.seed, nextDropout: () => dropouts++ });
    this.#judge = makeJudge(plan.loss, plan.finaliser);
    this.#optimise = makeOptimise(plan.optimiser, this.#store);
    this.#inputs = sizeOf(plan.input);
    this.#outputs = sizeOf(root.output);
    this.#owner = owner;
    owner.track(1);
  }

  upload(examples: HostExamples): DeviceData {
    checkExamples(examples, { input: this.#plan.input, outputs: this.#outputs });
    const { x, y, weights } = examples;
    const size = x.shape[0] ?? 0;
    const held: Held = {
      size,
      x: Float64Array.from(x.data),
      y: Float64Array.from(y.data),
      weights: weights ? Float64Array.from(weights) : new Float64Array(size).fill(1),
      [Symbol.dispose]: () => {
        if (this.#held.delete(held)) this.#owner.track(-1);
      },
    };
    this.#held.add(held);
    this.#owner.track(1);
    return held;
  }

  async train(data: DeviceData, orders: readonly Rows[], options: TrainOptions = {}): Promise<Float64Array> {
    const losses = new Float64Array(orders.length);
    const size = [...this.#store.values()].reduce((sum, w) => sum + w.values.length, 0);
    let work = 0;
    for (const [e, order] of orders.entries()) {
      let total = 0;
      for (const rows of this.#batches(order)) {
        // each weight takes some six operations a row, and about a hundred in the optimiser
        if ((work += (6 * rows.length + 100) * size) > WORK) {
          work = 0;
          await visitEventLoop();
        }
        options.signal?.throwIfAborted();
        total += this.#trainStep(this.#gather(data, rows), Math.ceil(order.length / this.#plan.batchSize));
      }
      losses[e] = total / Math.ceil(order.length / this.#plan.batchSize);
      options.onEpoch?.(e, losses[e]!);
    }
    return losses;
  }

  loss(data: DeviceData): Promise<number> {
    let total = 0;
    let count = 0;
    for (const rows of this.#batches(allRows(data.size))) {
      const batch = this.#gather(data, rows);
      const raw = this.#network.forward(batch.x, { training: false, step: this.#step });
      total += this.#judge(raw, batch.y, batch.weights).loss;
      count++;
    }
    return Promise.resolve(total / count);
  }

  predict(x: HostArray): Promise<HostArray> {
    const rows = x.shape[0] ?? 0;
    const out = new Float64Array(rows * this.#outputs);
    for (let from = 0; from < rows; from += BLOCK) {
      const to = Math.min(rows, from + BLOCK);
      const block = matrix(to - from, this.#inputs);
      block.data.set(x.data.subarray(from * this.#inputs, to * this.#inputs));
      const raw = this.#network.forward(block, { training: false, step: this.#step });
      out.set(finalise(this.#plan.finaliser, raw).data, from * this.#outputs);
    }
    return Promise.resolve({ shape: [rows, this.#outputs], data: out });
  }

  read(): Promise<State> {
    const arrays = new Map<string, HostArray>();
    for (const [name, { parameter, values }] of this.#store) {
      arrays.set(name, { shape: parameter.shape, data: values.slice() });
    }
    for (const [name, { of, values }] of this.#optimise.slots) {
      arrays.set(name, { shape: of.parameter.shape, data: values.slice() });
    }
    return Promise.resolve({ step: this.#step, since: this.#since, arrays });
  }

  write(state: State): void {
    const parameters = [...this.#store.values()].map((weights) => weights.parameter);
    checkState(state, { parameters, optimiser: this.#plan.optimiser });
    this.#step = state.step;
    this.#since = state.since ?? 0;
    for (const [name, { values }] of this.#store) values.set(state.arrays.get(name)?.data ?? values);
    for (const [name, { values, start }] of this.#optimise.slots) {
      values.fill(start).set(state.arrays.get(name)?.data ?? []);
    }
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const held of [...this.#held]) held[Symbol.dispose]();
    this.#owner.track(-1);
    this.#owner.forget(this);
  }

  #trainStep(batch: { x: Matrix; y: Float64Array; weights: Float64Array }, stepsPerEpoch: number): number {
    for (const { gradient } of this.#store.values()) gradient.fill(0);
    const raw = this.#network.forward(batch.x, { training: true, step: this.#step });
    const { loss, gradient }: Judged = this.#judge(raw, batch.y, batch.weights);
    this.#network.backward(gradient);
    this.#optimise(this.#step++, stepsPerEpoch, this.#since);
    return loss;
  }

  *#batches(order: Rows): Generator<Int32Array> {
    const { batchSize } = this.#plan;
    const rows = Int32Array.from(order);
    for (let from = 0; from < rows.length; from += batchSize) yield rows.subarray(from, from + batchSize);
  }

  #gather(data: DeviceData, rows: Int32Array): { x: Matrix; y: Float64Array; weights: Float64Array } {
    const held = data as Held; // made by `upload` of this program
    const x = matrix(rows.length, this.#inputs);
    const y = new Float64Array(rows.length * this.#outputs);
    rows.forEach((row, r) => {
      x.data.set(held.x.subarray(row * this.#inputs, (row + 1) * this.#inputs), r * this.#inputs);
      y.set(held.y.subarray(row * this.#outputs, (row + 1) * this.#outputs), r * this.#outputs);
    });
    return { x, y, weights: Float64Array.from(rows, (row) => held.weights[row]!) };
  }
}
