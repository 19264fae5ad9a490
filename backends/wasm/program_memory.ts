import type { Plan } from "../../core/backend.ts";
import { type LoweredPlan, place, type Placement, type Step } from "../lowering/mod.ts";
import { bind, fieldsOf } from "./bind.ts";
import { convWork } from "./conv_work.ts";
import type { Device } from "./device.ts";
import { ENTRY, type Entry, type Field, type Mode } from "./table.ts";

/** Bytes of a number. */
const NUMBER = 4;

/** How many rows the working memory is for. */
export interface Rows {
  /** Of a batch in training. */
  readonly batch: number;
  /** Of a block that is predicted. */
  readonly block: number;
}

/** A program's part of a device's memory: its table, its flat vectors, and room to work in. */
export class ProgramMemory implements Disposable {
  /** Address of the table. */
  readonly table: number;
  readonly #device: Device;
  readonly #lowered: LoweredPlan;
  readonly #entries: readonly Entry[];
  readonly #seed: Plan["seed"];
  readonly #fields: ReadonlyMap<Field, number>;
  readonly #weights: number;
  #work: { readonly rows: Rows; readonly at: number } | undefined;
  #inOut: { readonly rows: number; readonly x: number; readonly out: number } | undefined;

  /** Takes what lasts; room to work in is taken when it is first needed. */
  constructor(device: Device, of: { lowered: LoweredPlan; entries: readonly Entry[]; seed: Plan["seed"] }) {
    this.#device = device;
    this.#lowered = of.lowered;
    this.#entries = of.entries;
    this.#seed = of.seed;
    this.#fields = fieldsOf(of.entries);
    const { layout } = of.lowered;
    const vectors = layout.total + layout.trained * (1 + layout.memories.length);
    this.#weights = device.arena.take(vectors * NUMBER);
    this.numbers(this.#weights, vectors).fill(0);
    this.table = device.arena.take(of.entries.length * ENTRY);
    this.numbers(this.table, of.entries.length * (ENTRY / NUMBER)).fill(0);
  }

  /** A view of numbers in the memory; memory that grows may leave it behind. */
  numbers(at: number, count: number): Float32Array<ArrayBufferLike> {
    return new Float32Array(this.#device.memory.buffer, at, count);
  }

  /** A view of weights: `offset` counts numbers from the first. */
  weights(offset: number, count: number): Float32Array<ArrayBufferLike> {
    return this.numbers(this.#weights + offset * NUMBER, count);
  }

  /** A view of a part of a remembered vector. */
  memory(vector: number, { offset, size }: { offset: number; size: number }): Float32Array<ArrayBufferLike> {
    return this.numbers(this.#memoryAt(vector) + offset * NUMBER, size);
  }

  /** Reads a field of the table. */
  get(field: Field): number {
    return this.#view().getUint32(this.#fields.get(field)!, true);
  }

  /** Writes fields of the table; those that no code reads are left out. */
  set(values: Partial<Readonly<Record<Field, number>>>): void {
    const view = this.#view();
    for (const [field, value] of Object.entries(values)) {
      const at = this.#fields.get(field as Field); // a key of the record
      if (at !== undefined) view.setUint32(at, value, true);
    }
  }

  /** Makes room for batches and blocks of so many rows, and writes the addresses into the table. */
  reserve(rows: Partial<Rows>): void {
    const has = this.#work?.rows ?? { batch: 0, block: 0 };
    const batch = Math.max(rows.batch ?? 0, has.batch);
    const block = Math.max(rows.block ?? 0, has.block);
    if (this.#work && batch === has.batch && block === has.block) return;
    const { train, judge, predict, inputs, outputs } = this.#lowered;
    const modes: Readonly<Record<Mode, Placement>> = {
      train: placed(train, batch),
      judge: placed(judge, batch),
      predict: placed(predict, block),
    };
    const planned = Math.max(...Object.values(modes).map(({ size }) => size));
    const work = convWork([...train, ...judge, ...predict]);
    const parts = partsOf(planned, { x: batch * inputs, y: batch * outputs, weights: batch, work });
    this.#giveWork();
    const at = this.#device.arena.take(parts.size * NUMBER);
    this.#work = { rows: { batch, block }, at };
    bind(this.#view(), this.#entries, {
      weights: this.#weights,
      gradients: this.#weights + this.#lowered.layout.total * NUMBER,
      memory: (vector) => this.#memoryAt(vector),
      seed: this.#seed,
      tensor: (entry) =>
        at + NUMBER *
          (entry.kind === "batch" ? parts[entry.name] : modes[entry.mode].offsets.get(entry.id) ?? 0),
    });
  }

  /** Room for rows on their way in and out of a prediction. */
  inOut(rows: number): { readonly x: number; readonly out: number } {
    if (this.#inOut && this.#inOut.rows >= rows) return this.#inOut;
    const { inputs, outputs } = this.#lowered;
    const { arena } = this.#device;
    this.#giveInOut();
    const x = arena.take(rows * inputs * NUMBER);
    this.#inOut = { rows, x, out: arena.take(rows * outputs * NUMBER) };
    return this.#inOut;
  }

  [Symbol.dispose](): void {
    this.#giveWork();
    this.#giveInOut();
    this.#device.arena.give(this.#weights);
    this.#device.arena.give(this.table);
  }

  #view(): DataView {
    return new DataView(this.#device.memory.buffer, this.table, this.#entries.length * ENTRY);
  }

  #memoryAt(vector: number): number {
    const { total, trained } = this.#lowered.layout;
    return this.#weights + NUMBER * (total + trained * (1 + vector));
  }

  #giveWork(): void {
    if (this.#work) this.#device.arena.give(this.#work.at);
    this.#work = undefined;
  }

  #giveInOut(): void {
    if (!this.#inOut) return;
    this.#device.arena.give(this.#inOut.x);
    this.#device.arena.give(this.#inOut.out);
    this.#inOut = undefined;
  }
}

function placed(steps: readonly Step[], rows: number): Placement {
  return rows === 0 ? { offsets: new Map(), size: 0 } : place(steps, rows);
}

// The batch's own arrays behind `from` planned numbers, each with numbers behind it that kernels may read.
function partsOf(from: number, sizes: Readonly<Record<"x" | "y" | "weights" | "work", number>>) {
  const x = from;
  const y = x + padded(sizes.x);
  const weights = y + padded(sizes.y);
  const work = weights + padded(sizes.weights);
  return { x, y, weights, work, size: work + padded(sizes.work) };
}

function padded(count: number): number {
  return Math.ceil(count / 16 + 1) * 16;
}
