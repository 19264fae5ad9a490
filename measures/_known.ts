import type { Categorical } from "../data/categorical.ts";
import type { Numeric } from "../data/numeric.ts";
import { aggregate } from "./aggregate.ts";

/** A row whose truth is known, and whose weight is not 0. */
export interface KnownRow {
  readonly guess: number;
  readonly truth: number;
  /** 1 where no weights are given. */
  readonly weight: number;
}

interface Weighted {
  readonly weights?: Float64Array | undefined;
}

/** The places of the rows whose truth is known and whose weight is not 0, for measures that leave out the others. */
export function knownPlaces(truth: Numeric | Categorical, { weights }: Weighted): number[] {
  const known = "codes" in truth
    ? (row: number) => truth.codes[row]! >= 0
    : (row: number) => !Number.isNaN(truth.values[row]);
  return Array.from({ length: truth.size }, (_, row) => row).filter((row) =>
    known(row) && weights?.[row] !== 0
  );
}

/** Those rows, of numbers. */
export function knownRows(guess: Numeric, truth: Numeric, { weights }: Weighted): readonly KnownRow[] {
  return knownPlaces(truth, { weights }).map((row) => ({
    guess: guess.values[row]!,
    truth: truth.values[row]!,
    weight: weights ? weights[row]! : 1,
  }));
}

/** Σ w v / Σ w over rows. As a distance from the first value, so that equal values have exactly themselves as their mean. */
export function meanOver(rows: readonly KnownRow[], value: (row: KnownRow) => number): number {
  const [first] = rows;
  if (first === undefined) return NaN;
  const origin = value(first);
  const weights = rows.map(({ weight }) => weight);
  return origin + aggregate(rows.map((row) => value(row) - origin), "weightedMean", { weights });
}

/** Σ w v over rows. */
export function sumOver(rows: readonly KnownRow[], value: (row: KnownRow) => number): number {
  return rows.reduce((sum, row) => sum + row.weight * value(row), 0);
}
