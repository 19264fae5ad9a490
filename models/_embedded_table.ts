import type { State } from "../core/array.ts";
import { type Column, numeric, type Table } from "../data/mod.ts";
import { namer } from "../data/namer.ts";
import { tabulate } from "../data/tabulate.ts";
import { vectorsOf } from "./_embedding.ts";
import { holesOf, inputColumn, type Layout } from "./_input_columns.ts";

type NamedColumn = readonly [name: string, column: Column];

/**
 * A table of the columns learned from as a network sees it behind its embedding: in the place of each column of classes
 * the columns of its vectors, means in the holes of those of numbers, and behind all columns where these holes are, of
 * those that had some in training.
 */
export function embeddedTable(x: Table, layout: Layout, arrays: State["arrays"]): Table {
  const free = namer(layout.names);
  const made = layout.names.flatMap((name, j): readonly NamedColumn[] => {
    const column = x.column(name);
    const values = inputColumn(column, name, layout);
    const { units } = layout.classes.get(name) ?? {};
    if (units === undefined) {
      return [[name, "values" in column && values === column.values ? column : numeric(values)]];
    }
    const vectors = vectorsOf(arrays, j);
    const names = free(`${name}_`, Array.from({ length: units }, (_, k) => k + 1));
    return names.map((each, k) => [each, numeric(values.map((code) => vectors[code * units + k]!))]);
  });
  const holes = layout.marked.flatMap((name): readonly NamedColumn[] => {
    const column = numeric(holesOf(x.column(name)));
    return free(`${name}__`, ["missing"]).map((each) => [each, column]);
  });
  return tabulate([...made, ...holes]);
}
