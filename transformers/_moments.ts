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
  let reach = 0; // so that no square vanishes
  for (let i = 0; i < known.length; i++) reach = Math.max(reach, Math.abs(known[i]! - mean));
  if (reach === 0) return { mean, deviation: 0 };
  let squares = 0;
  for (let i = 0; i < known.length; i++) squares += ((known[i]! - mean) / reach) ** 2;
  return { mean, deviation: reach * Math.sqrt(squares / (known.length - 1)) };
}
