import { significant } from "../core/show.ts";
import type { Categorical } from "../data/categorical.ts";
import { checkLevels } from "./_labels.ts";
import { aggregate } from "./aggregate.ts";

/** How often each level was guessed for each: k × k, row-major. Pairs with a missing label are left out. */
export interface Counts {
  readonly k: number;
  readonly total: number;
  /** Rows are guesses, columns truths. */
  readonly counts: Float64Array;
}

/** Counts pairs of codes, each by its weight if there are weights. */
export function countPairs(
  guess: Categorical,
  truth: Categorical,
  { id, weights }: { readonly id: string; readonly weights?: Float64Array | undefined },
): Counts {
  checkLevels(guess, truth, { id });
  const k = truth.levels.length;
  const counts = new Float64Array(k * k);
  let total = 0;
  for (let i = 0; i < truth.size; i++) {
    const row = guess.codes[i]!;
    const column = truth.codes[i]!;
    if (row < 0 || column < 0) continue;
    const weight = weights ? weights[i]! : 1;
    counts[row * k + column]! += weight;
    total += weight;
  }
  return { k, total, counts };
}

/** One level against the others: how often it was guessed, or not, where it was true, or not. */
export interface Tally {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** Level `j` against the others. */
export function tallyOf(counts: Pick<Counts, "k" | "counts">, j: number): Tally {
  const { k, counts: pairs } = counts;
  let fp = 0;
  let fn = 0;
  for (let i = 0; i < k; i++) {
    if (i === j) continue;
    fp += pairs[j * k + i]!;
    fn += pairs[i * k + j]!;
  }
  return {
    tp: pairs[j * k + j]!,
    fp,
    fn,
    // k² terms, which most rates do not need
    get tn() {
      return trueNegatives(counts, j);
    },
  };
}

// Added up, not what the others leave of the total: weights that are no integers would leave a trace where it is 0.
function trueNegatives({ k, counts }: Pick<Counts, "k" | "counts">, j: number): number {
  let sum = 0;
  for (let cell = 0; cell < k * k; cell++) {
    if (Math.floor(cell / k) !== j && cell % k !== j) sum += counts[cell]!;
  }
  return sum;
}

/** All levels' tallies, added up. */
export function pooled(counts: Pick<Counts, "k" | "counts">): Tally {
  const tallies = Array.from({ length: counts.k }, (_, j) => tallyOf(counts, j));
  return {
    tp: tallies.reduce((sum, { tp }) => sum + tp, 0),
    fp: tallies.reduce((sum, { fp }) => sum + fp, 0),
    fn: tallies.reduce((sum, { fn }) => sum + fn, 0),
    tn: tallies.reduce((sum, { tn }) => sum + tn, 0),
  };
}

/** How often each level was guessed, and how often it was true. */
export function sidesOf({ k, counts }: Pick<Counts, "k" | "counts">): {
  readonly guessed: Float64Array;
  readonly truths: Float64Array;
} {
  const guessed = new Float64Array(k);
  const truths = new Float64Array(k);
  counts.forEach((count, cell) => {
    guessed[Math.floor(cell / k)]! += count;
    truths[cell % k]! += count;
  });
  return { guessed, truths };
}

/** The value of each level against the others. */
export function classValues(
  { value }: { readonly value: (tally: Tally) => number },
  counts: Pick<Counts, "k" | "counts">,
): Float64Array {
  return Float64Array.from({ length: counts.k }, (_, j) => value(tallyOf(counts, j)));
}

/** The mean over levels, Σ wₖ vₖ / k, where one without a value (NaN) adds nothing and is counted; NaN of none. */
export function meanOfClasses(
  values: Float64Array,
  { weights }: { readonly weights?: Float64Array | undefined } = {},
): number {
  return values.every(Number.isNaN) ? NaN : aggregate(values, "mean", { weights, skipsNaN: true });
}

/** A count in full, a sum of weights in a few digits. */
export function shownCount(count: number): string {
  return Number.isInteger(count) ? String(count) : significant(count);
}
