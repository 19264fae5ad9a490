import { type Field, nested } from "../core/schema.ts";

/** Two numbers, the second greater than the first. */
export type Pair = readonly [low: number, high: number];

/** A field of two ascending finite numbers. */
export function pairField(
  fallback: Pair,
  { min = -Infinity, max = Infinity, doc }: {
    readonly min?: number;
    readonly max?: number;
    readonly doc: string;
  },
): Field<Pair> {
  const within = Number.isFinite(min) ? ` in [${min}, ${max}]` : "";
  return nested<Pair>(Object.freeze<Pair>([...fallback]), {
    expected: `two numbers${within}, the second greater than the first`,
    is: (v) =>
      Array.isArray(v) && v.length === 2 && v.every((x) => Number.isFinite(x) && x >= min && x <= max) &&
      v[0] < v[1],
    doc,
  });
}
