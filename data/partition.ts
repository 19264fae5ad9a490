import { DataError } from "../core/errors.ts";
import { allRows, type Rows } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { checkRows } from "./_rows.ts";
import { shuffler } from "./_shuffler.ts";
import type { Categorical } from "./categorical.ts";

/** What `partition` may be told. */
export interface PartitionOptions {
  /** The source of chance of shuffling. */
  readonly rng?: Rng;
  /** Whether rows are put in random order first; by default where `rng` is given. */
  readonly shuffled?: boolean;
  /** Classes of which each part is to have its share: one per observation, of which `rows` are some. */
  readonly stratify?: Categorical;
}

/**
 * Parts rows, or the rows 0 … n − 1: one part per fraction, in order, and a last one with what remains. Sizes are
 * rounded, halves to even. With `stratify`, each class is parted by itself.
 *
 * @example
 * ```ts
 * import { partition } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const [train, test] = partition(10, 0.7);
 * assert.deepEqual([...train!], [0, 1, 2, 3, 4, 5, 6]);
 * assert.deepEqual([...test!], [7, 8, 9]);
 * ```
 */
export function partition(
  rows: number | Rows,
  fractions: number | readonly number[],
  { rng, shuffled, stratify }: PartitionOptions = {},
): Int32Array[] {
  const shares = typeof fractions === "number" ? [fractions] : fractions;
  checkShares(shares);
  const all = typeof rows === "number" ? allRows(rows) : Int32Array.from(rows);
  const order = shuffler({ rng, shuffled, doing: "part rows" });
  const given = order ? order.permutation(all.length).map((i) => all[i]!) : all;
  const parts = stratify ? parted(given, shares, stratify) : cut(given, shares);
  const empty = parts.findIndex((part) => !part.length);
  if (empty < 0) return parts;
  throw new DataError(
    `Cannot part ${all.length} rows by ${shares.join(", ")}: part ${empty + 1} would be empty; ` +
      "give more rows, or fractions further from 0 and 1",
  );
}

function checkShares(shares: readonly number[]): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.length && shares.every((share) => share > 0 && share < 1) && sum < 1) return;
  throw new RangeError(
    `Cannot part rows by ${
      shares.join(", ") || "nothing"
    }: fractions must lie between 0 and 1 and sum to less than 1; ` +
      "leave out the last, which is what remains",
  );
}

function cut(rows: Int32Array, shares: readonly number[]): Int32Array[] {
  let start = 0;
  const parts = shares.map((share) => rows.slice(start, start += roundHalfEven(share * rows.length)));
  return [...parts, rows.slice(start)];
}

// Each class is cut by itself; within a part, rows keep the order in which they came.
function parted(rows: Int32Array, shares: readonly number[], stratify: Categorical): Int32Array[] {
  checkRows(rows, stratify.size);
  const places = new Map<number, number[]>();
  rows.forEach((row, place) => {
    const code = stratify.codes[row]!;
    const known = places.get(code);
    if (known) known.push(place);
    else places.set(code, [place]);
  });
  const cuts = [...places.values()].map((of) => cut(Int32Array.from(of), shares));
  return Array.from({ length: shares.length + 1 }, (_, part) => {
    const merged = cuts.flatMap((parts) => [...parts[part]!]).sort((a, b) => a - b);
    return Int32Array.from(merged, (place) => rows[place]!);
  });
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
