import fc from "fast-check";
import type { Rows } from "../../../core/mod.ts";
import type { Pair } from "../../../meta/mod.ts";

/** Rows of the data that the tests split. */
export const SIZE = 60;

/** Row numbers in ascending order. */
export function sorted(rows: Rows): number[] {
  return Array.from(rows).sort((a, b) => a - b);
}

/** Pairs as lists: [train, test]. */
export function listed(pairs: readonly Pair[]): number[][][] {
  return pairs.map(({ train, test }) => [Array.from(train), Array.from(test)]);
}

/** The test rows of pairs as lists. */
export function testsOf(pairs: readonly Pair[]): number[][] {
  return pairs.map(({ test }) => Array.from(test));
}

/** 0 … n − 1. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** Some rows of the data, in any order. */
export const someRows = fc.uniqueArray(fc.nat(SIZE - 1), { minLength: 10 });

/** What a resampling may be asked, with a class and a group for each row of the data. */
export const questions = fc.record({
  rows: someRows,
  seed: fc.nat(),
  folds: fc.integer({ min: 2, max: 5 }),
  classes: fc.array(fc.nat(3), { minLength: SIZE, maxLength: SIZE }),
  groups: fc.array(fc.nat(11), { minLength: SIZE, maxLength: SIZE }),
  shuffled: fc.boolean(),
});

/** How often each label occurs among rows. */
export function countLabels(labels: readonly number[], rows: Rows): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of Array.from(rows)) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1);
  return counts;
}
