import type { Configured } from "../core/configured.ts";
import type { HistoryEntry } from "./history.ts";
import type { Space } from "./search.ts";

/** Whether less or more of a measure is better, or neither. */
export type Goal = "min" | "max" | "none";

/** How the best candidate is chosen: a value that weighs up measurements, and chooses among candidates. */
export interface Selection<P extends object = object> extends Configured<P> {
  /**
   * What a search minimises: one number of what all measures gave, in their order. Not finite where nothing can be said of
   * the candidate, which then is never chosen. Throws a RangeError where it does not suit the measures.
   */
  lossOf(measurements: readonly number[], goals: readonly Goal[]): number;
  /** Throws where it does not suit what is searched, before the first candidate is judged. Absent: it suits anything. */
  check?(space: Space, folds: number): void;
  /** The best of candidates whose losses are finite; at least one is given. */
  choose<E extends HistoryEntry<unknown>>(candidates: readonly E[]): E;
}
