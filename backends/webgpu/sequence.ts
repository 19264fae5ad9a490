import type { Call, Calls } from "./calls.ts";
import type { Device } from "./device.ts";
import { BUFFERS } from "./kernels/module_text.ts";
import { ARGUMENT_BYTES } from "./kernels/writing.ts";

/** What kernels work on, by the name of its binding. */
export type Bound = Readonly<Record<typeof BUFFERS[number], GPUBuffer>>;

/** Calls that are ready to be recorded: their arguments in a buffer, and everything bound. */
export class Sequence implements Disposable {
  /** Numbers of room that each model needs. */
  readonly room: number;
  readonly #device: Device;
  readonly #calls: readonly (Call & { readonly offset: number })[];
  readonly #steps: readonly number[] | undefined;
  readonly #arguments: GPUBuffer;
  #bound: Bound | undefined;
  #group: GPUBindGroup | undefined;

  /** Copies the arguments to the device. */
  constructor(device: Device, { calls, room, steps }: Calls) {
    this.#device = device;
    this.room = room;
    this.#steps = steps;
    const border = Math.max(16, device.gpu.limits.minUniformBufferOffsetAlignment);
    let at = 0;
    this.#calls = calls.map((call) => {
      const offset = at;
      at += Math.ceil(call.words.length * 4 / border) * border;
      return { ...call, offset };
    });
    // the window of the last call may reach beyond its words
    const words = new Uint32Array((at + ARGUMENT_BYTES) / 4);
    for (const { words: own, offset } of this.#calls) words.set(own, offset / 4);
    this.#arguments = device.gpu.createBuffer({
      label: "arguments of kernels",
      size: words.byteLength,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    device.gpu.queue.writeBuffer(this.#arguments, 0, words);
  }

  /** Records so many steps of so many models; what is bound may have been made anew since the last time. */
  record(pass: GPUComputePassEncoder, { bound, steps, models, rows }: Recorded): void {
    const group = this.#groupOf(bound);
    const call = ({ pipeline, groups, offset }: Call & { readonly offset: number }) => {
      const [x, y] = groups(rows);
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group, [offset]);
      pass.dispatchWorkgroups(x, y, models);
    };
    if (!this.#steps) {
      for (let step = 0; step < steps; step++) this.#calls.forEach(call);
      return;
    }
    let left = steps;
    this.#steps.forEach((count, i) => {
      for (; left >= count; left -= count) call(this.#calls[i]!); // a call for each count
    });
  }

  [Symbol.dispose](): void {
    this.#arguments.destroy();
  }

  #groupOf(bound: Bound): GPUBindGroup {
    const old = this.#bound;
    if (this.#group && old && BUFFERS.every((name) => old[name] === bound[name])) return this.#group;
    this.#bound = bound;
    this.#group = this.#device.gpu.createBindGroup({
      layout: this.#device.layout,
      entries: [
        { binding: 0, resource: { buffer: this.#arguments, size: ARGUMENT_BYTES } },
        ...BUFFERS.map((name, i) => ({ binding: i + 1, resource: { buffer: bound[name] } })),
      ],
    });
    return this.#group;
  }
}

/** What is recorded. */
export interface Recorded {
  readonly bound: Bound;
  readonly steps: number;
  readonly models: number;
  /** Rows of the largest batch. */
  readonly rows: number;
}
