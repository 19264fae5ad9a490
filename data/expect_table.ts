import { DataError } from "../core/errors.ts";

/** For whom `expectTable` asks. */
export interface ExpectTableOptions {
  /** What cannot be done otherwise: `"learn Standardiser"`. */
  readonly doing: string;
  /** Which part of the data it is: `"x"`. */
  readonly name: string;
}

/** Refuses what is no table, or has no columns. */
export function expectTable(value: unknown, { doing, name }: ExpectTableOptions): void {
  const names: unknown = Reflect.get(Object(value), "names");
  if (!Array.isArray(names)) {
    throw new DataError(`Cannot ${doing}: this is no table; make one by table({ name: column })`, {
      column: name,
      wanted: "a table",
    });
  }
  if (names.length > 0) return;
  throw new DataError(`Cannot ${doing}: the table has no columns; give at least one`, {
    column: name,
    found: "no columns",
  });
}
