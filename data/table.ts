import { DataError } from "../core/errors.ts";
import type { Observations, Scitype } from "../core/observations.ts";
import { type Cell, columnFrom, type ColumnSource } from "./_column_from.ts";
import { tableOf } from "./_table_of.ts";
import type { Categorical } from "./categorical.ts";
import type { Column } from "./column.ts";
import { type Numeric, numeric } from "./numeric.ts";
import type { Textual } from "./textual.ts";

export type { Cell, ColumnSource } from "./_column_from.ts";

/** Columns by name, as types know them. */
export type Columns = Readonly<Record<string, Column>>;

/** Scitypes by column name. */
export type Scitypes = Readonly<Record<string, Scitype>>;

/** The type of a column of this scitype. */
export type ColumnOf<S extends Scitype> = S extends Numeric["scitype"] ? Numeric
  : S extends Categorical["scitype"] ? Categorical
  : S extends Textual["scitype"] ? Textual
  : Column;

/** Columns of which those in `S` have the scitypes that it says, and the others are as in `C`. */
export type Typed<S extends Scitypes, C extends Columns = Columns> =
  & { readonly [N in keyof C as N extends keyof S ? never : N]: C[N] }
  & { readonly [N in keyof S]: ColumnOf<S[N]> };

/**
 * Columns of one length, each with a name. `C` says which column is what, where that is known, as for the data sets;
 * a plain `Table` is any table.
 */
export interface Table<out C extends Columns = Columns> extends Observations {
  /** The names of the columns, in order. */
  readonly names: readonly string[];
  /** The column of this name. */
  column<K extends keyof C & string>(name: K): C[K];
  /** The table of these columns alone, in the order given. */
  select<K extends keyof C & string>(names: readonly K[]): Table<Pick<C, K>>;
  /** The table without these columns. */
  drop(names: readonly (keyof C & string)[]): Table;
  /** The table with one column more, last, or with the column of that name replaced, in its place. */
  with(name: string, column: Column): Table;
}

/** What `table` may be told. */
export interface TableOptions {
  /** Names for the columns of a matrix; `x1`, `x2`, … by default. */
  readonly names?: readonly string[];
}

/** What can become a table: records, columns by name, or the rows of a matrix of numbers. */
export type TableSource =
  | readonly Readonly<Record<string, Cell>>[]
  | Readonly<Record<string, ColumnSource>>
  | readonly ArrayLike<number>[];

/**
 * A table from columns by name, from records, or from the rows of a matrix.
 *
 * What `scitypes` says goes. Otherwise numbers are Continuous if any has a fraction, else Count; strings are Textual;
 * booleans are Multiclass with the levels false and true; a Float64Array or Float32Array is Continuous, an array of
 * integers Count; all columns of a matrix are Continuous. `null`, `undefined` and NaN are missing values.
 *
 * @example
 * ```ts
 * import { table } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const people = table([{ age: 31, answer: "yes" }, { age: null, answer: "no" }], { answer: "Multiclass" });
 * assert.deepEqual(people.names, ["age", "answer"]);
 * assert.equal(people.column("age").scitype, "Count");
 * assert.equal(people.column("answer").scitype, "Multiclass");
 * ```
 */
export function table<C extends Columns>(source: C): Table<C>;
/** As above, with scitypes that are said and not guessed. */
export function table<S extends Scitypes = Readonly<Record<never, Scitype>>>(
  source: TableSource,
  scitypes?: S,
  options?: TableOptions,
): Table<Typed<S>>;
export function table(source: TableSource, scitypes: Scitypes = {}, { names }: TableOptions = {}): Table {
  const sources = Array.isArray(source) ? byColumn(source, names) : new Map(Object.entries(source));
  if (!Array.isArray(source) && names) {
    throw new TypeError("Cannot name the columns: they have names already; give names with a matrix only");
  }
  const columns = new Map([...sources].map(([name, cells]): [string, Column] => {
    const said = Object.hasOwn(scitypes, name) ? scitypes[name] : undefined;
    return [name, columnFrom(cells, name, said)];
  }));
  const made = tableOf(columns);
  Object.keys(scitypes).forEach((name) => made.column(name));
  return made;
}

type Row = ArrayLike<number> | Readonly<Record<string, Cell>>;

function byColumn(rows: readonly Row[], names?: readonly string[]): Map<string, ColumnSource> {
  const [first] = rows;
  if (first === undefined) {
    throw new DataError(
      "Cannot make a table: no rows are given, so its columns are unknown; give columns by name",
    );
  }
  if (isList(first)) return ofMatrix(rows.filter(isList), names ?? numbered(first.length), rows.length);
  if (names) throw new TypeError("Cannot name the columns: records name them; give names with a matrix only");
  return ofRecords(rows, Object.keys(first));
}

function isList(row: Row): row is ArrayLike<number> {
  return Array.isArray(row) || ArrayBuffer.isView(row);
}

function numbered(columns: number): string[] {
  return Array.from({ length: columns }, (_, j) => `x${j + 1}`);
}

function ofMatrix(
  rows: readonly ArrayLike<number>[],
  names: readonly string[],
  size: number,
): Map<string, ColumnSource> {
  const uneven = rows.findIndex((row) => row.length !== names.length);
  if (uneven >= 0 || rows.length < size) {
    const found = uneven >= 0
      ? `row ${uneven} has ${rows[uneven]!.length} numbers`
      : "some rows are no lists";
    throw new DataError(
      `Cannot make a table: ${found} for ${names.length} columns; give rows of one length, and as many names`,
    );
  }
  checkUnique(names);
  return new Map(names.map((name, j) => [name, numeric(rows.map((row) => row[j]!))]));
}

function ofRecords(rows: readonly Row[], names: readonly string[]): Map<string, ColumnSource> {
  for (const [i, row] of rows.entries()) {
    const keys = Object.keys(row);
    const odd = keys.find((key) => !names.includes(key)) ?? names.find((name) => !Object.hasOwn(row, name));
    if (odd === undefined) continue;
    throw new DataError(
      `Cannot make a table: row ${i} ${keys.includes(odd) ? "has" : "lacks"} the key ${
        JSON.stringify(odd)
      }, ` +
        `unlike row 0; give every record the same keys, with null where a value is missing`,
      { column: odd },
    );
  }
  // `byColumn` has seen that the first row is a record, and the keys agree.
  const records = rows as readonly Readonly<Record<string, Cell>>[];
  return new Map(names.map((name) => [name, records.map((record) => record[name])]));
}

function checkUnique(names: readonly string[]): void {
  const twice = names.find((name, j) => names.indexOf(name) !== j);
  if (twice === undefined) return;
  throw new DataError(`Cannot make a table: two columns are called ${JSON.stringify(twice)}; rename one`, {
    column: twice,
  });
}
