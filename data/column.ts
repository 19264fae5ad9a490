import type { Categorical } from "./categorical.ts";
import type { Numeric } from "./numeric.ts";
import type { Textual } from "./textual.ts";

export type { Categorical, Label } from "./categorical.ts";
export type { Numeric } from "./numeric.ts";
export type { Textual } from "./textual.ts";

/** One column of a table. Its `scitype` tells which kind it is. */
export type Column = Numeric | Categorical | Textual;

/**
 * How many values of a column are missing.
 *
 * @example
 * ```ts
 * import { missing, numeric } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(missing(numeric([1, null, 3])), 1);
 * ```
 */
export function missing(column: Column): number {
  let count = 0;
  if ("codes" in column) {
    for (const code of column.codes) count += Number(code < 0);
  } else if (column.scitype === "Textual") {
    for (const value of column.values) count += Number(value === null);
  } else {
    for (const value of column.values) count += Number(Number.isNaN(value));
  }
  return count;
}
