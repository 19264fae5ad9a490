import type { Rng } from "../core/rng.ts";

/** The seed that a source of chance belongs to; undefined for one that belongs to none, as most forks do. */
export function seedOf({ key: [low, high] }: Rng): number | undefined {
  const seed = high * 2 ** 32 + low;
  return Number.isSafeInteger(seed) ? seed : undefined;
}
