import { allRows, type Observations, type Rows } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import type { Table } from "../data/mod.ts";
import type { Judge, Judgeable } from "./_judge.ts";
import { repeatedRow } from "./_repeated_row.ts";
import type { Pair } from "./resampling.ts";

/** What there is to look at. */
export interface Looking {
  readonly pairs: readonly Pair[];
  /** How many of them differ. */
  readonly distinct: number;
  /** What is judged, and by what. */
  readonly jobs: readonly { readonly model: Judgeable; readonly judges: readonly Judge[] }[];
  /** Tells the user something. */
  readonly note: (message: string) => void;
  /** What helps where rows lack classes. Default: other folds. */
  readonly remedy?: string;
}

/** Folds that are looked into: of thousands, the others are like them, and looking at all would take longer than they do. */
const LOOKED_INTO = 100;

/**
 * Notes what is legal, but likely to mislead: missing truths, repeats that repeat, rows on both sides, copies of rows
 * for models that hold rows out, classes unknown in training, folds of a single class.
 */
export function noteTraps(y: Observations, { pairs, distinct, jobs, note, remedy }: Looking): void {
  const some = pairs.slice(0, LOOKED_INTO);
  const holes = missingIn(y, pairs);
  if (holes.length > 0) {
    note(
      `truths are missing in ${holes.length} row${holes.length > 1 ? "s" : ""} (the first is row ${
        holes[0]
      }): ` +
        "measures count them as 0, or leave them out; better drop such rows",
    );
  }
  if (distinct < pairs.length) {
    const again = pairs.length - distinct;
    note(
      `${again} of ${pairs.length} folds have the rows of others: shuffle, e.g. holdout({ shuffled: true })`,
    );
  }
  const shared = some.findIndex(({ train, test }) => train !== test && shares(train, test, y.size)); // in sample on purpose
  if (shared >= 0) {
    note(`fold ${shared + 1} is judged by rows that it was learned from: its values are too good`);
  }
  noteCopies(some, { jobs, note });
  const codes = Reflect.get(y, "codes");
  if (!(codes instanceof Int32Array)) return;
  const folds = some.map(({ train, test }) => ({
    rows: test.length,
    train: classesOf(train, codes),
    test: classesOf(test, codes),
  }));
  noteClasses(folds, { note, remedy });
  const over = jobs.flatMap(({ judges }) => judges).find(({ averagesLevels }) => averagesLevels);
  if (over) noteAbsent(folds, { y, note, remedy, id: over.id });
}

// Copies of a row stand on both sides where a model holds rows out.
function noteCopies(pairs: readonly Pair[], { jobs, note }: Pick<Looking, "jobs" | "note">): void {
  const { kind } = jobs.find(({ model }) => model.traits.holdsOut)?.model ?? {};
  const fold = kind === undefined ? -1 : pairs.findIndex(({ train }) => repeatedRow(train) !== undefined);
  if (fold < 0) return;
  note(
    `fold ${
      fold + 1
    } learns from rows more than once, and ${kind} judges some of its rows by what it learned of others: ` +
      "of their copies too; use cv()",
  );
}

/** Codes of the classes that a fold learns from and is judged by, and by how many rows it is. */
interface FoldClasses {
  readonly rows: number;
  readonly train: ReadonlySet<number>;
  readonly test: ReadonlySet<number>;
}

// Means over levels are made of fewer levels, or count absent ones as 0, where a fold lacks one.
function noteAbsent(
  folds: readonly FoldClasses[],
  { y, note, id, remedy = "use stratifiedCv(), or fewer folds" }:
    & Pick<Looking, "note">
    & { readonly y: Observations; readonly id: string; readonly remedy: string | undefined },
): void {
  const all = [...new Set(folds.flatMap(({ train, test }) => [...train, ...test]))];
  const fold = folds.findIndex(({ test }) => test.size < all.length);
  if (fold < 0) return;
  const code = all.find((one) => !folds[fold]!.test.has(one))!; // one is absent
  const levels: unknown = Reflect.get(y, "levels");
  const name = Array.isArray(levels) ? brief(levels[code]) : String(code);
  note(
    `fold ${
      fold + 1
    } is judged by no row of class ${name}, which ${id} and others of its kind count as 0, or cannot ` +
      `do without: ${remedy}`,
  );
}

function shares(train: Rows, test: Rows, size: number): boolean {
  const known = new Uint8Array(size);
  for (let i = 0; i < train.length; i++) known[train[i]!] = 1;
  for (let i = 0; i < test.length; i++) if (known[test[i]!] === 1) return true;
  return false;
}

function noteClasses(
  folds: readonly FoldClasses[],
  { note, remedy = "shuffle, or use stratifiedCv()" }:
    & Pick<Looking, "note">
    & { readonly remedy: string | undefined },
): void {
  const unknown = folds.findIndex(({ train, test }) => [...test].some((code) => !train.has(code)));
  if (unknown >= 0) {
    return note(`fold ${unknown + 1} is judged by a class that its training rows lack: ${remedy}`);
  }
  const single = folds.findIndex(({ rows, train, test }) => rows > 1 && test.size === 1 && train.size > 1);
  if (single >= 0) note(`fold ${single + 1} is judged by rows of a single class: ${remedy}`);
}

/** The rows in use whose truths are missing; of tables, rows with a hole. */
export function missingIn(y: Observations, pairs: readonly Pair[]): readonly number[] {
  const columns = columnsOf(y);
  const holes = Array.from(allRows(y.size)).filter((row) => columns.some((isMissing) => isMissing(row)));
  if (holes.length === 0) return holes;
  const used = new Set(pairs.flatMap(({ train, test }) => [...Array.from(train), ...Array.from(test)]));
  return holes.filter((row) => used.has(row));
}

function columnsOf(y: Observations & Partial<Pick<Table, "names" | "column">>): ((row: number) => boolean)[] {
  if (y.names) return y.names.flatMap((name) => columnsOf(y.column!(name)));
  const codes = Reflect.get(y, "codes");
  if (codes instanceof Int32Array) return [(row) => codes[row]! < 0];
  const values = Reflect.get(y, "values");
  return values instanceof Float64Array ? [(row) => Number.isNaN(values[row])] : [];
}

function classesOf(rows: Rows, codes: Int32Array): ReadonlySet<number> {
  const classes = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]!]!;
    if (code >= 0) classes.add(code);
  }
  return classes;
}
