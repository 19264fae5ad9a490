import { apply, reflector } from "./_reflector.ts";
import { type Axis, leftAxes } from "./_left_axes.ts";

export type { Axis } from "./_left_axes.ts";

/**
 * The singular values of a matrix, given by its columns, and its right singular vectors; longest first, and as many as
 * its rank. These are the left ones of its transpose, and, where it has more rows than columns, of that of the triangle
 * that reflections bring it to. Columns go from large numbers to small ones, which keeps the digits of the small ones.
 */
export function principalAxes(columns: readonly Float64Array[]): Axis[] {
  const reaches = columns.map(reach);
  const order = columns.map((_, j) => j).sort((j, k) => reaches[k]! - reaches[j]!);
  const largest = reaches[order[0]!]!;
  if (largest === 0) return [];
  const scaled = order.map((j) => columns[j]!.map((v) => v / largest));
  const [size, count] = [scaled[0]!.length, scaled.length];
  const axes = leftAxes(size > count ? triangle(scaled) : transposed(scaled));
  axes.sort((a, b) => b.length - a.length);
  const least = axes[0]!.length * Math.max(count, size) * Number.EPSILON;
  return axes.filter(({ length }) => length > least).map(({ length, direction }) => {
    const ordered = new Float64Array(count);
    order.forEach((j, k) => ordered[j] = direction[k]!);
    return { length: length * largest, direction: ordered };
  });
}

function reach(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

function transposed(columns: readonly Float64Array[]): Float64Array[] {
  return Array.from(columns[0]!, (_, i) => Float64Array.from(columns, (column) => column[i]!));
}

// The rows of R in QR; overwrites the columns.
function triangle(columns: readonly Float64Array[]): Float64Array[] {
  const rows = columns.map(() => new Float64Array(columns.length));
  columns.forEach((column, k) => {
    rows[k]![k] = reflector(column, k);
    for (let j = k + 1; j < columns.length; j++) {
      apply(column, columns[j]!, k);
      rows[k]![j] = columns[j]![k]!;
    }
  });
  return rows;
}
