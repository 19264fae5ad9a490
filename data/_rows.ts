import { DataError } from "../core/errors.ts";
import type { Rows } from "../core/observations.ts";

/** Refuses row numbers that are no whole numbers in [0, size). */
export function checkRows(rows: Rows, size: number): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (Number.isInteger(row) && row >= 0 && row < size) continue;
    throw new RangeError(
      `Cannot take row ${row}: there are ${size} rows, counted from 0; pass whole numbers in [0, ${size})`,
    );
  }
}

/** Refuses lengths that differ, where two things must have one value per row. */
export function checkSize(what: string, found: number, wanted: number): void {
  if (found === wanted) return;
  throw new DataError(`Cannot ${what}: got ${found} values for ${wanted} rows; give one value per row`);
}

/** The error of a label that is in no pool, with the pool. */
export function unknownLabel(doing: string, label: unknown, levels: readonly unknown[]): DataError {
  const known = levels.slice(0, 20).map((level) => JSON.stringify(level)).join(", ");
  const more = levels.length > 20 ? `, … (${levels.length} in all)` : "";
  return new DataError(
    `Cannot ${doing}: ${JSON.stringify(label)} is not a level; the levels are ${known}${more}`,
    { found: String(label) },
  );
}
