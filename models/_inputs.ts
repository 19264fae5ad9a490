import type { HostArray } from "../core/array.ts";
import type { Rng } from "../core/rng.ts";

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
  /** What has to be saved to encode. */
  readonly saved: Readonly<Record<string, unknown>>;
}
