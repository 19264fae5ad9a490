import { add, apply, reflector } from "./_reflector.ts";

/** A direction of variance. */
export interface Axis {
  /** How far the data reach along it: a singular value. */
  readonly length: number;
  /** The direction, of length 1. */
  readonly direction: Float64Array;
}

/** A matrix of two diagonals, and columns U that lead back from it to another matrix: that is U·B·Vᵀ. */
interface Bidiagonal {
  readonly diagonal: Float64Array;
  /** What stands above the diagonal, to the right of each of its members; 0 right of the last. */
  readonly above: Float64Array;
  readonly u: readonly Float64Array[];
}

/** Steps after which they end for each singular value, should they not have ended by themselves; some two are enough. */
const STEPS = 30;

/**
 * The singular values of a matrix, and its left singular vectors. It is given by its columns, which are overwritten:
 * no more of them than it has rows, and no number much above 1. Reflections from both sides leave two diagonals, and
 * rotations, shifted towards the smallest singular value that is left, one (Golub and Kahan 1965, Golub and Reinsch 1970).
 */
export function leftAxes(columns: Float64Array[]): Axis[] {
  const { diagonal, above, u } = bidiagonal(columns);
  let end = diagonal.length - 1;
  for (let steps = STEPS * diagonal.length; end > 0 && steps > 0; steps--) {
    for (let k = 0; k < end; k++) {
      const beside = Math.abs(diagonal[k]!) + Math.abs(diagonal[k + 1]!);
      if (Math.abs(above[k]!) <= Number.EPSILON * beside) above[k] = 0;
    }
    while (end > 0 && above[end - 1] === 0) end--;
    let start = end;
    while (start > 0 && above[start - 1] !== 0) start--;
    if (start < end) step({ diagonal, above, u }, start, end);
  }
  return u.map((direction, k) => ({ length: Math.abs(diagonal[k]!), direction }));
}

function bidiagonal(columns: Float64Array[]): Bidiagonal {
  const count = columns.length;
  const size = columns[0]!.length;
  const [diagonal, above, product] = [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(size),
  ];
  for (let k = 0; k < count; k++) {
    diagonal[k] = reflector(columns[k]!, k);
    for (let j = k + 1; j < count; j++) apply(columns[k]!, columns[j]!, k);
    if (k === count - 1) break;
    const row = Float64Array.from({ length: count }, (_, j) => columns[j]![k]!);
    above[k] = reflector(row, k + 1);
    product.fill(0);
    for (let j = k + 1; j < count; j++) add(product, columns[j]!, { times: row[j]!, from: k + 1 });
    for (let j = k + 1; j < count; j++) add(columns[j]!, product, { times: -row[j]!, from: k + 1 });
  }
  return { diagonal, above, u: unreflected(columns) };
}

// The first columns of the product of the reflections that these columns hold.
function unreflected(reflectors: readonly Float64Array[]): Float64Array[] {
  const u = reflectors.map((v, k) => {
    const unit = new Float64Array(v.length);
    unit[k] = 1;
    return unit;
  });
  for (let k = u.length - 1; k >= 0; k--) {
    for (let j = k; j < u.length; j++) apply(reflectors[k]!, u[j]!, k);
  }
  return u;
}

// One step of implicit QR between two places of the diagonal.
function step({ diagonal: d, above: e, u }: Bidiagonal, start: number, end: number): void {
  let [f, g] = shifted({ d, e }, start, end);
  for (let k = start; k < end; k++) {
    let [cosine, sine, length] = rotation(f, g);
    if (k > start) e[k - 1] = length;
    f = cosine * d[k]! + sine * e[k]!;
    e[k] = cosine * e[k]! - sine * d[k]!;
    g = sine * d[k + 1]!;
    d[k + 1]! *= cosine;
    [cosine, sine, length] = rotation(f, g);
    d[k] = length;
    f = cosine * e[k]! + sine * d[k + 1]!;
    d[k + 1] = cosine * d[k + 1]! - sine * e[k]!;
    g = sine * e[k + 1]!;
    e[k + 1]! *= cosine;
    rotate(u[k]!, u[k + 1]!, { cosine, sine });
  }
  e[end - 1] = f;
}

// What the first rotation is to turn: towards the eigenvalue of the last square of BᵀB that is nearer to its corner.
function shifted(
  { d, e }: { readonly d: Float64Array; readonly e: Float64Array },
  start: number,
  end: number,
): readonly [number, number] {
  if (d.subarray(start, end + 1).includes(0)) return [d[start]!, e[start]!]; // 0 is a singular value itself
  const [before, last, beside] = [d[end - 1]!, d[end]!, e[end - 1]!];
  const half = ((before + last) * (before - last) + beside ** 2) / 2;
  const product = (last * beside) ** 2;
  const root = Math.sqrt(half ** 2 + product);
  const shift = product === 0 ? 0 : product / (half + (half < 0 ? -root : root));
  return [(d[start]! + last) * (d[start]! - last) + shift, d[start]! * e[start]!];
}

// The turn that brings (f, g) to (length, 0).
function rotation(f: number, g: number): readonly [cosine: number, sine: number, length: number] {
  const length = Math.hypot(f, g);
  return length === 0 ? [1, 0, 0] : [f / length, g / length, length];
}

function rotate(
  a: Float64Array,
  b: Float64Array,
  { cosine, sine }: { readonly cosine: number; readonly sine: number },
): void {
  for (let i = 0; i < a.length; i++) {
    const [v, w] = [a[i]!, b[i]!];
    a[i] = cosine * v + sine * w;
    b[i] = cosine * w - sine * v;
  }
}
