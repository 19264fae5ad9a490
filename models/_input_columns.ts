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
  /** Those of numbers that may have holes, and what stands there. Behind all columns a network sees where, in this order. */
  readonly means: ReadonlyMap<string, number>;
}

/** The numbers that a network sees of a table, by column. */
export function inputColumns(x: Table, layout: Layout): readonly Float64Array[] {
  return [
    ...layout.names.map((name) => inputColumn(x.column(name), name, layout)),
    ...Array.from(layout.means.keys(), (name) => holesOf(x.column(name))),
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
  return mean === undefined
    ? column.values
    : column.values.map((value) => Number.isNaN(value) ? mean : value);
}

/** 1 where a number is missing, 0 elsewhere. */
export function holesOf(column: Column): Float64Array {
  const { values } = column as Numeric; // columns that have a mean are numeric: `inputColumn` refuses others
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
