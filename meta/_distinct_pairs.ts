import type { Rows } from "../core/observations.ts";
import type { Pair } from "./resampling.ts";

/** How many of the pairs differ from each other in the rows that they have, in whichever order. */
export function distinctPairs(pairs: readonly Pair[]): number {
  return new Set(pairs.map(({ train, test }) => `${digest(train)} ${digest(test)}`)).size;
}

// A sum over the rows of numbers that look random, so that their order does not matter.
function digest(rows: Rows): string {
  let [one, two] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    one = (one + mixed(rows[i]! + 1)) | 0;
    two = (two + mixed(~rows[i]!)) | 0;
  }
  return `${rows.length},${one},${two}`;
}

// The finaliser of MurmurHash3 (Appleby 2011).
function mixed(row: number): number {
  let h = Math.imul(row ^ (row >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
