import type { HistoryEntry } from "../history.ts";

/** Losses that differ by less than this share of them differ by rounding alone: means over other folds are rounded in other ways. */
const ROUNDING = 1e-12;

/** The candidate of the least loss, and of several the first. */
export function leastOf<E extends HistoryEntry<unknown>>(candidates: readonly E[]): E {
  return candidates.reduce((best, one) => isLess(one.loss, best.loss) ? one : best);
}

/** Whether a loss is less than another by more than rounding. */
export function isLess(loss: number, other: number): boolean {
  return other - loss > ROUNDING * Math.max(Math.abs(loss), Math.abs(other));
}
