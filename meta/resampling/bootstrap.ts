import { configured } from "../../core/configured.ts";
import { DataError } from "../../core/errors.ts";
import { allRows, type Observations } from "../../core/observations.ts";
import type { Rng } from "../../core/rng.ts";
import { flag, integer, real } from "../../core/schema.ts";
import type { Pair, Resampling, ResamplingOf } from "../resampling.ts";
import { classesOf } from "./_classes_of.ts";
import { mixed } from "./_folds.ts";

/** Hyperparameters of {@linkcode bootstrap}. */
export interface BootstrapParams {
  /** How many samples are drawn. Default 25. */
  readonly samples: number;
  /** How many rows a sample has, as a share of the rows, rounded. Default 1. */
  readonly share: number;
  /** Whether rows of each class are drawn by themselves, so that all samples have their share of it. Default false. */
  readonly stratified: boolean;
}

const make = configured<BootstrapParams, Pick<Resampling, "pairs">>(
  "Bootstrap",
  {
    samples: integer(25, { min: 1, doc: "how many samples are drawn" }),
    share: real(1, { min: 0, above: true, max: 1, doc: "rows of a sample, as a share of the rows" }),
    stratified: flag(false, "whether rows of each class are drawn by themselves"),
  },
  ({ samples, share, stratified }) => ({
    pairs(rows, rng, y) {
      const all = Int32Array.from(rows);
      const strata = stratified ? strataOf(all, y) : [all];
      return Array.from(allRows(samples), (sample) => {
        const train = drawn(strata, share, rng.fork(sample));
        return checked({ train, test: left(all, train) }, { sample, size: all.length, share });
      });
    },
  }),
);

/**
 * The bootstrap (Efron 1979): each pair learns from rows that are drawn with replacement, and is judged by those that
 * were not drawn, "out of bag": about 37 in 100, for large n (1 − 1/n)ⁿ → 1/e. With `stratified` the target must be of
 * classes. Of very few rows all may be drawn: that is an error, not drawn again, which would bias the samples.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { bootstrap } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const rows = [0, 1, 2, 3, 4, 5];
 * const [pair] = bootstrap({ samples: 1 }).pairs(rows, rng(0), numeric(rows));
 * const train = Array.from(pair!.train);
 * assert.equal(train.length, 6);
 * assert.deepEqual(Array.from(pair!.test), rows.filter((row) => !train.includes(row)));
 * ```
 */
export function bootstrap(options: Partial<BootstrapParams> = {}): ResamplingOf<BootstrapParams> {
  return make(options);
}

function strataOf(rows: Int32Array, y: Observations): Int32Array[] {
  const { codes } = classesOf(y, { instead: "leave stratified out" });
  return [...new Set(rows.map((row) => codes[row]!))].map((code) =>
    rows.filter((row) => codes[row] === code)
  );
}

// In random order, so that strata do not stand one after the other.
function drawn(strata: readonly Int32Array[], share: number, rng: Rng): Int32Array {
  const rows = strata.flatMap((stratum) =>
    Array.from(
      { length: Math.round(share * stratum.length) },
      () => stratum[Math.floor(rng.uniform() * stratum.length)]!,
    )
  );
  return mixed(Int32Array.from(rows), rng);
}

function left(rows: Int32Array, taken: Int32Array): Int32Array {
  const inBag = new Set(taken);
  return rows.filter((row) => !inBag.has(row));
}

function checked(
  pair: Pair,
  { sample, size, share }: { readonly sample: number; readonly size: number; readonly share: number },
): Pair {
  const { train, test } = pair;
  if (train.length > 0 && test.length > 0) return pair;
  throw new DataError(
    train.length === 0
      ? `Cannot draw a bootstrap sample: a share of ${share} of ${size} rows is none; give more rows, or a larger share`
      : `Cannot judge bootstrap sample ${sample}: all ${size} rows were drawn, and none is left; ` +
        "give more rows, a smaller share, or another seed",
  );
}
