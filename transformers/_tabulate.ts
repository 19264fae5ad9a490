import { type Column, type Table, table } from "../data/mod.ts";

/** A table of these columns, at least one, in this order. */
export function tabulate(columns: readonly (readonly [name: string, column: Column])[]): Table {
  const names = columns.map(([name]) => name);
  return table(Object.fromEntries(columns)).select(names); // a record alone would list names such as "7" first
}
