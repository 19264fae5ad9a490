import type { Program } from "../core/backend.ts";

/** Who holds programs. */
export interface Owner {
  /** Told how many objects were made (+) or freed (−). */
  track(change: number): void;
  /** Told of a program that is disposed. */
  forget(program: Program): void;
}
