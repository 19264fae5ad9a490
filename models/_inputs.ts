import type { HostArray, State } from "../core/array.ts";
import type { Embedding } from "./_embedding.ts";

/** What was learned of inputs: how a network sees them. */
export interface Inputs<X> {
  /**
   * Those learned from, or others, as numbers: rows × the shape of one observation. Throws a DataError where they are of
   * another sort than those learned from.
   */
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
