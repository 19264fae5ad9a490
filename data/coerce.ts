import { coerceColumn } from "./_coerce_column.ts";
import type { Columns, Scitypes, Table, Typed } from "./table.ts";

/**
 * The table with some columns read as other scitypes. A column that has its scitype already is kept as it is.
 *
 * Numbers become classes with sorted levels; text becomes numbers where each one can be read; classes become numbers by
 * their place among the levels, from 1, not by their labels. What cannot be, such as fractions to Count or numbers
 * to Textual, is refused. A table of pixels becomes images by `images(table, { height, width, max })`.
 *
 * @example
 * ```ts
 * import { coerce, table } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const cars = coerce(table({ doors: [4, 2, 4], price: ["9.5", "12", null] }), {
 *   doors: "OrderedFactor",
 *   price: "Continuous",
 * });
 * assert.equal(cars.column("doors").scitype, "OrderedFactor");
 * assert.equal(cars.column("price").scitype, "Continuous");
 * ```
 */
export function coerce<C extends Columns, S extends Scitypes>(
  table: Table<C>,
  scitypes: S,
): Table<Typed<S, C>> {
  let coerced: Table = table;
  for (const [name, scitype] of Object.entries(scitypes)) {
    const column = coerced.column(name);
    const next = coerceColumn(column, scitype, name);
    if (next !== column) coerced = coerced.with(name, next);
  }
  return coerced as Table<Typed<S, C>>; // the columns in S were just coerced, the others are those of C
}
