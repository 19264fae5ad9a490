import { meanOf } from "../data/mean_of.ts";

/** Where numbers lie, and how far apart. */
export interface Moments {
  readonly mean: number;
  /** With the divisor n − 1. */
  readonly deviation: number;
}

/** Moments of at least two numbers, none missing. Not finite where these are infinite, or too large to sum. */
export function momentsOf(known: Float64Array): Moments {
  const mean = meanOf(known);
  const reach = known.reduce((most, v) => Math.max(most, Math.abs(v - mean)), 0); // so that no square vanishes
  if (reach === 0) return { mean, deviation: 0 };
  const squares = known.reduce((sum, v) => sum + ((v - mean) / reach) ** 2, 0);
  return { mean, deviation: reach * Math.sqrt(squares / (known.length - 1)) };
}
