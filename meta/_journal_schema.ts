import { type Database, type Place, toldOf } from "./_sqlite.ts";

/** Marks a database as a journal: "attn". */
const APPLICATION = 0x6174746e;

/** Grows when the tables change. */
const FORMAT = 1;

const TABLES = `
  CREATE TABLE searches (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL
  ) STRICT;
  CREATE TABLE entries (
    search INTEGER NOT NULL REFERENCES searches,
    number INTEGER NOT NULL,
    trial TEXT NOT NULL,
    folds TEXT NOT NULL,
    failure TEXT,
    PRIMARY KEY (search, number)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${FORMAT};
`;

const HEADER = `
  SELECT application_id AS id, user_version AS format, (SELECT count(*) FROM sqlite_schema) AS tables
  FROM pragma_application_id, pragma_user_version
`;

interface Header {
  readonly id: number;
  readonly format: number;
  readonly tables: number;
}

/** Whether the database is a journal, or empty and may become one. Throws where it is anything else. */
export function isJournal(db: Database, place: Place): boolean {
  const { id, format, tables } = db.prepare(HEADER).get() as Header; // as the query says
  if (id === APPLICATION && format === FORMAT) return true;
  if (id === 0 && format === 0 && tables === 0) return false;
  throw toldOf(
    place,
    id === APPLICATION
      ? `it is in format ${format}, and this version of attune knows format ${FORMAT}; give another path`
      : "it is a database of something else; give another path",
  );
}

/** Makes the tables, where another process has not just made them. */
export function makeTables(db: Database, place: Place): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    if (!isJournal(db, place)) db.exec(TABLES);
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
