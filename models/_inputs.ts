import type { HostArray, State } from "../core/array.ts";
import type { Rng } from "../core/rng.ts";
import type { Embedding } from "./_embedding.ts";

/** Inputs as a network sees them. */
export interface Inputs<X> {
  /** What to learn from: rows × the shape of one observation. */
  readonly values: HostArray;
  /**
   * The version of them that one epoch sees, where each sees another; epochs count from 1. It stands in an array that
   * the next call writes over.
   */
  readonly vary?: (epoch: number, rng: Rng) => HostArray;
  /** Others as numbers. Throws a DataError where they are of another sort than those learned from. */
  readonly encode: (x: X) => HostArray;
  /** Which of them are codes, where some are. */
  readonly embedding?: Embedding;
  /** Others as the network sees them behind its embedding, by the arrays of its state. Absent: as they are. */
  readonly transform?: (x: X, arrays: State["arrays"]) => X;
  /** What is legal, but likely a mistake. */
  readonly notes?: readonly string[];
  /** What the fit has to tell of them. */
  readonly told?: Readonly<Record<string, unknown>>;
  /** What has to be saved to encode. */
  readonly saved: Readonly<Record<string, unknown>>;
}
