import { threefry } from "../core/rng.ts";

/** Which mask is wanted. */
export interface MaskOptions {
  /** The plan's key. */
  readonly seed: readonly [number, number];
  /** Number of the dropout layer, counted from 0 in the order of the network. */
  readonly layer: number;
  /** Optimiser steps made before this one. */
  readonly step: number;
  /** Share of numbers that are dropped. */
  readonly rate: number;
}

/**
 * Fills `mask` with 1 where a number is kept and 0 where it is dropped. Key and counter decide: the layer and step
 * give a key, element i (row-major in the batch) takes word i mod 2 of block ⌊i / 2⌋ of Threefry under it, and is
 * kept if that is at least rate · 2³². Integers throughout, so that every device has the same masks.
 */
export function dropoutMask(mask: Uint8Array, { seed, layer, step, rate }: MaskOptions): void {
  const block = new Uint32Array(2);
  threefry(seed[0], seed[1], layer, step, block);
  const [k0 = 0, k1 = 0] = block;
  const threshold = Math.round(rate * 2 ** 32);
  for (let i = 0; i < mask.length; i += 2) {
    threefry(k0, k1, i / 2, 0, block);
    mask[i] = block[0]! >= threshold ? 1 : 0;
    if (i + 1 < mask.length) mask[i + 1] = block[1]! >= threshold ? 1 : 0;
  }
}
