import { type Column, type Numeric, numeric } from "../data/mod.ts";
import { MISSING } from "./_levels.ts";

/** How levels become columns of ones and zeros. */
export interface HotOptions {
  /** Whether the last level has no column. */
  readonly dropLast: boolean;
  /** `"propagate"`, `"zeros"` or `"indicator"`: what missing values become. */
  readonly missing: string;
  /** `"zeros"` where unknown levels may have become that. */
  readonly unknown: string;
}

/**
 * A column of ones and zeros for each of so many levels, and one more for missing values where they have an
 * indicator.
 */
export function hotColumns(
  places: Int32Array,
  levels: number,
  { dropLast, missing }: Omit<HotOptions, "unknown">,
): readonly Numeric[] {
  const byLevel = Array.from({ length: levels }, (): number[] => []);
  const holes: number[] = [];
  places.forEach((place, row) => (place === MISSING ? holes : byLevel[place])?.push(row)); // UNKNOWN ones stay zeros
  const blank = new Float64Array(places.length);
  if (missing === "propagate") { for (const row of holes) blank[row] = NaN; }
  const column = (rows: readonly number[]) => {
    for (const row of rows) blank[row] = 1;
    const made = numeric(blank); // copies
    for (const row of rows) blank[row] = 0;
    return made;
  };
  const columns = (dropLast ? byLevel.slice(0, -1) : byLevel).map(column);
  return missing === "indicator" ? [...columns, column(holes)] : columns;
}

/** How columns of ones and zeros become levels. */
export interface PlacesOfHotOptions extends HotOptions {
  /** How many levels there are. */
  readonly count: number;
  /** How many rows. */
  readonly size: number;
  /** The error for a row that {@linkcode hotColumns} cannot have made. */
  refuse(row: number): Error;
}

/** The way back from {@linkcode hotColumns}. */
export function hotPlaces(columns: readonly Column[], options: PlacesOfHotOptions): Int32Array {
  const { count, size, dropLast, missing, unknown, refuse } = options;
  const marked = missing === "indicator" ? columns.length - 1 : -1;
  const zeros = dropLast ? count - 1 : missing === "zeros" || unknown === "zeros" ? MISSING : undefined;
  return Int32Array.from({ length: size }, (_, row) => {
    const cells = columns.map((column) => (column as Numeric).values[row]!); // of numbers, as `hotColumns` gives
    if (missing === "propagate" && cells.length > 0 && cells.every(Number.isNaN)) return MISSING;
    const hot = cells.indexOf(1);
    const place = hot < 0 ? zeros : hot === marked ? MISSING : hot;
    if (place === undefined || cells.some((v, j) => v !== Number(j === hot))) throw refuse(row);
    return place;
  });
}
