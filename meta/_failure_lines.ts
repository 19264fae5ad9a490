import type { HistoryEntry } from "./history.ts";

/** So many reasons are told. */
const REASONS = 5;

/** A line for each reason for which candidates failed, with their number: `"2 × Cannot fit …"`. */
export function failureLines(history: readonly HistoryEntry<unknown>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { failure } of history) {
    if (failure !== undefined) counts.set(failure, (counts.get(failure) ?? 0) + 1);
  }
  const lines = [...counts].slice(0, REASONS).map(([reason, count]) => `${count} × ${reason}`);
  return counts.size > REASONS ? [...lines, `… ${counts.size - REASONS} other reasons`] : lines;
}
