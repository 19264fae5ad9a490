// deno-lint-ignore-file attune/no-clock -- time decides when the event loop has its turn, never what is computed
import type { HostArray, State } from "../../core/array.ts";
import type { DeviceData, HostExamples, Plan, Program, TrainOptions } from "../../core/backend.ts";
import type { Rows } from "../../core/observations.ts";
import { checkExamples, checkState } from "../../nn/mod.ts";
import { gone } from "../_gone.ts";
import type { Owner } from "../_owner.ts";
import { type LoweredPlan, memoryName, remembered } from "../lowering/mod.ts";
import type { Code, Device } from "./device.ts";
import { type Held, hold } from "./held.ts";
import { ProgramMemory } from "./program_memory.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Entry } from "./table.ts";
import { Visits } from "./visits.ts";

/** What a program is made of. */
export interface Parts {
  readonly plan: Plan;
  readonly lowered: LoweredPlan;
  readonly device: Device;
  readonly scheduler: Scheduler;
  readonly code: Code;
  readonly entries: readonly Entry[];
}

/** Bytes of a number, of a loss. */
const [NUMBER, LOSS] = [4, 8];

/** Rows, or a batch, whose losses are summed at a time before the event loop may have its turn. */
const JUDGED_ROWS = 256;

/** Numbers in the widest rows of a block of predictions: 2 MiB, for each block packs the weights anew. */
const AT_WORK = 2 ** 19;
/** Rows of a tile of a product: blocks hold whole ones. */
const TILE = 5;

/** A plan in a WebAssembly memory. */
export class WasmProgram implements Program {
  readonly #parts: Parts;
  readonly #owner: Owner;
  readonly #memory: ProgramMemory;
  readonly #held = new Set<DeviceData>();
  readonly #block: number;
  readonly #visits = new Visits();
  readonly #end = new AbortController();
  #training = 0;
  #disposed = false;

  /** Takes memory; `owner` is told of what is made and freed. */
  constructor(parts: Parts, owner: Owner) {
    const { device, lowered, entries, plan: { seed } } = parts;
    this.#parts = parts;
    this.#owner = owner;
    this.#memory = new ProgramMemory(device, { lowered, entries, seed });
    const widest = Math.max(lowered.inputs, ...lowered.predict.flatMap(({ writes }) => widths(writes)));
    this.#block = TILE * Math.max(2, Math.min(104, Math.floor(AT_WORK / widest / TILE)));
    for (const { slot, memory } of remembered(this.#parts.lowered.layout)) {
      this.#memory.memory(memory.vector, slot).fill(memory.start);
    }
    owner.track(1);
  }

  /** Number of its compiled code on its device. */
  get codeId(): number {
    return this.#parts.code.id;
  }

  upload(examples: HostExamples): DeviceData {
    this.#checkAlive("upload data");
    const { plan, lowered, device: { arena } } = this.#parts;
    checkExamples(examples, { input: plan.input, outputs: lowered.outputs });
    const held = hold(examples, {
      arena,
      numbers: (at, count) => this.#memory.numbers(at, count),
      freed: (gone) => {
        if (this.#held.delete(gone)) this.#owner.track(-1);
      },
    });
    this.#held.add(held);
    this.#owner.track(1);
    return held;
  }

  async train(data: DeviceData, orders: readonly Rows[], options: TrainOptions = {}): Promise<Float64Array> {
    this.#checkAlive("train");
    const losses = new Float64Array(orders.length);
    const signal = options.signal ? AbortSignal.any([options.signal, this.#end.signal]) : this.#end.signal;
    this.#training++;
    try {
      // orders of one length are trained in one go
      for (let from = 0, to = 0; from < orders.length; from = to) {
        while (to < orders.length && orders[to]!.length === orders[from]!.length) to++;
        const done = (e: number, loss: number) => {
          losses[from + e] = loss;
          options.onEpoch?.(from + e, loss);
        };
        // data as Held: made by `upload` of this program
        await this.#trainStretch(data as Held, orders.slice(from, to), { signal, done });
      }
    } finally {
      this.#training--;
      if (this.#disposed && this.#training === 0) this.#memory[Symbol.dispose]();
    }
    return losses;
  }

  async loss(data: DeviceData): Promise<number> {
    const { device, code, plan } = this.#parts;
    const { size, x, y, weights } = data as Held; // made by `upload` of this program
    const batch = Math.min(plan.batchSize, size);
    const batches = Math.ceil(size / batch);
    // by sizes alone: sums that were grouped by time would differ in their last bits
    const stretch = Math.max(1, Math.floor(JUDGED_ROWS / batch));
    let total = 0;
    for (let done = 0; done < batches;) {
      this.#checkAlive("judge");
      this.#memory.reserve({ batch });
      this.#memory.set({ rows: size, batch, x, y, weights });
      const before = performance.now();
      const until = Math.min(batches, done + stretch);
      total += code.exports.judge(this.#memory.table, done, until, device.scratch);
      done = until;
      if (done < batches) await this.#visits.after(performance.now() - before);
    }
    return total / batches;
  }

  async predict(x: HostArray): Promise<HostArray> {
    const { lowered: { inputs, outputs }, code, device } = this.#parts;
    const rows = x.shape[0] ?? 0;
    const result = new Float32Array(rows * outputs);
    const block = Math.min(rows, this.#block);
    for (let from = 0; from < rows; from += block) {
      const before = performance.now();
      this.#checkAlive("predict");
      this.#memory.reserve({ block });
      const at = this.#memory.inOut(block);
      const here = Math.min(block, rows - from);
      this.#memory.numbers(at.x, here * inputs).set(x.data.subarray(from * inputs, (from + here) * inputs));
      code.exports.predict(this.#memory.table, at.x, here, at.out, device.scratch);
      result.set(this.#memory.numbers(at.out, here * outputs), from * outputs);
      if (from + block < rows) await this.#visits.after(performance.now() - before);
    }
    return { shape: [rows, outputs], data: result };
  }

  read(): Promise<State> {
    this.#checkAlive("read");
    const arrays = new Map<string, HostArray>();
    for (const slot of this.#parts.lowered.layout.slots) {
      const data = this.#memory.weights(slot.offset, slot.size).slice();
      arrays.set(slot.parameter.name, { shape: slot.parameter.shape, data });
    }
    for (const { slot, memory } of remembered(this.#parts.lowered.layout)) {
      const data = this.#memory.memory(memory.vector, slot).slice();
      arrays.set(memoryName(slot, memory), { shape: slot.parameter.shape, data });
    }
    return Promise.resolve({ step: this.#memory.get("step"), since: this.#memory.get("since"), arrays });
  }

  write(state: State): void {
    this.#checkAlive("write");
    const { lowered: { layout }, plan: { optimiser } } = this.#parts;
    checkState(state, { parameters: layout.slots.map(({ parameter }) => parameter), optimiser });
    this.#memory.set({ step: state.step, since: state.since ?? 0 });
    for (const { parameter, offset, size } of layout.slots) {
      const given = state.arrays.get(parameter.name);
      if (given) this.#memory.weights(offset, size).set(given.data);
    }
    for (const { slot, memory } of remembered(this.#parts.lowered.layout)) {
      const given = state.arrays.get(memoryName(slot, memory));
      this.#memory.memory(memory.vector, slot).fill(memory.start).set(given?.data ?? []);
    }
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#end.abort(gone("train"));
    for (const held of [...this.#held]) held[Symbol.dispose]();
    this.#owner.track(-1);
    this.#owner.forget(this);
    // otherwise when no thread writes into it any more
    if (this.#training === 0) this.#memory[Symbol.dispose]();
  }

  #checkAlive(task: string): void {
    if (this.#disposed) throw gone(task);
  }

  async #trainStretch(
    { x, y, weights }: Held,
    orders: readonly Rows[],
    { signal, done }: { signal: AbortSignal; done: (epoch: number, loss: number) => void },
  ): Promise<void> {
    const { device: { arena, memory }, code, plan, scheduler } = this.#parts;
    const rows = orders[0]?.length ?? 0;
    const batch = Math.min(plan.batchSize, rows);
    const batches = Math.ceil(rows / batch);
    this.#memory.reserve({ batch });
    const order = arena.take(rows * orders.length * NUMBER);
    const losses = arena.take(orders.length * LOSS);
    try {
      orders.forEach((of, e) => new Uint32Array(memory.buffer, order + e * rows * NUMBER, rows).set(of));
      new Float64Array(memory.buffer, losses, orders.length).fill(0);
      this.#memory.set({ rows, batch, batches, order, x, y, weights, losses });
      let told = 0;
      const progress = (count: number) => {
        const sums = new Float64Array(memory.buffer, losses, orders.length);
        for (; told < Math.floor(count / batches); told++) done(told, sums[told]! / batches);
      };
      const { table } = this.#memory;
      await scheduler.run({ code, table, batches: batches * orders.length, signal, progress });
    } finally {
      arena.give(order);
      arena.give(losses);
    }
  }
}

function widths(writes: Readonly<Record<string, { readonly perRow: number } | undefined>>): number[] {
  return Object.values(writes).map((tensor) => tensor?.perRow ?? 0);
}
