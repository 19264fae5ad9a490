import { brief } from "./show.ts";

/**
 * A source of chance that is keyed and forkable: a fork depends on the key and the label alone, never on
 * what was drawn before, so that staged, serial and parallel runs see the same numbers.
 */
export interface Rng {
  /** The two 32-bit words that decide everything drawn. */
  readonly key: readonly [number, number];
  /** An independent source named by `label`. */
  fork(label: string | number): Rng;
  /** The next 32 random bits, 0 … 2³² − 1. */
  bits(): number;
  /** The next number in [0, 1), 53 bits fine. */
  uniform(): number;
  /** The next standard normal number (Box and Muller 1958). */
  normal(): number;
  /** A random order of 0 … n − 1 (Fisher and Yates). */
  permutation(n: number): Int32Array;
}

/**
 * The source that belongs to a seed.
 *
 * @example The same seed gives the same numbers, and forks do not disturb each other.
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import assert from "node:assert/strict";
 *
 * const a = rng(7);
 * a.uniform();
 * assert.equal(a.fork("order").uniform(), rng(7).fork("order").uniform());
 * ```
 */
export function rng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`Cannot seed a random source: expected an integer in [0, 2^53), got ${brief(seed)}`);
  }
  return new Keyed(seed >>> 0, Math.floor(seed / 2 ** 32));
}

class Keyed implements Rng {
  readonly key: readonly [number, number];
  readonly #block = new Uint32Array(2);
  #drawn = 0;

  constructor(k0: number, k1: number) {
    this.key = [k0, k1];
  }

  // Draws use counters (i, 0), numbered forks (n, 1), named forks (hash, ≥ 2): the three never meet.
  fork(label: string | number): Rng {
    const block = new Uint32Array(2);
    const [k0, k1] = this.key;
    if (typeof label === "number") {
      if (!Number.isInteger(label) || label < 0 || label >= 2 ** 32) {
        throw new RangeError(`Cannot fork a random source: expected an integer in [0, 2^32), got ${label}`);
      }
      threefry(k0, k1, label, 1, block);
    } else {
      threefry(k0, k1, fnv1a(label, 0x811c9dc5), (fnv1a(label, 0x9e3779b9) | 2) >>> 0, block);
    }
    return new Keyed(block[0]!, block[1]!);
  }

  bits(): number {
    threefry(this.key[0], this.key[1], this.#drawn++, 0, this.#block);
    return this.#block[0]!;
  }

  uniform(): number {
    threefry(this.key[0], this.key[1], this.#drawn++, 0, this.#block);
    return ((this.#block[0]! >>> 5) * 2 ** 26 + (this.#block[1]! >>> 6)) / 2 ** 53;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  permutation(n: number): Int32Array {
    const rows = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const j = Math.floor(this.uniform() * (i + 1));
      rows[i] = rows[j]!;
      rows[j] = i;
    }
    return rows;
  }
}

// Fowler, Noll and Vo's hash over UTF-16 code units, from a chosen start.
function fnv1a(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw 2011): two random words from a key and a
 * counter, by additions, rotations and exclusive ors of 32-bit integers alone, so that every device can
 * repeat it exactly. Writes the words to `out`.
 */
// deno-lint-ignore attune/two-positional -- called for every number drawn: an object each time would cost more
export function threefry(k0: number, k1: number, c0: number, c1: number, out: Uint32Array): void {
  const k2 = k0 ^ k1 ^ 0x1bd11bda;
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + k1) | 0, x1 = (x1 + k2 + 1) | 0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + k2) | 0, x1 = (x1 + k0 + 2) | 0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + k0) | 0, x1 = (x1 + k1 + 3) | 0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + k1) | 0, x1 = (x1 + k2 + 4) | 0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0, x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  out[0] = (x0 + k2) | 0;
  out[1] = (x1 + k0 + 5) | 0;
}
