import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import { type Categorical, categorical, type Label } from "./categorical.ts";
import { categoricalOf } from "./categorical_of.ts";
import type { Column } from "./column.ts";
import { labels } from "./labels.ts";
import { type Numeric, numeric } from "./numeric.ts";
import { textual } from "./textual.ts";

/** The column as another scitype; the same object if it is of that scitype already. `name` is for messages. */
export function coerceColumn(column: Column, scitype: Scitype, name: string): Column {
  if (column.scitype === scitype) return column;
  switch (scitype) {
    case "Continuous":
    case "Count":
      return toNumeric(column, scitype, name);
    case "Multiclass":
    case "OrderedFactor":
      return toCategorical(column, scitype);
    case "Textual":
      return toTextual(column, name);
    case "GrayImage":
    case "ColorImage":
      throw refusal(column, scitype, name, "columns hold no images; make them with images()");
    default: {
      const rest: never = scitype;
      throw new TypeError(
        `Cannot coerce column ${JSON.stringify(name)}: ${JSON.stringify(rest)} is no scitype; ` +
          "choose Continuous, Count, Multiclass, OrderedFactor or Textual",
      );
    }
  }
}

function toNumeric(column: Column, scitype: Numeric["scitype"], name: string): Numeric {
  const values = numbers(column, scitype, name);
  if (scitype === "Count") {
    const row = values.findIndex((value) => !Number.isInteger(value) && !Number.isNaN(value));
    if (row >= 0) {
      throw refusal(column, scitype, name, `row ${row} holds ${values[row]}; round the values first`);
    }
  }
  return numeric(values, { scitype });
}

// A class counts from 1, whatever its label: label 7 of levels 5, 7, 9 becomes 2.
function numbers(column: Column, scitype: Scitype, name: string): Float64Array {
  if ("codes" in column) return Float64Array.from(column.codes, (code) => code < 0 ? NaN : code + 1);
  if (column.scitype !== "Textual") return column.values;
  return Float64Array.from(column.values, (text, row) => {
    if (text === null) return NaN;
    const value = parseNumber(text);
    if (value !== undefined) return value;
    throw refusal(column, scitype, name, `row ${row} holds ${JSON.stringify(text)}; give numbers only`);
  });
}

/** The number that a text is, decimal, with blanks around it allowed, or infinity; undefined where it is none. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  // Number() alone would take "", "0x10" and "1e999" for numbers.
  const infinite = /^([+-]?)inf(inity)?$/i.exec(trimmed);
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

function toCategorical(column: Column, scitype: Categorical["scitype"]): Categorical {
  const ordered = scitype === "OrderedFactor";
  if ("codes" in column) return categoricalOf(column.codes, column.levels, { ordered });
  const known: (Label | null)[] = column.scitype === "Textual"
    ? [...column.values]
    : Array.from(column.values, (value) => Number.isNaN(value) ? null : value);
  return categorical(known, { ordered });
}

function toTextual(column: Column, name: string): Column {
  if (!("codes" in column)) throw refusal(column, "Textual", name, "it holds numbers; numbers are no text");
  return textual(
    labels(column).map((label, row) => {
      if (label === null || typeof label === "string") return label;
      throw refusal(
        column,
        "Textual",
        name,
        `row ${row} holds the ${typeof label} ${label}; give strings only`,
      );
    }),
  );
}

function refusal(column: Column, scitype: Scitype, name: string, why: string): DataError {
  return new DataError(
    `Cannot coerce column ${JSON.stringify(name)} from ${column.scitype} to ${scitype}: ${why}`,
    { column: name, found: column.scitype, wanted: scitype },
  );
}
