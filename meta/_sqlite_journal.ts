import { entryOf, type EntryRow, rowOf } from "./_journal_rows.ts";
import { isJournal, makeTables } from "./_journal_schema.ts";
import { type Database, openDatabase, type Place, toldOf, within } from "./_sqlite.ts";
import type { JournalPart } from "./journal.ts";

/** How a journal knows a search, and what it tells readers of it. */
export interface SearchName {
  readonly key: string;
  readonly about: string;
}

/**
 * Opens the part of a journal that belongs to the search of this key; `about` tells readers what it searched. The file is
 * made where there is none. Several processes may write at once, each to its own part or to the same one.
 *
 * SQLite's write-ahead log makes this fast: what was written stays when the process is killed, and while the file is open,
 * or after a kill until it is opened again, two more stand beside it. Where the machine itself stops, it may lose what came
 * in the seconds before, and keeps all else.
 */
export async function openJournal(path: string, named: SearchName): Promise<JournalPart> {
  const place: Place = { path, doing: "keep" };
  const db = await openDatabase(place);
  try {
    return within(place, () => {
      prepare(db, place);
      return partOf(db, place, searchOf(db, named));
    });
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepare(db: Database, place: Place): void {
  const ready = isJournal(db, place);
  try {
    db.exec("PRAGMA journal_mode = WAL");
  } catch (error) {
    if (!/is locked/.test(String(error))) throw error; // another process that has just made the file is at it
  }
  db.exec("PRAGMA synchronous = NORMAL");
  if (!ready) makeTables(db, place);
}

// The last to close leaves a single file, which can also be read where nothing may be written.
function close(db: Database): void {
  try {
    db.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE");
  } catch {
    // others have it open
  }
  db.close();
}

function searchOf(db: Database, { key, about }: SearchName): number {
  const { id } = db.prepare(
    "INSERT INTO searches (key, about) VALUES (?, ?) " +
      "ON CONFLICT (key) DO UPDATE SET about = excluded.about RETURNING id",
  ).get(key, about) as { readonly id: number }; // as the table says
  return id;
}

function partOf(db: Database, place: Place, search: number): JournalPart {
  const select = db.prepare(
    "SELECT number, trial, folds, failure FROM entries WHERE search = ? AND number = ?",
  );
  const insert = db.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  const find = (number: number) => select.get(search, number) as EntryRow | undefined; // as the table says
  let open = true;
  return {
    read(number) {
      const row = within(place, () => find(number));
      return row && entryOf(row, place);
    },
    write(entry) {
      const row = rowOf(entry);
      const { number, trial, folds, failure } = row;
      const { changes } = within(place, () => insert.run(search, number, trial, folds, failure));
      if (Number(changes) > 0 || isSame(row, within(place, () => find(number)))) return;
      throw toldOf(
        place,
        `trial ${number} is there already, with another result; give another path, or remove what is there`,
      );
    },
    [Symbol.dispose]() {
      if (open) close(db);
      open = false;
    },
  };
}

function isSame(row: EntryRow, other: EntryRow | undefined): boolean {
  return row.trial === other?.trial && row.folds === other.folds && row.failure === other.failure;
}
