import { DeviceError } from "../../core/errors.ts";
import { Gaps } from "../_gaps.ts";
import { mebibytes } from "../_mebibytes.ts";

/** Bytes of a WebAssembly page, of the border on which blocks start, and of what kernels may read behind a block. */
const [PAGE, BORDER, BEHIND] = [65536, 64, 64];

/** Pages that a 32-bit memory can have. */
export const MOST_PAGES = 65536;

/** Hands out pieces of one WebAssembly memory. It grows when no gap is left, and never shrinks. */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  readonly #gaps: Gaps;

  /** All memory from this address on. */
  constructor(memory: WebAssembly.Memory, from: number) {
    this.#memory = memory;
    this.#gaps = new Gaps(roundUp(from), memory.buffer.byteLength);
  }

  /** Bytes handed out. */
  get used(): number {
    return this.#gaps.used;
  }

  /** Address of a new piece of so many bytes. Throws a DeviceError if it does not fit. */
  take(bytes: number): number {
    const length = roundUp(bytes + BEHIND);
    const from = this.#gaps.take(length);
    if (from !== undefined) return from;
    this.#grow(length);
    return this.#gaps.take(length)!; // there is room now
  }

  /** Takes a piece back. */
  give(from: number): void {
    this.#gaps.give(from);
  }

  // Makes the gap at the end wide enough.
  #grow(length: number): void {
    const { end, open } = this.#gaps;
    const pages = Math.ceil((length - open) / PAGE);
    // twice as much at once, while there is room: growing may be slow
    const generous = Math.min(Math.max(pages, end / PAGE), MOST_PAGES - end / PAGE);
    if (!this.#tryGrow(Math.max(pages, generous)) && !this.#tryGrow(pages)) {
      const widest = Math.max(open + MOST_PAGES * PAGE - end, this.#gaps.widest);
      const [needed, used, free] = [length, this.used, widest].map(mebibytes);
      throw new DeviceError(
        `Cannot allocate ${needed}: ${used} are in use, the widest gap has ${free}, and the memory of the wasm ` +
          `backend ends at 4096 MiB; use a smaller network or batch, or dispose of programs that are done`,
      );
    }
    this.#gaps.extend(this.#memory.buffer.byteLength);
  }

  #tryGrow(pages: number): boolean {
    if (this.#memory.buffer.byteLength / PAGE + pages > MOST_PAGES) return false;
    try {
      this.#memory.grow(pages);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false; // no more memory on this machine
      throw error;
    }
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / BORDER) * BORDER;
}
