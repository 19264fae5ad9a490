import type { Rows } from "../core/observations.ts";

/** The first row that stands twice, if any does. */
export function repeatedRow(rows: Rows): number | undefined {
  const seen = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (seen.has(row)) return row;
    seen.add(row);
  }
  return undefined;
}
