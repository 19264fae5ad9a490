import type { Categorical } from "../data/categorical.ts";
import type { Finite } from "../data/finite.ts";
import { knownPlaces } from "./_known.ts";

/** How rows fall where a score is cut: what lies at or above each threshold. */
export interface Cuts {
  /** The different scores, in descending order. */
  readonly thresholds: Float64Array;
  /** Weight of the positive rows at or above no threshold, the first, the second …: one more than thresholds. */
  readonly hits: Float64Array;
  /** The same of the negative rows. */
  readonly falseAlarms: Float64Array;
  /** Weight of all positive rows. */
  readonly positives: number;
  /** Weight of all negative rows. */
  readonly negatives: number;
}

/** Which level is positive, by its code; against which level, the others if absent; and how much rows count. */
export interface CutOptions {
  readonly positive: number;
  readonly against?: number;
  readonly weights?: Float64Array | undefined;
}

/**
 * Cuts the probabilities of the positive level at each of their values. Rows whose truth is missing, and rows of
 * weight 0, are left out; a NaN among the others makes all of it NaN: such scores have no order.
 */
export function cutsOf(guess: Finite, truth: Categorical, options: CutOptions): Cuts {
  const { positive, weights } = options;
  const k = guess.levels.length;
  const rows = rowsOf(truth, options);
  const score = (row: number) => guess.probs[row * k + positive]!;
  if (rows.some((row) => Number.isNaN(score(row)))) return UNORDERED;
  rows.sort((a, b) => score(b) - score(a));
  const thresholds: number[] = [];
  const hits = [0];
  const falseAlarms = [0];
  for (const row of rows) {
    if (score(row) !== thresholds.at(-1)) {
      thresholds.push(score(row));
      hits.push(hits.at(-1)!);
      falseAlarms.push(falseAlarms.at(-1)!);
    }
    const counted = truth.codes[row] === positive ? hits : falseAlarms;
    counted[counted.length - 1]! += weights ? weights[row]! : 1;
  }
  return {
    thresholds: Float64Array.from(thresholds),
    hits: Float64Array.from(hits),
    falseAlarms: Float64Array.from(falseAlarms),
    positives: hits.at(-1)!,
    negatives: falseAlarms.at(-1)!,
  };
}

const UNORDERED: Cuts = Object.freeze({
  thresholds: Float64Array.of(NaN),
  hits: Float64Array.of(NaN, NaN),
  falseAlarms: Float64Array.of(NaN, NaN),
  positives: NaN,
  negatives: NaN,
});

function rowsOf(truth: Categorical, { positive, against, weights }: CutOptions): number[] {
  const known = knownPlaces(truth, { weights });
  if (against === undefined) return known;
  return known.filter((row) => truth.codes[row] === positive || truth.codes[row] === against);
}

/** The share of positive rows at or above each threshold: the true positive rate, or recall. */
export function recalls({ hits, positives }: Cuts): Float64Array {
  return hits.map((hit) => hit / positives);
}

/** The share of negative rows at or above each threshold: the false positive rate. */
export function fallouts({ falseAlarms, negatives }: Cuts): Float64Array {
  return falseAlarms.map((alarm) => alarm / negatives);
}

/** The share of the rows at or above each threshold that are positive; 1 where there are none yet. */
export function precisions({ hits, falseAlarms }: Cuts): Float64Array {
  return hits.map((hit, j) => j === 0 ? 1 : hit / (hit + falseAlarms[j]!));
}

// Mann and Whitney 1947: the weight of the pairs of a positive and a negative row that are in order, ties half, over
// that of all pairs. It is the area below the ROC curve by trapezoids, and exact for counts: what keeps products of
// extreme weights from overflowing are powers of two, which do not round.
export function area({ hits, falseAlarms, positives, negatives }: Cuts): number {
  const [p, n] = [powerBelow(positives), powerBelow(negatives)];
  let wins = 0;
  for (let j = 1; j < hits.length; j++) {
    wins += (falseAlarms[j]! - falseAlarms[j - 1]!) / n * ((hits[j - 1]! + hits[j]!) / 2 / p);
  }
  return wins / (positives / p * (negatives / n));
}

function powerBelow(value: number): number {
  return 2 ** Math.floor(Math.log2(value));
}
