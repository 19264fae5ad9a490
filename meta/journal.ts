/** What came of a trial, as a journal keeps it. */
export interface JournalEntry {
  /** Number of the trial within its search, from 0. */
  readonly number: number;
  /** What was tried, as JSON text; a search that goes on checks that it would try the same. */
  readonly trial: string;
  /** What the measures gave: a list for each fold, a number for each measure in it; NaN and ±∞ occur. */
  readonly folds: readonly (readonly number[])[];
  /** Why it failed, where it did. */
  readonly failure?: string;
}

/** The part of a journal that belongs to one search. */
export interface JournalPart extends Disposable {
  /** What is known of the trial of this number. */
  read(number: number): JournalEntry | undefined;
  /** Keeps what came of a trial, before it returns: what is kept survives a kill of the process. */
  write(entry: JournalEntry): void;
}
