import type { Report } from "../core/model.ts";
import type { Rows } from "../core/observations.ts";

/** Row numbers that a model told of the rows that it was given, as numbers of the rows that those were taken from. */
export function rowsWithin(rows: Report["rows"], given: Rows): Record<string, Rows> {
  const entries = Object.entries(rows ?? {});
  return Object.fromEntries(
    entries.map(([name, own]) => [name, Int32Array.from(own, (row) => given[row]!)]),
  );
}
