import { stringify } from "./_csv_packages.ts";
import type { Column } from "./column.ts";
import { labels } from "./labels.ts";
import type { Table } from "./table.ts";

/** What `writeCsv` may be told. */
export interface WriteCsvOptions {
  /** What stands for a missing value; `"NA"` by default. Text that reads the same is put in quotes. */
  readonly missing?: string;
  /** What parts the fields of a line; a comma by default. */
  readonly delimiter?: string;
}

/**
 * A table as the text of a CSV file, names first. `readCsv` gives the values back, numbers to the last digit; scitypes
 * must be said again, and empty text comes back as missing.
 *
 * @example
 * ```ts
 * import { table, writeCsv } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(writeCsv(table({ a: [1.5, null], b: ["x", "y, z"] })), 'a,b\n1.5,x\nNA,"y, z"\n');
 * ```
 */
export function writeCsv(table: Table, { missing = "NA", delimiter = "," }: WriteCsvOptions = {}): string {
  const columns = table.names.map((name) => cellsOf(table.column(name)));
  const rows = Array.from({ length: table.size }, (_, i) => columns.map((cells) => cells[i]!));
  return stringify([[...table.names], ...rows], {
    delimiter,
    cast: {
      number: (value: number) => Number.isNaN(value) ? missing : String(value),
      boolean: String,
      string: (value: string) => ({ value, quoted: value === missing }),
    },
  });
}

// NaN marks what is missing, for columns of every kind.
function cellsOf(column: Column): ArrayLike<string | number | boolean> {
  if ("codes" in column) return labels(column).map((label) => label ?? NaN);
  if (column.scitype === "Textual") return column.values.map((value) => value ?? NaN);
  return column.values;
}
