import type { Model } from "../core/model.ts";
import { counted } from "../core/show.ts";
import { said } from "./evaluation_error.ts";
import type { HistoryEntry } from "./history.ts";

/** A search was aborted, or none of its candidates could be judged; what was judged is not lost. */
export class TuningError<M = Model> extends Error {
  /** `"TuningError"`; after an abort the name of its reason, as of any aborted run: `"AbortError"`. */
  override readonly name: string;
  /** The candidates that were judged. */
  readonly history: readonly HistoryEntry<M>[];
  /** The best of them, where there is one. */
  readonly bestEntry: HistoryEntry<M> | undefined;

  /** `reason` is what a signal was aborted with, where it was; `cause` what the first candidate that failed had thrown. */
  constructor(
    { history, bestEntry, kind }: {
      readonly history: readonly HistoryEntry<M>[];
      readonly bestEntry: HistoryEntry<M> | undefined;
      readonly kind: string;
    },
    { reason, cause }: { readonly reason?: unknown; readonly cause?: unknown },
  ) {
    const known = `${counted(history.length, "candidate")} judged`;
    super(
      reason === undefined
        ? `Cannot choose the best for ${kind}: none of ${known} is any good\n${reasonsOf(history)}`
        : `Cannot go on tuning ${kind}: stopped (${said(reason)}); ${known}, kept in "history" of this error`,
      { cause: reason ?? cause },
    );
    this.name = reason instanceof Error ? reason.name : "TuningError";
    this.history = history;
    this.bestEntry = bestEntry;
  }
}

/** So many reasons are told. */
const REASONS = 5;

// A line for each reason: how many failed for it.
function reasonsOf(history: readonly HistoryEntry<unknown>[]): string {
  const counts = new Map<string, number>();
  for (const { failure = "" } of history) counts.set(failure, (counts.get(failure) ?? 0) + 1);
  const lines = [...counts].slice(0, REASONS).map(([reason, count]) => `  ${count} × ${reason}`);
  return [...lines, ...counts.size > REASONS ? [`  … ${counts.size - REASONS} other reasons`] : []].join(
    "\n",
  );
}
