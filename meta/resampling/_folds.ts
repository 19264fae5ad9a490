import { DataError } from "../../core/errors.ts";
import type { Rows } from "../../core/observations.ts";
import type { Rng } from "../../core/rng.ts";
import { flag, integer, type SchemaOf } from "../../core/schema.ts";
import type { Pair } from "../resampling.ts";

/** Hyperparameters of the cross-validations. */
export interface CvParams {
  /** How many folds, at least 2. Default 6. */
  readonly folds: number;
  /** Whether rows are put in random order first. Default false. */
  readonly shuffled: boolean;
}

/** The fields of {@linkcode CvParams}. */
export const CV_SCHEMA: SchemaOf<CvParams> = {
  folds: integer(6, { min: 2, doc: "how many folds" }),
  shuffled: flag(false, "whether rows are put in random order first"),
};

/** The rows as they come, or in random order. Throws a DataError if they are fewer than the folds. */
export function ordered(rows: Rows, { folds, shuffled }: CvParams, rng: Rng): Int32Array {
  if (rows.length < folds) {
    throw new DataError(`Cannot make ${folds} folds of ${rows.length} rows: give more rows, or fewer folds`);
  }
  const all = Int32Array.from(rows);
  return shuffled ? mixed(all, rng) : all;
}

/** The rows in random order. */
export function mixed(rows: Int32Array, rng: Rng): Int32Array {
  return rng.permutation(rows.length).map((i) => rows[i]!);
}

/** A pair for each fold: it is judged by, the others, one after the other, are learned from. */
export function pairsOf(folds: readonly Int32Array[]): Pair[] {
  const size = folds.reduce((sum, fold) => sum + fold.length, 0);
  return folds.map((test) => {
    const train = new Int32Array(size - test.length);
    let filled = 0;
    for (const fold of folds) {
      if (fold === test) continue;
      train.set(fold, filled);
      filled += fold.length;
    }
    return { train, test };
  });
}

/** The pair that is judged by the rows at some places, and learns from the others; both keep their order. */
export function pairOf(rows: Int32Array, isTest: (place: number) => boolean): Pair {
  return {
    train: rows.filter((_, place) => !isTest(place)),
    test: rows.filter((_, place) => isTest(place)),
  };
}

/** How often each code occurs, in order of first appearance. */
export function countsOf(codes: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
