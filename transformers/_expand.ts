import { tabulate } from "./_tabulate.ts";
import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { type Column, expectScitype, type Table } from "../data/mod.ts";

/** The columns of this table, with some of them replaced, in their places, by several columns, or by none. */
export function expand(
  x: Table,
  parts: ReadonlyMap<string, readonly (readonly [name: string, column: Column])[]>,
): Table {
  const columns = x.names.flatMap((name) => parts.get(name) ?? [[name, x.column(name)] as const]);
  if (columns.length === 0) return x.select([]);
  return tabulate(columns);
}

/** What `contract` needs to know. */
export interface ContractOptions {
  /** The kind of the transformer. */
  readonly kind: string;
  /** The names of the columns before, in order. */
  readonly order: readonly string[];
  /** The names of those that took the places of some. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** What those may be. */
  readonly made: readonly Scitype[];
  /** The column that these columns replaced. */
  back(name: string, parts: readonly Column[]): Column;
}

/** The way back from {@linkcode expand}. Refuses tables with other columns than it gave. */
export function contract(z: Table, { kind, order, parts, made, back }: ContractOptions): Table {
  const given = order.flatMap((name) => parts.get(name) ?? [name]);
  const odd = given.find((name) => !z.names.includes(name)) ??
    z.names.find((name) => !given.includes(name));
  if (odd !== undefined) {
    const found = z.names.includes(odd) ? "is not one that it gave" : "is absent";
    throw new DataError(`Cannot go back by ${kind}: column "${odd}" ${found}; give ${brief(given)}`, {
      column: odd,
    });
  }
  const columns = order.map((name): readonly [string, Column] => {
    const names = parts.get(name);
    if (!names) return [name, z.column(name)];
    for (const part of names) {
      expectScitype(z.column(part), made, { doing: `go back by ${kind} from`, name: part });
    }
    return [name, back(name, names.map((part) => z.column(part)))];
  });
  return tabulate(columns);
}
