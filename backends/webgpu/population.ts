import { type LoweredPlan, readsOf, writesOf } from "../lowering/mod.ts";
import { type Calls, type CallsOptions, compileCalls, compileWhole, type Forms, isTiny } from "./calls.ts";
import type { Device } from "./device.ts";
import { type Field, FIELDS, MEMBERS, MODEL } from "./model_state.ts";
import { Numbers } from "./numbers.ts";
import { multiplicationsOf, type Pieces } from "./pieces.ts";
import { type Bound, Sequence } from "./sequence.ts";
import type { Tape } from "./tape.ts";
import { sizeOfVectors } from "./vectors.ts";

/** What the models of a population have in common. */
export interface Common {
  readonly lowered: LoweredPlan;
  readonly pieces: Pieces;
  /** Where things stand on the tape; what is written there is each model's own. */
  readonly tape: Tape;
  readonly forms: Forms;
}

/** What can be recorded. */
export type Kind = "train" | "judge" | "predict";

/** Numbers that predictions of one block of rows may take while they go through. */
const AT_WORK = 2 ** 22;

/**
 * Models of one build side by side in the same buffers, so that one dispatch serves all that train at the same time.
 * A model is known by its number.
 */
export class Population implements Disposable {
  /** Examples. */
  readonly data: Numbers;
  /** Orders of rows, and what changes from step to step. */
  readonly tape: Numbers;
  /** The loss of each step. */
  readonly losses: Numbers;
  /** What all have in common. */
  readonly common: Common;
  /** Rows of a block that is predicted. */
  readonly block: number;
  readonly #device: Device;
  readonly #size: number;
  readonly #stride: number;
  readonly #vectors: Numbers;
  readonly #state: GPUBuffer;
  readonly #sequences = new Map<Kind, Sequence>();
  readonly #models = new Set<number>();
  #members = "";
  #rows = 0;
  #reserving: Promise<void> = Promise.resolve();
  #work: { readonly buffer: GPUBuffer; readonly numbers: number } | undefined;
  #blockWork: GPUBuffer | undefined;
  #outputs = 0;

  /** An empty one. */
  constructor(device: Device, common: Common) {
    this.#device = device;
    this.common = common;
    this.#size = sizeOfVectors(common.lowered.layout);
    this.#stride = Math.max(64, Math.ceil(this.#size / 64) * 64);
    this.#vectors = new Numbers(device, "weights and what the optimiser remembers");
    this.data = new Numbers(device, "examples");
    this.tape = new Numbers(device, "orders of rows");
    this.losses = new Numbers(device, "losses");
    this.#state = device.numbers("states of models", MEMBERS + MEMBERS * MODEL);
    this.block = blockOf(common.lowered, device.most / 4);
  }

  /** Models that it has. */
  get size(): number {
    return this.#models.size;
  }

  /** Multiplications of numbers in a step of one model, once something is reserved. */
  get multiplications(): number {
    return Math.max(1, this.#rows * multiplicationsOf(this.common.pieces.train));
  }

  /** Whether it can have one more. */
  get hasRoom(): boolean {
    const most = Math.floor(this.#device.most / 4 / this.#stride);
    return this.#models.size < Math.min(MEMBERS, Math.max(1, most));
  }

  /** Takes in a model; all its numbers are 0. */
  join(): number {
    const at = this.#vectors.take(this.#stride);
    const model = at / this.#stride;
    this.#models.add(model);
    this.#vectors.write(at, new Float32Array(this.#stride));
    return model;
  }

  /** Lets a model go. */
  leave(model: number): void {
    if (this.#models.delete(model)) this.#vectors.give(model * this.#stride);
  }

  /** Copies numbers into a model's flat vectors, from number `at` on. */
  write(model: number, { at, numbers }: { at: number; numbers: Float32Array<ArrayBuffer> }): void {
    this.#vectors.write(model * this.#stride + at, numbers);
  }

  /** A model's flat vectors, for reading. */
  vectorsOf(model: number): { readonly buffer: GPUBuffer; readonly at: number; readonly bytes: number } {
    return this.#vectors.part(model * this.#stride, this.#size);
  }

  /** How many steps the device says that a model has left, for reading. */
  leftOf(model: number): { readonly buffer: GPUBuffer; readonly at: number; readonly bytes: number } {
    return { buffer: this.#state, at: 4 * (MEMBERS + MODEL * model + FIELDS.indexOf("left")), bytes: 4 };
  }

  /** How many models there is room for at the same time, once something is reserved. */
  get atOnce(): number {
    return Math.max(1, Math.floor(this.#device.most / 4 / Math.max(1, this.#room("train"))));
  }

  /** Compiles what trains and judges batches of so many rows. */
  reserve(rows: number): Promise<void> {
    const last = this.#reserving;
    this.#reserving = (async () => {
      await last.catch(() => {}); // its caller was told
      if (rows <= this.#rows) return;
      const { train, judge } = this.common.pieces;
      const options = this.#options(rows);
      const trained = this.common.lowered.layout.trained;
      const compile = isTiny(train, { rows, trained, forms: this.common.forms })
        ? compileWhole
        : compileCalls;
      const calls = await compile(train, options, this.#device);
      // thrown to who asks, and not in the middle of what others train
      this.#device.checkFits("a batch on its way through the network", calls.room);
      this.#put("train", calls);
      this.#put("judge", await compile(judge, options, this.#device));
      this.#rows = rows;
    })();
    return this.#reserving;
  }

  /** Compiles what predicts. */
  async reserveBlock(): Promise<void> {
    if (this.#sequences.has("predict")) return;
    const { predict, predictions } = this.common.pieces;
    const calls = await compileCalls(
      predict,
      this.#options(this.block),
      this.#device,
    );
    this.#outputs = calls.offsets.get(predictions.id) ?? 0;
    this.#put("predict", calls);
  }

  /** Says where a model is: what the device reads before its next step. */
  place(model: number, fields: Readonly<Record<Field, number>>): void {
    const words = Uint32Array.from(FIELDS, (name) => fields[name]);
    this.#device.gpu.queue.writeBuffer(this.#state, 4 * (MEMBERS + MODEL * model), words);
  }

  /** Records steps of models; `tell` must be called before the commands are submitted. */
  record(
    encoder: GPUCommandEncoder,
    { kind, models, steps, rows = this.#rows }: {
      readonly kind: Kind;
      readonly models: number;
      readonly steps: number;
      /** Rows of the largest batch. Default: as many as were reserved. */
      readonly rows?: number;
    },
  ): void {
    const pass = encoder.beginComputePass({ label: kind });
    // reserved before anything is recorded
    this.#sequences.get(kind)!.record(pass, { bound: this.#bound(kind, models), steps, models, rows });
    pass.end();
  }

  /** Tells the device which models take part. */
  tell(models: readonly number[]): void {
    if (this.#members === models.join()) return;
    this.#members = models.join();
    this.#device.gpu.queue.writeBuffer(this.#state, 0, Uint32Array.from(models));
  }

  /** Where the predictions of a block are once it is done. */
  get predictions(): { readonly buffer: GPUBuffer; readonly at: number } {
    return { buffer: this.#roomOfBlock(), at: 4 * this.#outputs };
  }

  [Symbol.dispose](): void {
    for (const sequence of this.#sequences.values()) sequence[Symbol.dispose]();
    for (const numbers of [this.#vectors, this.data, this.tape, this.losses]) numbers[Symbol.dispose]();
    this.#state.destroy();
    this.#work?.buffer.destroy();
    this.#blockWork?.destroy();
  }

  #options(rows: number): CallsOptions {
    const { lowered: { layout }, tape, forms } = this.common;
    return { rows, places: { layout, onTape: tape }, vectors: this.#stride, forms };
  }

  #put(kind: Kind, calls: Calls): void {
    this.#sequences.get(kind)?.[Symbol.dispose]();
    this.#sequences.set(kind, new Sequence(this.#device, calls));
  }

  #bound(kind: Kind, models: number): Bound {
    const work = kind === "predict" ? this.#roomOfBlock() : this.#roomOf(models);
    return {
      state: this.#state,
      vectors: this.#vectors.buffer,
      work,
      data: this.data.buffer,
      tape: this.tape.buffer,
      losses: this.losses.buffer,
    };
  }

  // One block is predicted at a time.
  #roomOfBlock(): GPUBuffer {
    this.#blockWork ??= this.#device.numbers("room for a block of rows", this.#room("predict"));
    return this.#blockWork;
  }

  // Made anew when more models take part, or batches are larger; between steps there is nothing in it.
  #roomOf(models: number): GPUBuffer {
    const numbers = Math.max(this.#room("train") * models, this.#room("judge"));
    if (this.#work && this.#work.numbers >= numbers) return this.#work.buffer;
    this.#work?.buffer.destroy();
    this.#work = { buffer: this.#device.numbers("room for batches", numbers), numbers };
    return this.#work.buffer;
  }

  #room(kind: Kind): number {
    return this.#sequences.get(kind)?.room ?? 0;
  }
}

// Rows that are predicted at once: no tensor is large, and all of them fit into a buffer together.
function blockOf({ predict }: LoweredPlan, most: number): number {
  const widths = predict.flatMap((step) => [...readsOf(step), ...writesOf(step)].map(({ perRow }) => perRow));
  const [widest, all] = [Math.max(1, ...widths), widths.reduce((sum, width) => sum + width + 1, 1)];
  return Math.max(1, Math.min(8192, Math.floor(AT_WORK / widest), Math.floor(most / 2 / all)));
}
