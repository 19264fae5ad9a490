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
  return shuffled ? rng.permutation(all.length).map((i) => all[i]!) : all;
}

/** A pair for each fold: it is judged by, the others in order are learned from. */
export function pairsOf(folds: readonly Int32Array[]): Pair[] {
  return folds.map((test, k) => ({
    train: Int32Array.from(folds.flatMap((fold, j) => j === k ? [] : [...fold])),
    test,
  }));
}
