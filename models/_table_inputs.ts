import type { HostArray } from "../core/array.ts";
import { DataError } from "../core/errors.ts";
import { nearest } from "../core/names.ts";
import { type Column, isImages, type Numeric, type Table } from "../data/mod.ts";
import type { Inputs } from "./_inputs.ts";

/** The columns of a table as inputs; other tables are matched to them by name. */
export function tableInputs(x: Table, kind: string): Inputs<Table> {
  checkTable(x, "x", kind);
  const { names } = x;
  return {
    values: numbersOf(x, names, kind),
    encode: (other) => {
      checkColumns(other, names, kind);
      return numbersOf(other, names, kind);
    },
    saved: { names },
  };
}

/** Refuses what is no table, or has no columns. `what` says which part of the data it is. */
export function checkTable(table: Table, what: string, kind: string): void {
  if (!Array.isArray(Reflect.get(Object(table), "names"))) {
    throw new DataError(
      isImages(table)
        ? `Cannot give images to ${kind}: it learns from tables; take imageClassifier()`
        : `Cannot give this ${what} to ${kind}: it is no table; make one by table({ name: column })`,
      {
        column: what,
        wanted: "a table",
      },
    );
  }
  if (table.names.length === 0) {
    throw new DataError(`Cannot give this ${what} to ${kind}: the table has no columns; give at least one`, {
      column: what,
      found: "no columns",
    });
  }
}

/** Rows that are written at a time, so that what several columns write to is still in the cache. */
const BLOCK = 64;

// The named columns, rows × columns, in 32 bits.
function numbersOf(x: Table, names: readonly string[], kind: string): HostArray {
  const columns = names.map((name) => numericOf(x.column(name), name, kind).values);
  const width = names.length;
  const data = new Float32Array(x.size * width);
  let odd = 0; // stays 0 while all are finite, for v − v is NaN of what is not
  for (let from = 0; from < x.size; from += BLOCK) {
    const until = Math.min(x.size, from + BLOCK);
    for (let j = 0; j < width; j++) {
      const values = columns[j]!;
      for (let i = from; i < until; i++) {
        const value = Math.fround(values[i]!);
        odd += value - value;
        data[i * width + j] = value;
      }
    }
  }
  if (odd !== 0) throw unfit(columns, names, kind);
  return { shape: [x.size, width], data };
}

// Says which columns have holes, or else where a number is too large.
function unfit(columns: readonly Float64Array[], names: readonly string[], kind: string): DataError {
  const holed = names.filter((_, j) => columns[j]!.some(Number.isNaN));
  if (holed.length > 0) {
    return new DataError(
      `Cannot give ${holed.map((name) => `"${name}"`).join(", ")} to ${kind}: there are missing values; ` +
        "leave out those rows or columns, or fill them in",
      { column: holed[0], found: "missing values", wanted: "Continuous" },
    );
  }
  const tooLarge = (value: number) => !Number.isFinite(Math.fround(value));
  const j = columns.findIndex((values) => values.some(tooLarge));
  const row = columns[j]!.findIndex(tooLarge);
  const value = columns[j]![row]!;
  return new DataError(
    `Cannot give column "${
      names[j]
    }" to ${kind}: row ${row} holds ${value}, which 32 bits cannot hold; rescale it`,
    { column: names[j], found: String(value), wanted: "numbers below 3.4e38" },
  );
}

// Refuses a table whose columns are not those learned from; their order may differ.
function checkColumns(x: Table, names: readonly string[], kind: string): void {
  checkTable(x, "x", kind);
  const absent = names.find((name) => !x.names.includes(name));
  if (absent !== undefined) {
    const meant = nearest(absent, x.names.filter((name) => !names.includes(name)));
    throw new DataError(
      `Cannot predict with ${kind}: column "${absent}" is absent; it learned from ${names.join(", ")}` +
        (meant ? `; did you mean "${meant}" by it?` : ""),
      { column: absent, found: "no such column" },
    );
  }
  const unseen = x.names.find((name) => !names.includes(name));
  if (unseen !== undefined) {
    throw new DataError(
      `Cannot predict with ${kind}: column "${unseen}" was not there in training; ` +
        `give ${names.join(", ")} alone, e.g. by select()`,
      { column: unseen },
    );
  }
}

function numericOf(column: Column, name: string, kind: string): Numeric {
  if (column.scitype === "Continuous" || column.scitype === "Count") return column;
  const todo = column.scitype === "Textual"
    ? "coerce it to numbers, or leave it out"
    : "coerce or encode it as numbers, or leave it out";
  throw new DataError(
    `Cannot give column "${name}" to ${kind}: it is ${column.scitype}, and Continuous is wanted; ${todo}`,
    { column: name, found: column.scitype, wanted: "Continuous" },
  );
}
