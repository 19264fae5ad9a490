import { DataError } from "../core/errors.ts";
import { nearest } from "../core/names.ts";
import type { Scitype } from "../core/observations.ts";
import { isFiniteScitype, isInfiniteScitype, type Table } from "../data/mod.ts";

/** The columns that a transformer has learned from, in order, with their scitypes. */
export type Seen = readonly (readonly [name: string, scitype: Scitype])[];

/** The columns of a table. */
export function seenIn(x: Table): Seen {
  return x.names.map((name) => [name, x.column(name).scitype]);
}

/** Refuses what is no table, or is empty. `doing` says what cannot be done: `"learn Standardiser"`. */
export function checkTable(x: Table, doing: string): void {
  if (!Array.isArray(Reflect.get(Object(x), "names"))) {
    throw new DataError(
      `Cannot ${doing}: this is no table; make one by table({ name: column })`,
      { column: "x", wanted: "a table" },
    );
  }
  if (x.names.length > 0 && x.size > 0) return;
  const none = x.names.length === 0 ? "columns" : "rows";
  throw new DataError(`Cannot ${doing}: the table has no ${none}; give at least one`, {
    column: "x",
    found: `no ${none}`,
  });
}

/** The columns learned from, in their order, of a table that has them and no others. Numbers stay numbers, classes classes. */
export function matched(x: Table, seen: Seen, kind: string): Table {
  const doing = `transform by ${kind}`;
  if (!Array.isArray(Reflect.get(Object(x), "names"))) checkTable(x, doing);
  const names = seen.map(([name]) => name);
  const unseen = x.names.filter((name) => !names.includes(name));
  const absent = names.find((name) => !x.names.includes(name));
  if (absent !== undefined) {
    const meant = nearest(absent, unseen);
    throw new DataError(
      `Cannot ${doing}: column "${absent}" is absent; it learned from ${names.join(", ")}` +
        (meant ? `; did you mean "${meant}" by it?` : ""),
      { column: absent, found: "no such column" },
    );
  }
  if (unseen[0] !== undefined) {
    throw new DataError(
      `Cannot ${doing}: column "${unseen[0]}" was not there in training; ` +
        `give ${names.join(", ")} alone, e.g. by select()`,
      { column: unseen[0] },
    );
  }
  for (const [name, scitype] of seen) checkAlike(x, name, { scitype, doing });
  return x.select(names);
}

function checkAlike(
  x: Table,
  name: string,
  { scitype, doing }: { readonly scitype: Scitype; readonly doing: string },
): void {
  const found = x.column(name).scitype;
  const alike = found === scitype || (isFiniteScitype(found) && isFiniteScitype(scitype)) ||
    (isInfiniteScitype(found) && isInfiniteScitype(scitype));
  if (alike) return;
  throw new DataError(
    `Cannot ${doing}: column "${name}" is ${found}, and was ${scitype} in training; coerce it`,
    { column: name, found, wanted: scitype },
  );
}
