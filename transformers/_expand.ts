import type { Column, Table } from "../data/mod.ts";
import { tabulate } from "../data/tabulate.ts";

/** The columns of this table, with some of them replaced, in their places, by several columns, or by none. */
export function expand(
  x: Table,
  parts: ReadonlyMap<string, readonly (readonly [name: string, column: Column])[]>,
): Table {
  return tabulate(x.names.flatMap((name) => parts.get(name) ?? [[name, x.column(name)] as const]), x.size);
}

/** What `contract` needs to know. */
export interface ContractOptions {
  /** The names of the columns before, in order. */
  readonly order: readonly string[];
  /** The names of those that took the places of some. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** The column that these columns replaced. */
  back(name: string, parts: readonly Column[]): Column;
}

/** The way back from {@linkcode expand}, of a table of the columns that it gave. */
export function contract(z: Table, { order, parts, back }: ContractOptions): Table {
  return tabulate(order.map((name) => {
    const names = parts.get(name);
    return [name, names ? back(name, names.map((part) => z.column(part))) : z.column(name)] as const;
  }));
}
