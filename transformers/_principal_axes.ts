/** A direction of variance. */
export interface Axis {
  /** How far the data reach along it: a singular value. */
  readonly length: number;
  /** The direction, of length 1. */
  readonly direction: Float64Array;
}

/** Sweeps after which rotations end, should they not have ended by themselves; some ten are enough. */
const SWEEPS = 60;

/**
 * The singular values of a matrix, given by its columns, and its right singular vectors; longest first, and as many as
 * its rank. Columns are first brought to a triangle by modified Gram-Schmidt, whose rows have the same right singular
 * vectors (Björck 1967); these rows are then rotated by pairs until all are orthogonal (one-sided Jacobi, Hestenes
 * 1958), which keeps the digits of small singular values as well.
 */
export function principalAxes(columns: readonly Float64Array[]): Axis[] {
  const largest = columns.reduce((most, column) => Math.max(most, reach(column)), 0);
  if (largest === 0) return [];
  const rows = triangle(columns.map((column) => column.map((v) => v / largest)));
  for (let sweep = 0; sweep < SWEEPS && orthogonalise(rows); sweep++);
  const axes = rows.map((row) => ({ length: norm(row), direction: row })).sort((a, b) => b.length - a.length);
  const least = axes[0]!.length * Math.max(columns.length, columns[0]!.length) * Number.EPSILON;
  return axes.filter(({ length }) => length > least).map(({ length, direction }) => ({
    length: length * largest,
    direction: direction.map((v) => v / length),
  }));
}

function reach(values: Float64Array): number {
  return values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

// The rows of R in QR; overwrites its columns.
function triangle(columns: readonly Float64Array[]): Float64Array[] {
  return columns.map((column, k) => {
    const row = new Float64Array(columns.length);
    row[k] = norm(column);
    if (row[k] === 0) return row;
    for (let i = 0; i < column.length; i++) column[i]! /= row[k]!;
    for (let j = k + 1; j < columns.length; j++) {
      const other = columns[j]!;
      row[j] = dot(column, other);
      for (let i = 0; i < other.length; i++) other[i]! -= row[j]! * column[i]!;
    }
    return row;
  });
}

// One sweep over all pairs; whether any was not orthogonal yet.
function orthogonalise(rows: readonly Float64Array[]): boolean {
  let rotated = false;
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) rotated = rotate(rows[i]!, rows[j]!) || rotated;
  }
  return rotated;
}

// Rotates two rows in their plane so that they are orthogonal; false if they were.
function rotate(a: Float64Array, b: Float64Array): boolean {
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  if (Math.abs(ab) <= Math.sqrt(aa) * Math.sqrt(bb) * a.length * Number.EPSILON) return false;
  const zeta = (bb - aa) / (2 * ab);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < a.length; i++) {
    const [u, v] = [a[i]!, b[i]!];
    a[i] = cosine * u - sine * v;
    b[i] = sine * u + cosine * v;
  }
  return true;
}
