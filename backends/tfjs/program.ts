import type { Scalar, Tensor } from "@tensorflow/tfjs-core";
import { type HostArray, sizeOf, type State } from "../../core/array.ts";
import type { DeviceData, HostExamples, Plan, Program, TrainOptions } from "../../core/backend.ts";
import { allRows, type Rows } from "../../core/observations.ts";
import { checkExamples, checkState, infer, type Node } from "../../nn/mod.ts";
import type { Owner } from "../_owner.ts";
import { visitEventLoop } from "../../core/visit_event_loop.ts";
import type { Engine } from "./engine.ts";
import { type Batch, batches, gather, hold } from "./batches.ts";
import { type Forward, makeForward, nodesOf } from "./forward.ts";
import { type Judge, makeFinalise, makeJudge } from "./loss.ts";
import { makeOptimise, type Optimise } from "./optimise.ts";
import { makeRests, type Rests } from "./rests.ts";
import { type Arrays, readArrays, writeArrays } from "./state.ts";
import { type Store, toTensor, type Weights } from "./store.ts";

/** Rows that are predicted at a time, at most. */
const BLOCK = 1024;

/** Numbers that a layer gives for the rows predicted at a time, at most: 16 MiB. All layers' are held until the end. */
const BLOCK_NUMBERS = 2 ** 22;

/** Dropout and batch statistics on, or off. */
type Mode = "train" | "judge";

interface Course {
  readonly rest: Rests;
  readonly signal: AbortSignal | undefined;
}

/** A plan as closures over tfjs operations. */
export class TfjsProgram implements Program {
  readonly #plan: Plan;
  readonly #engine: Engine;
  readonly #root: Node;
  readonly #store: Store = new Map();
  readonly #trained: readonly Weights[];
  readonly #network: Forward;
  readonly #judge: Judge;
  readonly #finalise: (raw: Tensor) => Tensor;
  readonly #optimise: Optimise;
  readonly #outputs: number;
  readonly #held = new Set<DeviceData>();
  readonly #frees: (() => void)[] = [];
  readonly #owner: Owner;
  #step = 0;
  #since = 0;
  #disposed = false;

  /** Compiles; `owner` is told of what is made and freed. */
  constructor(plan: Plan, engine: Engine, owner: Owner) {
    const { tf } = engine;
    engine.enter();
    let dropouts = 0;
    this.#plan = plan;
    this.#engine = engine;
    this.#owner = owner;
    this.#root = infer(plan.network, plan.input);
    this.#outputs = sizeOf(this.#root.output);
    try {
      this.#network = makeForward(this.#root, {
        engine,
        store: this.#store,
        seed: plan.seed,
        nextDropout: () => dropouts++,
        defer: (free) => this.#frees.push(free),
      });
      this.#trained = [...this.#store.values()].filter(({ parameter }) => parameter.trained);
      this.#judge = makeJudge(tf, plan.loss, plan.finaliser);
      this.#finalise = makeFinalise(tf, plan.finaliser);
      this.#optimise = makeOptimise(tf, plan.optimiser, this.#trained);
    } catch (error) {
      this.#free();
      throw error;
    }
    owner.track(1);
  }

  upload(examples: HostExamples): DeviceData {
    const { tf } = this.#engine;
    this.#engine.enter();
    const shapes = { input: this.#plan.input, outputs: this.#outputs };
    checkExamples(examples, shapes);
    const forget = (gone: DeviceData) => {
      if (this.#held.delete(gone)) this.#owner.track(-1);
    };
    const held = hold(tf, examples, { ...shapes, forget });
    this.#held.add(held);
    this.#owner.track(1);
    return held;
  }

  async train(data: DeviceData, orders: readonly Rows[], options: TrainOptions = {}): Promise<Float64Array> {
    const losses = new Float64Array(orders.length);
    const waiting: { readonly epoch: number; readonly sum: Tensor }[] = [];
    const readBack = async () => {
      const sums = await this.#numbers(() => this.#engine.tf.stack(waiting.map(({ sum }) => sum)));
      for (const [i, { epoch, sum }] of waiting.splice(0).entries()) {
        losses[epoch] = sums[i]! / this.#steps(orders[epoch]!);
        sum.dispose();
        options.onEpoch?.(epoch, losses[epoch]!);
      }
    };
    const rest = makeRests(nodesOf(this.#root));
    try {
      for (const [epoch, order] of orders.entries()) {
        waiting.push({ epoch, sum: await this.#epoch(data, order, { rest, signal: options.signal }) });
        if (options.onEpoch) await readBack();
      }
      if (waiting.length > 0) await readBack();
    } finally {
      for (const { sum } of waiting) sum.dispose();
    }
    return losses;
  }

  async loss(data: DeviceData): Promise<number> {
    const { tf } = this.#engine;
    const order = allRows(data.size);
    const [total = NaN] = await this.#numbers(() => {
      let sum: Tensor = tf.scalar(0);
      for (const rows of batches(order, this.#plan.batchSize)) {
        const before = sum;
        sum = tf.tidy(() => tf.add(before, this.#lossOf(gather(tf, data, rows), "judge")));
        before.dispose();
      }
      return sum;
    });
    return total / this.#steps(order);
  }

  async predict(x: HostArray): Promise<HostArray> {
    const { tf } = this.#engine;
    const rows = x.shape[0] ?? 0;
    const inputs = sizeOf(this.#plan.input);
    const out = new Float32Array(rows * this.#outputs);
    const widest = Math.max(...nodesOf(this.#root).map(({ output }) => sizeOf(output)));
    const block = Math.min(BLOCK, Math.max(1, Math.floor(BLOCK_NUMBERS / widest)));
    for (let from = 0; from < rows; from += block) {
      const to = Math.min(rows, from + block);
      const values = await this.#numbers(() => {
        const numbers = x.data.subarray(from * inputs, to * inputs);
        return this.#finalise(
          this.#forward(toTensor(tf, numbers, [to - from, ...this.#plan.input]), "judge"),
        );
      });
      out.set(values, from * this.#outputs);
    }
    return { shape: [rows, this.#outputs], data: out };
  }

  async read(): Promise<State> {
    this.#engine.enter();
    return { step: this.#step, since: this.#since, arrays: await readArrays(this.#arrays()) };
  }

  write(state: State): void {
    const parameters = [...this.#store.values()].map((weights) => weights.parameter);
    checkState(state, { parameters, optimiser: this.#plan.optimiser });
    this.#engine.enter();
    this.#step = state.step;
    this.#since = state.since ?? 0;
    writeArrays(this.#engine.tf, this.#arrays(), state.arrays);
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#engine.enter();
    for (const held of [...this.#held]) held[Symbol.dispose]();
    for (const { variable } of this.#optimise.slots) variable.dispose();
    this.#free();
    this.#owner.track(-1);
    this.#owner.forget(this);
  }

  // The sum of the batches' losses, still on the device.
  async #epoch(data: DeviceData, order: Rows, { rest, signal }: Course): Promise<Tensor> {
    const { tf } = this.#engine;
    this.#engine.enter();
    let sum: Tensor = tf.scalar(0);
    try {
      for (const rows of batches(order, this.#plan.batchSize)) {
        if (rest.isDue(rows.length)) {
          await visitEventLoop();
          this.#engine.enter();
        }
        signal?.throwIfAborted();
        const before = sum;
        sum = tf.tidy(() => tf.add(before, this.#trainStep(gather(tf, data, rows), this.#steps(order))));
        before.dispose();
      }
      return sum;
    } catch (error) {
      sum.dispose();
      throw error;
    }
  }

  #trainStep(batch: Batch, stepsPerEpoch: number): Tensor {
    const { tf } = this.#engine;
    const at = { step: this.#step, stepsPerEpoch, since: this.#since };
    const variables = this.#trained.map(({ variable }) => variable);
    const judged = () => this.#lossOf(batch, "train") as Scalar; // a sum over all axes
    if (variables.length === 0) {
      this.#step++;
      return judged();
    }
    const { value, grads } = tf.variableGrads(judged, variables);
    this.#optimise(variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable)), at);
    this.#step++;
    return value;
  }

  #lossOf({ x, targets }: Batch, mode: Mode): Tensor {
    return this.#judge(this.#forward(x, mode), targets);
  }

  // Raw outputs, batch × outputs.
  #forward(x: Tensor, mode: Mode): Tensor {
    const raw = this.#network(x, { training: mode === "train", step: this.#step });
    return raw.rank === 2 ? raw : this.#engine.tf.reshape(raw, [x.shape[0] ?? 0, this.#outputs]);
  }

  #steps(order: Rows): number {
    return Math.ceil(order.length / this.#plan.batchSize);
  }

  // The numbers of a tensor that is made, read and freed.
  async #numbers(make: () => Tensor): Promise<Float32Array> {
    const { tf } = this.#engine;
    this.#engine.enter();
    const made = tf.tidy(make);
    try {
      return Float32Array.from(await made.data());
    } finally {
      made.dispose();
      this.#engine.enter();
    }
  }

  #arrays(): Arrays {
    return { store: this.#store, trained: this.#trained, slots: this.#optimise.slots };
  }

  #free(): void {
    for (const free of this.#frees) free();
    for (const { variable } of this.#store.values()) variable.dispose();
  }
}
