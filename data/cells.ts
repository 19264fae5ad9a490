import type { Cell } from "./_column_from.ts";
import type { Column } from "./column.ts";

/**
 * The values of any column as plain numbers, labels or texts, null where one is missing.
 *
 * @example
 * ```ts
 * import { cells, numeric } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(cells(numeric([1.5, null])), [1.5, null]);
 * ```
 */
export function cells(column: Column): Cell[] {
  if (column.scitype === "Textual") return [...column.values];
  if ("codes" in column) return Array.from(column.codes, (code) => column.levels[code] ?? null);
  return Array.from(column.values, (value) => Number.isNaN(value) ? null : value);
}
