import { DeviceError } from "../../core/errors.ts";
import { Gaps } from "../_gaps.ts";
import { mebibytes } from "../_mebibytes.ts";
import type { Device } from "./device.ts";

/** Bytes of a number. */
const NUMBER = 4;
/** Numbers on whose border pieces begin. */
const BORDER = 64;

/** A buffer of 32-bit numbers that hands out pieces of itself, and is made anew, with what it holds, when it is full. */
export class Numbers implements Disposable {
  readonly #device: Device;
  readonly #label: string;
  readonly #gaps = new Gaps(0, 0);
  #waiting: (() => void)[] = [];
  #borrowed = 0;
  #buffer: GPUBuffer;

  /** An empty one; `label` names it in errors. */
  constructor(device: Device, label: string) {
    this.#device = device;
    this.#label = label;
    this.#buffer = device.numbers(label, BORDER);
    this.#gaps.extend(BORDER);
  }

  /** The buffer as it is now. */
  get buffer(): GPUBuffer {
    return this.#buffer;
  }

  /** Bytes that it can have. */
  get most(): number {
    return this.#device.most;
  }

  /** Whether a piece can stay: half of what there is at most is left to those that are borrowed. */
  hasRoomFor(length: number): boolean {
    const wanted = roundUp(length);
    const { used, widest, end, open } = this.#gaps;
    const most = this.#most;
    return used + wanted <= most / 2 && (widest >= wanted || end - open + wanted <= most);
  }

  /** Index of the first number of a piece for a while: where it does not fit, waits until others are given back. */
  async borrow(length: number): Promise<number> {
    for (;;) {
      try {
        const at = this.take(length);
        this.#borrowed++;
        return at;
      } catch (error) {
        if (this.#borrowed === 0) throw error; // nothing will come back
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Takes back what was borrowed. */
  giveBack(at: number): void {
    this.#borrowed--;
    this.give(at);
  }

  /** Index of the first number of a new piece. */
  take(length: number): number {
    const wanted = roundUp(length);
    const at = this.#gaps.take(wanted);
    if (at !== undefined) return at;
    const { end, open } = this.#gaps;
    const most = this.#most;
    const needed = end - open + wanted;
    if (needed > most) {
      const [asked, used, room] = [wanted, this.#gaps.used, most].map((count) => mebibytes(count * NUMBER));
      throw new DeviceError(
        `Cannot allocate ${asked} for ${this.#label}: ${used} are in use, and ${this.#device.name} gives at most ` +
          `${room} to a buffer; use a smaller network, batch or table, or dispose of programs that are done`,
      );
    }
    this.#grow(Math.min(most, Math.max(needed, 2 * end)));
    return this.#gaps.take(wanted)!; // there is room now
  }

  /** Takes a piece back; who waits for room tries again. */
  give(at: number): void {
    this.#gaps.give(at);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Copies numbers in, from number `at` on. */
  write(at: number, numbers: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): void {
    const { buffer, byteOffset, byteLength } = numbers;
    if (byteLength > 0) {
      this.#device.gpu.queue.writeBuffer(this.#buffer, at * NUMBER, buffer, byteOffset, byteLength);
    }
  }

  /** A piece of it, for reading. */
  part(
    at: number,
    length: number,
  ): { readonly buffer: GPUBuffer; readonly at: number; readonly bytes: number } {
    return { buffer: this.#buffer, at: at * NUMBER, bytes: length * NUMBER };
  }

  get #most(): number {
    return Math.floor(this.#device.most / NUMBER / BORDER) * BORDER;
  }

  [Symbol.dispose](): void {
    this.#buffer.destroy();
  }

  #grow(end: number): void {
    const old = this.#buffer;
    this.#buffer = this.#device.numbers(this.#label, end);
    const encoder = this.#device.gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(old, 0, this.#buffer, 0, this.#gaps.end * NUMBER);
    this.#device.gpu.queue.submit([encoder.finish()]);
    old.destroy();
    this.#gaps.extend(end);
  }
}

function roundUp(length: number): number {
  return Math.ceil(Math.max(1, length) / BORDER) * BORDER;
}
