import { DataError } from "../core/errors.ts";
import { type Column, isCategorical, isNumeric, type Numeric, type Table } from "../data/mod.ts";
import { type ClassCodes, codesOf } from "./_class_codes.ts";

/** What was learned of a table's columns: how each becomes numbers. */
export interface Layout {
  /** The model's kind. */
  readonly kind: string;
  /** All columns, in the order in which a network sees them. */
  readonly names: readonly string[];
  /** Those of classes. */
  readonly classes: ReadonlyMap<string, ClassCodes>;
  /** What stands in the holes of columns of numbers, where they may have some. */
  readonly means: ReadonlyMap<string, number>;
  /** Those of numbers that had holes in training. Behind all columns a network sees where, in this order. */
  readonly marked: readonly string[];
}

/** The numbers that a network sees of a table, by column. */
export function inputColumns(x: Table, layout: Layout): readonly Float64Array[] {
  return [
    ...layout.names.map((name) => inputColumn(x.column(name), name, layout)),
    ...layout.marked.map((name) => holesOf(x.column(name))),
  ];
}

/** Codes of classes, numbers with the mean in their holes, or numbers as they are. */
export function inputColumn(column: Column, name: string, { kind, classes, means }: Layout): Float64Array {
  const codes = classes.get(name);
  if (codes) {
    if (isCategorical(column)) return codesOf(column, codes, { name, kind });
    throw unlike(column, { name, kind, wanted: "Multiclass" });
  }
  if (!isNumeric(column)) throw unlike(column, { name, kind, wanted: "Continuous" });
  const mean = means.get(name);
  return mean === undefined || !hasHoles(column)
    ? column.values
    : column.values.map((value) => Number.isNaN(value) ? mean : value);
}

/** Whether some of a column's numbers are missing. */
export function hasHoles({ values }: Numeric): boolean {
  return values.some(Number.isNaN);
}

/** 1 where a number is missing, 0 elsewhere. */
export function holesOf(column: Column): Float64Array {
  const { values } = column as Numeric; // columns that are marked are numeric: `inputColumn` refuses others
  return values.map((value) => Number.isNaN(value) ? 1 : 0);
}

function unlike(
  { scitype }: Column,
  { name, kind, wanted }: { readonly name: string; readonly kind: string; readonly wanted: string },
): DataError {
  const todo = scitype === "Textual"
    ? "coerce it to numbers or classes, or leave it out"
    : "coerce it to what it was in training";
  return new DataError(
    `Cannot give column "${name}" to ${kind}: it is ${scitype}, and ${wanted} is wanted; ${todo}`,
    { column: name, found: scitype, wanted },
  );
}
