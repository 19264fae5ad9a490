import { DataError } from "../core/errors.ts";
import { type JsonNumber, toJsonNumber } from "../core/json_number.ts";
import { printable, significant } from "../core/show.ts";

type Lists = Readonly<Record<string, Float64Array>>;
type Facts = Readonly<Record<string, number>>;

/** A curve in plain JSON: what it is, facts, and lists. */
export type CurveJson = Readonly<Record<string, string | JsonNumber | readonly JsonNumber[]>>;

/** A frozen record of a kind, facts and lists of numbers: prints in a line, with what is said of it, and is plain JSON. */
export function curveOf<const K extends string, F extends Facts, L extends Lists>(
  { kind, facts, lists }: { readonly kind: K; readonly facts: F; readonly lists: L },
  said: Facts,
): Readonly<{ kind: K } & F & L & { toJSON(): CurveJson }> {
  const toJSON = (): CurveJson => ({ kind, ...mapped(facts, toJsonNumber), ...mapped(lists, plainList) });
  const points = Math.max(...Object.values(lists).map((list) => list.length));
  const numbers = Object.entries({ ...said, ...facts }).map(([name, value]) =>
    `${name} ${significant(value)}`
  );
  const line = `${kind} of ${points} ${points === 1 ? "point" : "points"}: ${numbers.join(", ")}`;
  return Object.freeze(printable({ kind, ...facts, ...lists, toJSON }, () => line));
}

/** Refuses lists of other lengths than the first; `between` has one less, as it lies between the points. */
export function checkPoints(
  kind: string,
  lists: Lists,
  { between }: { readonly between?: string } = {},
): void {
  const [points = 0] = Object.values(lists).map((list) => list.length);
  for (const [name, { length }] of Object.entries(lists)) {
    const wanted = name === between ? points - 1 : points;
    if (length === wanted) continue;
    throw new DataError(
      `Cannot make a ${kind} of ${points} points: there are ${length} ${name}; give ${wanted}`,
      { found: `${length} ${name}`, wanted: `${wanted} ${name}` },
    );
  }
}

/** The area below steps that are as high as their left ends, or their right ends. */
export function stepsBelow(
  x: Float64Array,
  y: Float64Array,
  { right = false }: { readonly right?: boolean } = {},
): number {
  if (x.some(Number.isNaN)) return NaN;
  let sum = 0;
  for (let j = 0; j + 1 < x.length; j++) sum += y[j + Number(right)]! * (x[j + 1]! - x[j]!);
  return sum;
}

/** The area below the lines between points (x, y); NaN where there are none. */
export function areaBelow(x: Float64Array, y: Float64Array): number {
  if (x.length < 2) return NaN;
  return x.reduce((sum, end, j) => j === 0 ? 0 : sum + (end - x[j - 1]!) * (y[j - 1]! + y[j]!) / 2, 0);
}

function mapped<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function plainList(list: Float64Array): readonly JsonNumber[] {
  return Array.from(list, toJsonNumber);
}
