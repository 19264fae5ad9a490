import type { Made } from "../core/configured.ts";
import type { Observations, Rows } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";

/** Rows to learn from, and rows to judge by. */
export interface Pair {
  /** Row numbers to learn from. */
  readonly train: Rows;
  /** Row numbers to judge by. */
  readonly test: Rows;
}

/** Splits rows into pairs to learn from and to judge by. A value of your own will do; only `pairs` must be there. */
export interface Resampling {
  /** What it is called: `"Cv"`. */
  readonly kind?: string;
  /** Its hyperparameters, to be printed. */
  readonly params?: object;
  /** The pairs, in order. `y` is the whole target, of which `rows` are the rows in use; chance comes from `rng`. */
  pairs(rows: Rows, rng: Rng, y: Observations): readonly Pair[];
}

/** A resampling of ours: its hyperparameters are known, and `with` changes them. */
export type ResamplingOf<P extends object> = Made<P, Pick<Resampling, "pairs">>;
