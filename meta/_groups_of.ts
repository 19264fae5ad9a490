import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import type { Table } from "../data/mod.ts";

/** The columns of a table by the name of their group, each by itself where it is in none; in the order of the table. */
export function groupsOf(
  x: Table,
  groups: Readonly<Record<string, readonly string[]>> = {},
): ReadonlyMap<string, readonly string[]> {
  if (typeof x !== "object" || x === null || !("names" in x)) {
    throw new DataError(`Cannot shuffle columns of ${brief(x)}: give a table`, {
      column: "x",
      wanted: "a table",
    });
  }
  const inGroup = new Map<string, string>();
  for (const [group, columns] of Object.entries(groups)) {
    for (const column of columns) {
      x.column(column);
      const other = inGroup.get(column);
      if (other !== undefined) {
        throw new DataError(
          `Cannot shuffle column "${column}" with groups "${other}" and "${group}": put it in one of them`,
          { column },
        );
      }
      inGroup.set(column, group);
    }
  }
  const clash = x.names.find((column) => !inGroup.has(column) && Object.hasOwn(groups, column));
  if (clash !== undefined) {
    throw new DataError(
      `Cannot call a group "${clash}": a column outside of it has that name; choose another`,
      {
        column: clash,
      },
    );
  }
  const members = new Map<string, string[]>();
  for (const column of x.names) {
    const group = inGroup.get(column) ?? column;
    members.set(group, [...members.get(group) ?? [], column]);
  }
  return members;
}
