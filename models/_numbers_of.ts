import type { HostArray } from "../core/array.ts";
import { DataError } from "../core/errors.ts";

/** Rows that are written at a time, so that what several columns write to is still in the cache. */
const BLOCK = 64;

/** Columns of numbers by name, side by side. */
export interface Columns {
  /** Their names, in order. */
  readonly names: readonly string[];
  /** Their numbers, in the same order. */
  readonly columns: readonly Float64Array[];
  /** How many each has. */
  readonly size: number;
}

/** Columns as rows × columns, in 32 bits. Throws a DataError for a number that is missing or does not fit. */
export function numbersOf({ columns, names, size }: Columns, kind: string): HostArray {
  const width = columns.length;
  const data = new Float32Array(size * width);
  let odd = 0; // stays 0 while all are finite, for v − v is NaN of what is not
  for (let from = 0; from < size; from += BLOCK) {
    const until = Math.min(size, from + BLOCK);
    for (let j = 0; j < width; j++) {
      const values = columns[j]!;
      for (let i = from; i < until; i++) {
        const value = Math.fround(values[i]!);
        odd += value - value;
        data[i * width + j] = value;
      }
    }
  }
  if (odd !== 0) refuse(columns, names, kind);
  return { shape: [size, width], data };
}

/** Refuses a number that 32 bits cannot hold. */
export function checkSize(values: Float64Array, name: string, kind: string): void {
  const row = values.findIndex((value) => !Number.isNaN(value) && !Number.isFinite(Math.fround(value)));
  if (row < 0) return;
  throw new DataError(
    `Cannot give column "${name}" to ${kind}: row ${row} holds ${
      values[row]
    }, which 32 bits cannot hold; rescale it`,
    { column: name, found: String(values[row]), wanted: "numbers below 3.4e38" },
  );
}

// Says which columns have holes, or else where a number is too large.
function refuse(columns: readonly Float64Array[], names: readonly string[], kind: string): void {
  const holed = names.filter((_, j) => columns[j]!.some(Number.isNaN));
  if (holed.length > 0) {
    throw new DataError(
      `Cannot give ${holed.map((name) => `"${name}"`).join(", ")} to ${kind}: there are missing values; ` +
        'leave out those rows or columns, fill them in, or fit with missing: "indicator"',
      { column: holed[0], found: "missing values", wanted: "Continuous" },
    );
  }
  columns.forEach((values, j) => checkSize(values, names[j]!, kind));
}
