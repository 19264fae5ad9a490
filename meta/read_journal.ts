import { entryOf, type EntryRow } from "./_journal_rows.ts";
import { isJournal } from "./_journal_schema.ts";
import { type Database, openDatabase, type Place, within } from "./_sqlite.ts";
import type { JournalEntry } from "./journal.ts";

/** What a journal keeps of one search. */
export interface JournalSearch {
  /** What it searched, in words. */
  readonly about: string;
  /** Tells it from all others: a search that asks the same of the same data, with the same seed and backend, has the same. */
  readonly key: string;
  /** All trials that ended, by number; some may be missing where a search was cut short. */
  readonly entries: readonly JournalEntry[];
}

interface SearchRow {
  readonly id: number;
  readonly key: string;
  readonly about: string;
}

/**
 * Reads what a journal keeps, search by search, in the order in which they began; also while a search is still writing to
 * it. Throws an Error where there is no such file, or it is no journal. Needs permission to read the file.
 *
 * @example
 * ```ts ignore
 * import { readJournal } from "@attune/attune/meta";
 *
 * for (const { about, entries } of await readJournal("search.journal")) {
 *   const failed = entries.filter(({ failure }) => failure !== undefined);
 *   console.log(`${about}: ${entries.length} trials, of which ${failed.length} failed`);
 * }
 * ```
 */
export async function readJournal(path: string): Promise<readonly JournalSearch[]> {
  try {
    return await searchesOf({ path, doing: "read" });
  } catch (error) {
    // what a process that was killed left half done, only one that may write can put right
    return await searchesOf({ path, doing: "read", writable: true }).catch(() => {
      throw error;
    });
  }
}

async function searchesOf(place: Place): Promise<readonly JournalSearch[]> {
  const db = await openDatabase(place);
  try {
    return within(place, () => isJournal(db, place) ? searchesIn(db, place) : []);
  } finally {
    db.close();
  }
}

function searchesIn(db: Database, place: Place): readonly JournalSearch[] {
  const searches = db.prepare("SELECT id, key, about FROM searches ORDER BY id").all();
  const entries = db.prepare(
    "SELECT number, trial, folds, failure FROM entries WHERE search = ? ORDER BY number",
  );
  return (searches as readonly SearchRow[]).map(({ id, key, about }) => { // as the table says
    const rows = entries.all(id) as readonly EntryRow[]; // as the table says
    return { about, key, entries: rows.map((row) => entryOf(row, place)) };
  });
}
