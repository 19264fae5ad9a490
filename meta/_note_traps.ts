import type { Context } from "../core/context.ts";
import type { Observations, Rows } from "../core/observations.ts";
import type { Table } from "../data/mod.ts";
import type { Pair } from "./resampling.ts";

/** What there is to look at. */
export interface Looking {
  readonly context: Pick<Context, "emit">;
  readonly pairs: readonly Pair[];
}

/** Folds that are looked into: of thousands, the others are like them, and looking at all would take longer than they do. */
const LOOKED_INTO = 100;

/**
 * Notes what is legal, but likely to mislead: missing truths, repeats that repeat, rows on both sides, classes unknown
 * in training, folds of a single class.
 */
export function noteTraps(y: Observations, { context, pairs }: Looking): void {
  const note = (message: string) => context.emit({ type: "note", message });
  const some = pairs.slice(0, LOOKED_INTO);
  const [holes, rows] = missingIn(y, some);
  if (holes > 0) {
    note(
      `${holes} of ${rows} truths are missing: measures count them as 0, or leave them out; better drop those rows`,
    );
  }
  if (recurs(pairs)) {
    note("every repeat has the same rows: shuffle, e.g. holdout({ shuffled: true })");
  }
  const shared = some.findIndex(({ train, test }) => train !== test && shares(train, test)); // in sample on purpose
  if (shared >= 0) {
    note(`fold ${shared + 1} is judged by rows that it was learned from: its values are too good`);
  }
  const codes = Reflect.get(y, "codes");
  if (codes instanceof Int32Array) noteClasses(codes, some, note);
}

function shares(train: Rows, test: Rows): boolean {
  const known = new Set(Array.from(train));
  return Array.from(test).some((row) => known.has(row));
}

function noteClasses(codes: Int32Array, pairs: readonly Pair[], note: (message: string) => void): void {
  const remedy = "shuffle, or use stratifiedCv()";
  const unknown = pairs.findIndex((pair) => !knows(pair, codes));
  if (unknown >= 0) {
    return note(`fold ${unknown + 1} is judged by a class that its training rows lack: ${remedy}`);
  }
  const single = pairs.findIndex(({ train, test }) =>
    test.length > 1 && classesOf(test, codes).size === 1 && classesOf(train, codes).size > 1
  );
  if (single >= 0) note(`fold ${single + 1} is judged by rows of a single class: ${remedy}`);
}

// How many truths are missing, and of how many, among the rows that are judged by; of tables, rows with a hole.
function missingIn(y: Observations, pairs: readonly Pair[]): readonly [holes: number, rows: number] {
  const rows = new Set(pairs.flatMap(({ test }) => Array.from(test)));
  const columns = columnsOf(y);
  const holes = [...rows].filter((row) => columns.some((isMissing) => isMissing(row)));
  return [holes.length, rows.size];
}

function columnsOf(y: Observations & Partial<Pick<Table, "names" | "column">>): ((row: number) => boolean)[] {
  if (y.names) return y.names.flatMap((name) => columnsOf(y.column!(name)));
  const codes = Reflect.get(y, "codes");
  if (codes instanceof Int32Array) return [(row) => codes[row]! < 0];
  const values = Reflect.get(y, "values");
  return values instanceof Float64Array ? [(row) => Number.isNaN(values[row])] : [];
}

// Whether all pairs come again and again: repeats without shuffling, ours or those of repeated().
function recurs(pairs: readonly Pair[]): boolean {
  const period = pairs.findIndex((pair, i) => i > 0 && same(pair, pairs[0]!));
  return period > 0 && pairs.every((pair, i) => same(pair, pairs[i % period]!));
}

function same(a: Pair, b: Pair): boolean {
  return sameRows(a.test, b.test) && sameRows(a.train, b.train);
}

function sameRows(a: Rows, b: Rows): boolean {
  return a.length === b.length && Array.from(a).every((row, i) => row === b[i]);
}

function classesOf(rows: Rows, codes: Int32Array): ReadonlySet<number> {
  return new Set(Array.from(rows, (row) => codes[row]!).filter((code) => code >= 0));
}

function knows({ train, test }: Pair, codes: Int32Array): boolean {
  const known = classesOf(train, codes);
  return [...classesOf(test, codes)].every((code) => known.has(code));
}
