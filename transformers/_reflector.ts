/** Beside numbers up to 1, lengths up to this are none: their squares would lose digits. */
const NOTHING = 1e-140;

/**
 * Turns a column, from `from` on, into v such that the reflection I − v·vᵀ would have left nothing of it but its first
 * number, which is given back (Householder 1958).
 */
export function reflector(column: Float64Array, from: number): number {
  const length = Math.sqrt(dot(column, column, from));
  if (length <= NOTHING) {
    column.fill(0, from);
    return 0;
  }
  const left = column[from]! < 0 ? length : -length; // the sign that does not cancel
  column[from]! -= left;
  const scale = Math.sqrt(length * Math.abs(column[from]!));
  for (let i = from; i < column.length; i++) column[i]! /= scale;
  return left;
}

/** Reflects a column, from `from` on, by I − v·vᵀ. */
export function apply(v: Float64Array, column: Float64Array, from: number): void {
  add(column, v, { times: -dot(v, column, from), from });
}

/** Adds so many times `other`, from `from` on. */
export function add(
  column: Float64Array,
  other: Float64Array,
  { times, from }: { readonly times: number; readonly from: number },
): void {
  for (let i = from; i < column.length; i++) column[i]! += times * other[i]!;
}

function dot(a: Float64Array, b: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
