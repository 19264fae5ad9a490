import type { HostArray } from "../core/array.ts";
import { SavedError } from "../core/errors.ts";
import type { Report } from "../core/model.ts";
import type { Rows } from "../core/observations.ts";
import type { Saved } from "../core/saved.ts";

/** How arrays are called that hold the rows of a report; no part is called so. */
const USE = "rows ";

/** Row numbers, as they are stored. */
export function rowsArray(rows: Rows): HostArray {
  return { shape: [rows.length], data: Float64Array.from(rows) };
}

/** The row numbers that were stored under this name. */
export function rowsNamed({ arrays, kind }: Saved, name: string): Int32Array {
  const rows = arrays.get(name)?.data;
  if (rows?.every((row) => Number.isInteger(row) && row >= 0)) return Int32Array.from(rows);
  throw new SavedError(`Cannot restore ${kind}: its ${name} are no row numbers`, kind);
}

/** The rows of a report, each use of them as an array of its own. */
export function useArrays({ rows = {} }: Report): ReadonlyMap<string, HostArray> {
  return new Map(Object.entries(rows).map(([use, of]) => [USE + use, rowsArray(of)]));
}

/** The rows of a report, as they were stored: nothing where there were none. */
export function usesIn(saved: Saved): Pick<Report, "rows"> {
  const names = [...saved.arrays.keys()].filter((name) => name.startsWith(USE));
  if (names.length === 0) return {};
  return { rows: Object.fromEntries(names.map((name) => [name.slice(USE.length), rowsNamed(saved, name)])) };
}
