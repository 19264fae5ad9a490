import type { HostArray, State } from "../../core/array.ts";
import type { DeviceData, HostExamples, Plan, Program, TrainOptions } from "../../core/backend.ts";
import type { Rows } from "../../core/observations.ts";
import { checkExamples, checkState } from "../../nn/mod.ts";
import { gone } from "../_gone.ts";
import type { Owner } from "../_owner.ts";
import { visitEventLoop } from "../../core/visit_event_loop.ts";
import { Held } from "./held.ts";
import { Seat } from "./seat.ts";
import type { Site } from "./site.ts";
import type { Sites } from "./sites.ts";
import { inBlocks, judge } from "./sweep.ts";
import { type Tape, tapeOf } from "./tape.ts";
import { type Following, type Progressing, train } from "./train.ts";
import { arraysOf, initialVectors, piecesOfState, sizeOfVectors } from "./vectors.ts";

/** What a program is made of. */
export interface Parts {
  readonly plan: Plan;
  readonly sites: Sites;
  /** Where it begins. */
  readonly site: Site;
}

/** Flat vectors of more numbers are not copied to the host after training, and are gone if their device is lost. */
const SNAPSHOT = 2 ** 22;

/** How a program stood when its numbers were last known on the host. */
interface Snapshot {
  readonly step: number;
  readonly vectors: Float32Array<ArrayBuffer>;
}

/** A plan on a WebGPU device: one model of a population. If the device is lost, it goes on from a snapshot, once. */
export class WebgpuProgram implements Program {
  readonly #parts: Parts;
  readonly #owner: Owner;
  readonly #tape: Tape;
  readonly #held = new Set<Held>();
  readonly #end = new AbortController();
  #seat: Seat;
  #step = 0;
  #since = 0;
  #snapshot: Snapshot | undefined;
  #busy = 0;
  #disposed = false;

  /** Takes a seat; `owner` is told of what is made and freed. */
  constructor(parts: Parts, owner: Owner) {
    this.#parts = parts;
    this.#owner = owner;
    this.#tape = tapeOf(parts.plan);
    this.#seat = new Seat(parts.plan, parts.site);
    const numbers = initialVectors(this.#seat.layout);
    this.#snapshot = { step: 0, vectors: numbers };
    this.#seat.write({ at: 0, numbers });
    owner.track(1);
  }

  upload(examples: HostExamples): DeviceData {
    this.#checkAlive("upload data");
    const { population: { data, common: { lowered: { outputs } } } } = this.#seat;
    checkExamples(examples, { input: this.#parts.plan.input, outputs });
    const freed = (gone: Held) => {
      if (this.#held.delete(gone)) this.#owner.track(-1);
    };
    const held = new Held(examples, { data, freed });
    this.#held.add(held);
    this.#owner.track(1);
    return held;
  }

  async train(data: DeviceData, orders: readonly Rows[], options: TrainOptions = {}): Promise<Float64Array> {
    this.#checkAlive("train");
    const losses = new Float64Array(orders.length);
    const signal = options.signal ? AbortSignal.any([options.signal, this.#end.signal]) : this.#end.signal;
    let told = 0;
    const done = (epoch: number, loss: number) => {
      losses[epoch] = loss;
      if (epoch < told) return; // said before the device was lost
      told++;
      options.onEpoch?.(epoch, loss);
    };
    const held = data as Held; // made by `upload` of this program
    await this.#working(() => this.#train({ held, orders }, { signal, done }));
    return losses;
  }

  loss(data: DeviceData): Promise<number> {
    this.#checkAlive("judge");
    const held = data as Held; // made by `upload` of this program
    return this.#working(() => judge(held, { ...this.#seat.parts, batch: this.#parts.plan.batchSize }));
  }

  predict(x: HostArray): Promise<HostArray> {
    this.#checkAlive("predict");
    return this.#working(() => inBlocks(x, this.#seat.parts));
  }

  async read(): Promise<State> {
    this.#checkAlive("read");
    return await this.#working(async () => {
      const vectors = await this.#seat.read();
      this.#snapshot = { step: this.#step, vectors };
      return { step: this.#step, since: this.#since, arrays: arraysOf(vectors, this.#seat.layout) };
    });
  }

  write(state: State): void {
    this.#checkAlive("write");
    const { layout } = this.#seat;
    const parameters = layout.slots.map(({ parameter }) => parameter);
    checkState(state, { parameters, optimiser: this.#parts.plan.optimiser });
    this.#step = state.step;
    this.#since = state.since ?? 0;
    const pieces = piecesOfState(state, layout);
    for (const piece of pieces) this.#seat.write(piece);
    // a state that has all weights is a whole network, whatever was known before
    const isWhole = layout.slots.every(({ parameter: { name } }) => state.arrays.has(name));
    if (!this.#snapshot && !isWhole) return;
    const vectors = this.#snapshot?.vectors.slice() ?? initialVectors(layout);
    for (const { at, numbers } of pieces) vectors.set(numbers, at);
    this.#snapshot = { step: state.step, vectors };
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#end.abort(gone("go on"));
    for (const held of [...this.#held]) held[Symbol.dispose]();
    this.#owner.track(-1);
    this.#owner.forget(this);
    if (this.#busy === 0) this.#seat[Symbol.dispose]();
  }

  #checkAlive(task: string): void {
    if (this.#disposed) throw gone(task);
  }

  // What is known on the host is what was trained, or nothing: a snapshot of something older would be another network.
  async #train(
    what: { readonly held: Held; readonly orders: readonly Rows[] },
    following: Following,
  ): Promise<void> {
    const { plan } = this.#parts;
    const before = this.#step;
    let last: Snapshot | undefined;
    const snapped = (vectors: Float32Array<ArrayBuffer>) => last = { step: of.step, vectors };
    const small = sizeOfVectors(this.#seat.layout) <= SNAPSHOT;
    const of: Progressing = {
      ...this.#seat.parts,
      plan,
      tape: this.#tape,
      since: this.#since,
      step: before,
      ...(small ? { snapped } : {}),
    };
    try {
      await train(of, what, following);
    } catch (error) {
      // if the device is lost, the snapshot from before is where training begins again
      if (of.step !== before && !await this.#isLost()) {
        this.#snapshot = last?.step === of.step ? last : undefined;
      }
      throw error;
    } finally {
      this.#step = of.step;
    }
    if (of.step !== before) this.#snapshot = last;
  }

  // Work is done again from the last snapshot if the device is lost meanwhile.
  async #working<T>(work: () => Promise<T>): Promise<T> {
    this.#busy++;
    try {
      if (this.#seat.site.device.isLost) await this.#move();
      this.#seat.site.device.check();
      try {
        return await work();
      } catch (error) {
        if (this.#disposed || !await this.#isLost()) throw error;
        await this.#move();
        return await work();
      }
    } finally {
      this.#busy--;
      // its place goes to another only when nothing of it is under way
      if (this.#disposed && this.#busy === 0) this.#seat[Symbol.dispose]();
    }
  }

  // Devices say a little late that they are lost.
  async #isLost(): Promise<boolean> {
    await visitEventLoop();
    return this.#seat.site.device.isLost;
  }

  async #move(): Promise<void> {
    const { plan, sites } = this.#parts;
    const lost = this.#seat;
    if (!this.#snapshot) lost.site.device.check(); // throws, because it is lost
    const { step, vectors } = this.#snapshot!;
    this.#seat = new Seat(plan, await sites.after(lost.site));
    lost[Symbol.dispose]();
    this.#step = step;
    this.#seat.write({ at: 0, numbers: vectors });
    for (const held of this.#held) held.moveTo(this.#seat.population.data);
  }
}
