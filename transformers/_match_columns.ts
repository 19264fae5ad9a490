import { DataError } from "../core/errors.ts";
import type { Scitype } from "../core/observations.ts";
import { expectTable } from "../data/expect_table.ts";
import { matchColumns, type MatchColumnsOptions } from "../data/match_columns.ts";
import { isFiniteScitype, isInfiniteScitype, type Table } from "../data/mod.ts";

/** Columns of a table that a transformer has seen, in order, with their scitypes. */
export type Seen = readonly (readonly [name: string, scitype: Scitype])[];

/** The columns of a table. */
export function seenIn(x: Table): Seen {
  return x.names.map((name) => [name, x.column(name).scitype]);
}

/** Whether a value that was read names columns seen. */
export function isSeen(value: unknown): value is Seen {
  return Array.isArray(value) &&
    value.every((column) =>
      Array.isArray(column) && column.length === 2 && column.every((part) => typeof part === "string")
    );
}

/** Refuses what is no table, or is empty. `doing` says what cannot be done: `"learn Standardiser"`. */
export function checkTable(x: Table, doing: string): void {
  expectTable(x, { doing, name: "x" });
  if (x.size > 0) return;
  throw new DataError(`Cannot ${doing}: the table has no rows; give at least one`, {
    column: "x",
    found: "no rows",
  });
}

/** The columns seen, in their order, of a table that has them and no others. Numbers stay numbers, classes classes. */
export function matched(x: Table, seen: Seen, options: MatchColumnsOptions): Table {
  const { doing } = options;
  if (!Array.isArray(Reflect.get(Object(x), "names"))) expectTable(x, { doing, name: "x" });
  const known = matchColumns(x, seen.map(([name]) => name), options);
  for (const [name, scitype] of seen) checkAlike(known, name, { ...options, scitype });
  return known;
}

function checkAlike(
  x: Table,
  name: string,
  { scitype, doing, knownFrom }: MatchColumnsOptions & { readonly scitype: Scitype },
): void {
  const found = x.column(name).scitype;
  const alike = found === scitype || (isFiniteScitype(found) && isFiniteScitype(scitype)) ||
    (isInfiniteScitype(found) && isInfiniteScitype(scitype));
  if (alike) return;
  const was = knownFrom === "transform" ? `it gave ${scitype}` : `was ${scitype} in training`;
  throw new DataError(`Cannot ${doing}: column "${name}" is ${found}, and ${was}; coerce it`, {
    column: name,
    found,
    wanted: scitype,
  });
}
