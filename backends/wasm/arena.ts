import { DeviceError } from "../../core/errors.ts";

/** Bytes of a WebAssembly page, of the border on which blocks start, and of what kernels may read behind a block. */
const [PAGE, BORDER, BEHIND] = [65536, 64, 64];

/** Pages that a 32-bit memory can have. */
export const MOST_PAGES = 65536;

/** A free or taken piece of memory. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * Hands out pieces of one WebAssembly memory and takes them back: the first gap that is wide enough, neighbours
 * joined when they are freed. The memory grows when no gap is left; it never shrinks.
 */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  readonly #taken = new Map<number, number>();
  #free: Piece[];

  /** All memory from this address on. */
  constructor(memory: WebAssembly.Memory, from: number) {
    this.#memory = memory;
    this.#free = [{ from: roundUp(from), to: memory.buffer.byteLength }];
  }

  /** Bytes handed out. */
  get used(): number {
    return [...this.#taken].reduce((sum, [from, to]) => sum + to - from, 0);
  }

  /** Address of a new piece of so many bytes. Throws a DeviceError if it does not fit. */
  take(bytes: number): number {
    const length = roundUp(bytes + BEHIND);
    let i = this.#free.findIndex(({ from, to }) => to - from >= length);
    if (i < 0) i = this.#grow(length);
    const { from, to } = this.#free[i]!;
    this.#free.splice(i, 1, ...(to - from > length ? [{ from: from + length, to }] : []));
    this.#taken.set(from, from + length);
    return from;
  }

  /** Takes a piece back. */
  give(from: number): void {
    const to = this.#taken.get(from);
    if (to === undefined) return;
    this.#taken.delete(from);
    const i = this.#free.findIndex((piece) => piece.from > from);
    this.#free.splice(i < 0 ? this.#free.length : i, 0, { from, to });
    this.#free = joined(this.#free);
  }

  // Index of a gap at the end that is wide enough.
  #grow(length: number): number {
    const end = this.#memory.buffer.byteLength;
    const last = this.#free.at(-1);
    const open = last?.to === end ? end - last.from : 0;
    const pages = Math.ceil((length - open) / PAGE);
    // twice as much at once, while there is room: growing may be slow
    const generous = Math.min(Math.max(pages, end / PAGE), MOST_PAGES - end / PAGE);
    if (!this.#tryGrow(Math.max(pages, generous)) && !this.#tryGrow(pages)) {
      const widest = Math.max(open + MOST_PAGES * PAGE - end, ...this.#free.map(({ from, to }) => to - from));
      const [needed, used, free] = [length, this.used, widest].map(mebibytes);
      throw new DeviceError(
        `Cannot allocate ${needed}: ${used} are in use, the widest gap has ${free}, and the memory of the wasm ` +
          `backend ends at 4096 MiB; use a smaller network or batch, or dispose of programs that are done`,
      );
    }
    this.#free = joined([...this.#free, { from: end, to: this.#memory.buffer.byteLength }]);
    return this.#free.length - 1;
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

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / BORDER) * BORDER;
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.to === piece.from) result[result.length - 1] = { from: last.from, to: piece.to };
    else result.push(piece);
  }
  return result;
}
