import type { Numeric } from "../data/numeric.ts";
import { aggregate } from "./aggregate.ts";

/** A row whose truth is known. */
export interface KnownRow {
  readonly guess: number;
  readonly truth: number;
  /** 1 where no weights are given. */
  readonly weight: number;
}

/** The rows whose truth is known, for measures that leave out the others. */
export function knownRows(
  guess: Numeric,
  truth: Numeric,
  { weights }: { readonly weights?: Float64Array | undefined },
): readonly KnownRow[] {
  const rows = Array.from(
    truth.values,
    (y, i): KnownRow => ({ guess: guess.values[i]!, truth: y, weight: weights ? weights[i]! : 1 }),
  );
  return rows.filter(({ truth }) => !Number.isNaN(truth));
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
