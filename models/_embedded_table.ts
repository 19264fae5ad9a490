import type { State } from "../core/array.ts";
import { type Column, numeric, type Table } from "../data/mod.ts";
import { vectorsOf } from "./_embedding.ts";
import { freeNames } from "./_free_names.ts";
import { holesOf, inputColumn, type Layout } from "./_input_columns.ts";

type NamedColumn = readonly [name: string, column: Column];

/**
 * A table as a network sees it behind its embedding: in the place of each column of classes the columns of its vectors,
 * means in the holes of those of numbers, and behind all columns where these holes are, of those that had some in training.
 */
export function embeddedTable(x: Table, layout: Layout, arrays: State["arrays"]): Table {
  const taken = new Set(layout.names);
  const made = new Map(layout.names.map((name, j): [string, readonly NamedColumn[]] => {
    const column = x.column(name);
    const values = inputColumn(column, name, layout);
    const { units } = layout.classes.get(name) ?? {};
    if (units === undefined) {
      return [name, [[name, "values" in column && values === column.values ? column : numeric(values)]]];
    }
    const vectors = vectorsOf(arrays, j);
    const names = freeNames(`${name}_`, Array.from({ length: units }, (_, k) => String(k + 1)), taken);
    return [name, names.map((free, k) => [free, numeric(values.map((code) => vectors[code * units + k]!))])];
  }));
  const holes = layout.marked.map((name): NamedColumn => {
    const [free = name] = freeNames(`${name}__`, ["missing"], taken);
    return [free, numeric(holesOf(x.column(name)))];
  });
  const columns = [...x.names.flatMap((name) => made.get(name)!), ...holes];
  return columns.reduce((table, [name, column]) => table.with(name, column), x.select([]));
}
