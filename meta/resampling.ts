import type { Configured } from "../core/configured.ts";
import type { Observations, Rows } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";

/** Rows to learn from, and rows to judge by. */
export interface Pair {
  /** Row numbers to learn from. */
  readonly train: Rows;
  /** Row numbers to judge by. */
  readonly test: Rows;
}

/** Splits rows into pairs to learn from and to judge by. A value with `kind` and `pairs` of your own will do too. */
export interface Resampling<P extends object = object> extends Pick<Configured<P>, "kind" | "params"> {
  /** The pairs, in order. `y` is the whole target, of which `rows` are the rows in use; chance comes from `rng`. */
  pairs(rows: Rows, rng: Rng, y: Observations): readonly Pair[];
}
