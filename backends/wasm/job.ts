import type { Code } from "./device.ts";

/** A stretch of training: batches that are trained in order. */
export interface Job {
  /** What to run. */
  readonly code: Code;
  /** Address of the program's table. */
  readonly table: number;
  /** Batches in all. */
  readonly batches: number;
  /** Stops it between two batches. */
  readonly signal?: AbortSignal | undefined;
  /** Told how many batches are done. */
  readonly progress: (done: number) => void;
}

/** States of a job that was sent to a worker, in a word that both threads see: whoever makes it TAKEN trains it. */
export const OPEN = 0, TAKEN = 1, STOPPED = 2;

/** Milliseconds of work after which a thread looks up: whether it should stop, and what to tell. */
export const SLICE = 12;

/**
 * How many batches to train next, from how long the last ones took: as many as fill a slice, and at most eight
 * times as many as before, because the first ones run in code that is not optimised yet.
 */
export function nextSlice(batches: number, milliseconds: number): number {
  return Math.max(1, Math.floor(batches * Math.min(8, SLICE / Math.max(milliseconds, 1e-3))));
}
