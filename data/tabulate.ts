import type { Table } from "./table.ts";
import { tableOf } from "./_table_of.ts";
import type { Column } from "./column.ts";

/**
 * A table of columns with different names, in the order in which they stand here, whatever their names: a record would
 * list "7" before "a". `size` is for a table without columns.
 */
export function tabulate(columns: Iterable<readonly [name: string, column: Column]>, size = 0): Table {
  return tableOf(new Map(columns), size);
}
