import type { Rows } from "../core/observations.ts";
import type { Pair } from "./resampling.ts";

/** After how many pairs the same come again, as repeats without shuffling do; their number, if they do not. */
export function periodOf(pairs: readonly Pair[]): number {
  const period = pairs.findIndex((pair, i) => i > 0 && same(pair, pairs[0]!));
  return period > 0 && pairs.every((pair, i) => same(pair, pairs[i % period]!)) ? period : pairs.length;
}

function same(a: Pair, b: Pair): boolean {
  return a === b || (sameRows(a.test, b.test) && sameRows(a.train, b.train));
}

function sameRows(a: Rows, b: Rows): boolean {
  return a.length === b.length && Array.from(a).every((row, i) => row === b[i]);
}
