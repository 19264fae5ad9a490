import { brief } from "../core/show.ts";

/** What a row is made of here. */
export type Cell = string | number | null;

/** What we use of a statement of `node:sqlite`. */
export interface Statement {
  run(...cells: readonly Cell[]): { readonly changes: number | bigint };
  get(...cells: readonly Cell[]): unknown;
  all(...cells: readonly Cell[]): readonly unknown[];
}

/** What we use of a database of `node:sqlite`. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** What we use of `node:sqlite` itself. */
interface Sqlite {
  readonly DatabaseSync: new (path: string, options: { readonly readOnly: boolean }) => Database;
}

/** What we use of `node:fs/promises`. */
interface Files {
  stat(path: string): Promise<{ isDirectory(): boolean }>;
}

/** A file that is a database, and what is done with it: `"keep"` may write, and makes the file where there is none. */
export interface Place {
  readonly path: string;
  readonly doing: "keep" | "read";
  /** Whether a reader may write: what a writer that was killed left half done is put right then. */
  readonly writable?: boolean;
}

/** Opens the file. Nothing in it was read so far: it may be of any kind. */
export async function openDatabase(place: Place): Promise<Database> {
  const { path, doing, writable = false } = place;
  // SQLite would take these for a database in memory, a temporary one, or an address
  if (typeof path !== "string" || path === "" || /^:|^file:/.test(path)) {
    throw new TypeError(`Cannot ${doing} a journal in ${brief(path)}: give the path of a file`);
  }
  const { DatabaseSync } = await sqlite(place);
  const found = await foundAt(path);
  if (found === "folder") throw toldOf(place, "it is a folder; give the path of a file");
  if (found === "nothing" && doing === "read") {
    throw toldOf(place, "there is no such file; give the path of a journal");
  }
  try {
    const db = new DatabaseSync(path, { readOnly: doing === "read" && !writable });
    db.exec("PRAGMA busy_timeout = 5000"); // milliseconds that it waits for others
    return db;
  } catch (cause) {
    const missing = found === "nothing" && /unable to open/.test(String(cause));
    throw toldOf(place, missing ? "its folder is not there, or may not be written; make one that is" : cause);
  }
}

/** Does something with the database; an error tells of the file, what is wrong with it, and what would do. */
export function within<T>(place: Place, use: () => T): T {
  try {
    return use();
  } catch (cause) {
    throw toldOf(place, cause);
  }
}

/** An error of a journal: `what` is wrong with its file, or was thrown, by SQLite or already as such an error. */
export function toldOf({ path, doing }: Place, what: unknown): Error {
  const head = `Cannot ${doing} the journal in ${path}: `;
  if (what instanceof Error && what.message.startsWith(head)) return what;
  const text = what instanceof Error ? what.message : String(what);
  const known = KNOWN.find(([pattern]) => pattern.test(text));
  return new Error(head + (known?.[1] ?? text), { cause: what });
}

/** What SQLite says of files in their states; its numbers are not told by every runtime. */
const KNOWN: readonly (readonly [pattern: RegExp, told: string])[] = [
  [/not a database/, "it is a file of another kind; give another path"],
  [/is locked/, "another process keeps it locked; end that first"],
  [/readonly|unable to open/, "its permissions forbid it; change them, or give another path"],
  [
    /is malformed/,
    "it is damaged; move it elsewhere, where the command sqlite3 may recover it, and begin a new one",
  ],
  [/is full/, "the disk is full; make room, and start again: all that was kept is there"],
];

async function foundAt(path: string): Promise<"file" | "folder" | "nothing"> {
  try {
    const { stat } = await imported("fs/promises") as Files; // the compiler cannot see a module by a computed name
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    return /ENOENT/.test(String(error)) ? "nothing" : "file"; // what cannot be seen, SQLite tells of
  }
}

async function sqlite({ path, doing }: Place): Promise<Sqlite> {
  try {
    return await imported("sqlite") as Sqlite; // the compiler cannot see a module by a computed name
  } catch {
    throw new TypeError(
      `Cannot ${doing} the journal in ${path}: there is no node:sqlite here; ` +
        "run Deno 2.2 or newer, or Node 22.13 or newer",
    );
  }
}

// Node's module, in Deno too, whose name bundlers for browsers must not see.
function imported(name: string): Promise<unknown> {
  return import(["node", name].join(":"));
}
