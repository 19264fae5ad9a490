import type { Model } from "../core/model.ts";
import { counted } from "../core/show.ts";
import { failureLines } from "./_failure_lines.ts";
import { said } from "./evaluation_error.ts";
import type { HistoryEntry, SearchTable } from "./history.ts";

/** What there is to tell of a search that came to no end. */
export interface TuningSoFar<M = Model> {
  /** What was tuned, in words. */
  readonly subject: string;
  /** The candidates that were judged. */
  readonly history: readonly HistoryEntry<M>[];
  /** The best of them, where there is one. */
  readonly bestEntry: HistoryEntry<M> | undefined;
  /** Ranges, values and measurements, ready for plots. */
  readonly plotting: SearchTable;
}

/** A search was aborted, or broke, or none of its candidates could be judged; what was judged is not lost. */
export class TuningError<M = Model> extends Error {
  /** `"TuningError"`; after an abort, or where the search broke, the name of the reason: `"AbortError"`. */
  override readonly name: string;
  /** The candidates that were judged. */
  readonly history: readonly HistoryEntry<M>[];
  /** The best of them, where there is one. */
  readonly bestEntry: HistoryEntry<M> | undefined;
  /** Ranges, values and measurements, ready for plots. */
  readonly plotting: SearchTable;

  /**
   * `reason` is what a signal was aborted with, or what broke the search, where there is one; `cause`, of which `reason` is the
   * default, what the first candidate that failed had thrown.
   */
  constructor(
    { subject, history, bestEntry, plotting }: TuningSoFar<M>,
    { reason, cause }: { readonly reason?: unknown; readonly cause?: unknown },
  ) {
    const known = counted(history.length, "candidate");
    super(
      reason === undefined
        ? `Cannot tune ${subject}: of ${known} none could be judged; change the ranges, or mend what they say\n` +
          failureLines(history).map((line) => `  ${line}`).join("\n")
        : `Cannot go on tuning ${subject}: ${
          said(reason)
        }; ${known} judged before, kept in "history" of this error`,
      { cause: reason instanceof Error ? reason : cause ?? reason },
    );
    this.name = reason instanceof Error && reason.name !== "Error" ? reason.name : "TuningError";
    this.history = history;
    this.bestEntry = bestEntry;
    this.plotting = plotting;
  }
}
