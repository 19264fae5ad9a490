import type { HostArray, State } from "../../core/array.ts";
import type { DeviceData, HostExamples, Plan, Program, TrainOptions } from "../../core/backend.ts";
import type { Rows } from "../../core/observations.ts";
import { checkExamples, checkState } from "../../nn/mod.ts";
import { type Memory, memoryName, type Slot } from "../lowering/mod.ts";
import type { Owner } from "../_owner.ts";
import { type Held, hold, inputsOf } from "./held.ts";
import { IDLE } from "./model_state.ts";
import type { Population } from "./population.ts";
import type { Stream } from "./stream.ts";
import { inBlocks, judge } from "./sweep.ts";
import type { Tape } from "./tape.ts";
import type { Device } from "./device.ts";

/** What a program is made of. */
export interface Parts {
  readonly plan: Plan;
  /** What it writes on the tape. */
  readonly tape: Tape;
  readonly device: Device;
  readonly population: Population;
  readonly stream: Stream;
  /** Told when it has left its population. */
  readonly left: () => void;
}

/** Words of orders and of the tape that are written at once. */
const STRETCH = 2 ** 22;

/** A plan on a WebGPU device: one model of a population. */
export class WebgpuProgram implements Program {
  readonly #parts: Parts;
  readonly #owner: Owner;
  readonly #model: number;
  readonly #held = new Set<DeviceData>();
  readonly #end = new AbortController();
  #step = 0;
  #since = 0;
  #busy = 0;
  #disposed = false;

  /** Joins the population; `owner` is told of what is made and freed. */
  constructor(parts: Parts, owner: Owner) {
    this.#parts = parts;
    this.#owner = owner;
    this.#model = parts.population.join();
    for (const { slot, memory } of this.#remembered()) {
      if (memory.start !== 0) {
        this.#write(this.#at(memory, slot), new Float32Array(slot.size).fill(memory.start));
      }
    }
    owner.track(1);
  }

  upload(examples: HostExamples): DeviceData {
    this.#checkAlive("upload data");
    const { plan, population } = this.#parts;
    checkExamples(examples, { input: plan.input, outputs: population.common.lowered.outputs });
    const held = hold(examples, population.data, (gone) => {
      if (this.#held.delete(gone)) this.#owner.track(-1);
    });
    this.#held.add(held);
    this.#owner.track(1);
    return held;
  }

  async train(data: DeviceData, orders: readonly Rows[], options: TrainOptions = {}): Promise<Float64Array> {
    this.#checkAlive("train");
    const losses = new Float64Array(orders.length);
    const signal = options.signal ? AbortSignal.any([options.signal, this.#end.signal]) : this.#end.signal;
    await this.#working(async () => {
      for (let from = 0, to = 0; from < orders.length; from = to) {
        to = from +
          stretch(orders.slice(from), { batch: this.#parts.plan.batchSize, words: this.#parts.tape.stride });
        const done = (e: number, loss: number) => {
          losses[from + e] = loss;
          options.onEpoch?.(from + e, loss);
        };
        // data as Held: made by `upload` of this program
        await this.#trainStretch(data as Held, orders.slice(from, to), { signal, done });
      }
    });
    return losses;
  }

  loss(data: DeviceData): Promise<number> {
    this.#checkAlive("judge");
    const { device, population, plan } = this.#parts;
    // data as Held: made by `upload` of this program
    return this.#working(() =>
      judge(data as Held, { device, population, model: this.#model, batch: plan.batchSize })
    );
  }

  predict(x: HostArray): Promise<HostArray> {
    this.#checkAlive("predict");
    const { device, population } = this.#parts;
    return this.#working(() => inBlocks(x, { device, population, model: this.#model }));
  }

  async read(): Promise<State> {
    this.#checkAlive("read");
    const { population, device } = this.#parts;
    const { layout } = population.common.lowered;
    const [step, since] = [this.#step, this.#since];
    const all = await this.#working(() => population.read(this.#model));
    device.check();
    const arrays = new Map<string, HostArray>();
    for (const { parameter: { name, shape }, offset, size } of layout.slots) {
      arrays.set(name, { shape, data: all.slice(offset, offset + size) });
    }
    for (const { slot, memory } of this.#remembered()) {
      const at = this.#at(memory, slot);
      arrays.set(memoryName(slot, memory), {
        shape: slot.parameter.shape,
        data: all.slice(at, at + slot.size),
      });
    }
    return { step, since, arrays };
  }

  write(state: State): void {
    this.#checkAlive("write");
    const { plan: { optimiser }, population } = this.#parts;
    const { layout } = population.common.lowered;
    checkState(state, { parameters: layout.slots.map(({ parameter }) => parameter), optimiser });
    this.#step = state.step;
    this.#since = state.since ?? 0;
    for (const { parameter, offset } of layout.slots) {
      const given = state.arrays.get(parameter.name);
      if (given) this.#write(offset, Float32Array.from(given.data));
    }
    for (const { slot, memory } of this.#remembered()) {
      const given = state.arrays.get(memoryName(slot, memory))?.data;
      const values = given ? Float32Array.from(given) : new Float32Array(slot.size).fill(memory.start);
      this.#write(this.#at(memory, slot), values);
    }
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#end.abort(gone("go on"));
    for (const held of [...this.#held]) held[Symbol.dispose]();
    this.#owner.track(-1);
    this.#owner.forget(this);
    if (this.#busy === 0) this.#leave();
  }

  #checkAlive(task: string): void {
    if (this.#disposed) throw gone(task);
    this.#parts.device.check();
  }

  // Its place goes to another only when nothing of it is under way.
  async #working<T>(work: () => Promise<T>): Promise<T> {
    this.#busy++;
    try {
      return await work();
    } finally {
      this.#busy--;
      if (this.#disposed && this.#busy === 0) this.#leave();
    }
  }

  #leave(): void {
    this.#parts.population.leave(this.#model);
    this.#parts.left();
  }

  async #trainStretch(data: Held, orders: readonly Rows[], { signal, done }: Following): Promise<void> {
    signal.throwIfAborted();
    const { population, stream } = this.#parts;
    const rows = orders[0]?.length ?? 0;
    const batch = Math.min(this.#parts.plan.batchSize, rows);
    const batches = Math.ceil(rows / batch);
    const steps = batches * orders.length;
    await population.reserve(batch);
    const words = this.#tapeOf(orders, batches);
    const [first, losses] = [population.tape.take(words.length), population.losses.take(steps)];
    try {
      population.tape.write(first, words);
      const row = first + rows * orders.length;
      const { stride } = this.#parts.tape;
      const where = { first, here: batch, row, loss: losses, left: steps, done: 0, rows, batch, stride };
      population.place(this.#model, { ...inputsOf(data), now: IDLE, ...where });
      const progress = epochByEpoch(batches, { signal, done });
      const submitted = (count: number) => void (this.#step += count);
      const job = { model: this.#model, steps, stepsPerEpoch: batches, losses, signal, progress, submitted };
      await stream.run(job);
    } finally {
      population.tape.give(first);
      population.losses.give(losses);
    }
  }

  // The rows of all epochs, and behind them what changes from step to step.
  #tapeOf(orders: readonly Rows[], stepsPerEpoch: number): Uint32Array<ArrayBuffer> {
    const { tape } = this.#parts;
    const rows = orders[0]?.length ?? 0;
    const steps = stepsPerEpoch * orders.length;
    const words = new Uint32Array(rows * orders.length + steps * tape.stride);
    orders.forEach((order, e) => words.set(order, e * rows));
    for (let s = 0; s < steps; s++) {
      const at = { step: this.#step + s, stepsPerEpoch, since: this.#since };
      tape.write(words, rows * orders.length + s * tape.stride, at);
    }
    return words;
  }

  #write(at: number, numbers: Float32Array<ArrayBuffer>): void {
    this.#parts.population.write(this.#model, { at, numbers });
  }

  #at({ vector }: Memory, { offset }: Slot): number {
    const { total, trained } = this.#parts.population.common.lowered.layout;
    return total + trained * (1 + vector) + offset;
  }

  // Every trained array with every vector that the optimiser keeps for it: link by link, array by array.
  #remembered(): { readonly slot: Slot; readonly memory: Memory }[] {
    const { slots, memories } = this.#parts.population.common.lowered.layout;
    const trained = slots.filter(({ parameter }) => parameter.trained);
    const links = [...new Set(memories.map(({ link }) => link))];
    return links.flatMap((link) => {
      const own = memories.filter((memory) => memory.link === link);
      return trained.flatMap((slot) => own.map((memory) => ({ slot, memory })));
    });
  }
}

/** Who follows a stretch of training. */
interface Following {
  readonly signal: AbortSignal;
  readonly done: (epoch: number, loss: number) => void;
}

// Tells each epoch's mean loss once all of its steps are done.
function epochByEpoch(batches: number, { signal, done }: Following): (losses: Float32Array) => void {
  let told = 0;
  return (losses) => {
    for (; (told + 1) * batches <= losses.length; told++) {
      signal.throwIfAborted();
      let sum = 0;
      for (let b = 0; b < batches; b++) sum += losses[told * batches + b]!;
      done(told, sum / batches);
    }
  };
}

// How many of the orders, at least one, have one length and fit on the tape together.
function stretch(orders: readonly Rows[], { batch, words }: { batch: number; words: number }): number {
  const length = orders[0]?.length ?? 0;
  const each = length + Math.ceil(length / Math.max(1, Math.min(batch, length))) * words;
  const same = orders.findIndex((order) => order.length !== length);
  const most = Math.max(1, Math.floor(STRETCH / Math.max(1, each)));
  return Math.min(most, same < 0 ? orders.length : same);
}

function gone(task: string): TypeError {
  return new TypeError(`Cannot ${task}: this program, or its backend, was disposed; compile a new one`);
}
