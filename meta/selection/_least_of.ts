import type { HistoryEntry } from "../history.ts";

/** The candidate of the least loss, and of several the first. */
export function leastOf<E extends HistoryEntry<unknown>>(candidates: readonly E[]): E {
  return candidates.reduce((best, one) => one.loss < best.loss ? one : best);
}
