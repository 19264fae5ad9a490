import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import { coerceColumn } from "./_coerce_column.ts";
import { categorical, type Label } from "./categorical.ts";
import type { Column } from "./column.ts";
import { numeric } from "./numeric.ts";
import { textual } from "./textual.ts";

/** One value of a column as users write it; null and undefined are missing, and so is the number NaN. */
export type Cell = Label | null | undefined;

/** What can become a column. Arrays of floating numbers become Continuous, those of integers Count. */
export type ColumnSource =
  | Column
  | readonly Cell[]
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** The column that `source` becomes: as `scitype` if that is given, else by the default convention. */
export function columnFrom(source: ColumnSource, name: string, scitype?: Scitype): Column {
  if ("scitype" in source) return scitype ? coerceColumn(source, scitype, name) : source;
  if (ArrayBuffer.isView(source)) {
    const floating = source instanceof Float32Array || source instanceof Float64Array;
    return as(numeric(source, { scitype: floating ? "Continuous" : "Count" }), name, scitype);
  }
  const cells = source.map((cell) => cell === undefined || Number.isNaN(cell) ? null : cell);
  const kinds = new Set(cells.filter((cell) => cell !== null).map((cell) => typeof cell));
  if (kinds.size > 1 && (scitype === "Multiclass" || scitype === "OrderedFactor")) {
    return categorical(cells, { ordered: scitype === "OrderedFactor" });
  }
  return as(guessed(cells, kinds, name, scitype), name, scitype);
}

function as(column: Column, name: string, scitype: Scitype | undefined): Column {
  return scitype ? coerceColumn(column, scitype, name) : column;
}

// JavaScript has one kind of number, so the values decide: all whole is Count, any fraction Continuous.
function guessed(
  cells: readonly (Label | null)[],
  kinds: Set<string>,
  name: string,
  scitype?: Scitype,
): Column {
  if (kinds.size === 0) return ofNothing(cells.length, name, scitype);
  const [kind] = kinds;
  if (kinds.size === 1) {
    if (kind === "number") return ofNumbers(cells);
    if (kind === "string") return textual(cells.map((cell) => cell === null ? null : String(cell)));
    if (kind === "boolean") return categorical(cells, { levels: [false, true] });
  }
  const row = cells.findIndex((cell) =>
    cell !== null && typeof cell !== typeof cells.find((c) => c !== null)
  );
  const found = [...kinds].join(" and ");
  throw new DataError(
    `Cannot make column ${JSON.stringify(name)}: it holds ${found}${
      row < 0 ? "" : `, first in row ${row}`
    }; ` +
      'give one kind of value, or choose the scitype "Multiclass"',
    { column: name, found },
  );
}

function ofNumbers(cells: readonly (Label | null)[]): Column {
  const values = Float64Array.from(cells, (cell) => cell === null ? NaN : Number(cell));
  const whole = values.every((value) => Number.isInteger(value) || Number.isNaN(value));
  return numeric(values, { scitype: whole ? "Count" : "Continuous" });
}

function ofNothing(size: number, name: string, scitype?: Scitype): Column {
  const nothing = new Array<null>(size).fill(null);
  if (scitype === "Continuous" || scitype === "Count") return numeric(nothing, { scitype });
  if (scitype !== undefined) return textual(nothing);
  throw new DataError(
    `Cannot guess the scitype of column ${JSON.stringify(name)}: all its ${size} values are missing; ` +
      `say it, e.g. { ${JSON.stringify(name)}: "Continuous" }`,
    { column: name },
  );
}
