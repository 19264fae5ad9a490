import { aggregate } from "../measures/mod.ts";
import { distinctPairs } from "./_distinct_pairs.ts";
import { studentQuantile } from "./_student.ts";
import type { Pair } from "./resampling.ts";

/** Where a value lies, with 95 % confidence. */
export interface Interval {
  /** The lower end. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
}

/**
 * The corrected standard deviation of some values, of which `count` stand for themselves; NaN where that is fewer than
 * two, exactly 0 of values that are all alike.
 */
export function deviation(values: readonly number[], count: number = values.length): number {
  const [origin = 0] = values;
  const shifted = values.map((value) => value - origin);
  const mean = aggregate(shifted, "mean");
  return Math.sqrt(aggregate(shifted.map((value) => (value - mean) ** 2), "mean") * count / (count - 1));
}

/** The standard error of a mean over folds that share training rows, and the degrees of freedom of its t. */
export interface CorrectedError {
  readonly error: number;
  readonly freedom: number;
}

/**
 * s · √(1 / folds + test rows / training rows), folds − 1. Nadeau and Bengio 2003, Inference for the Generalization
 * Error, section 3.2; for repeated folds Bouckaert and Frank 2004. Folds that come again with the same rows count once:
 * repeating them tells nothing new.
 */
export function correctedError(values: readonly number[], pairs: readonly Pair[]): CorrectedError {
  const folds = distinctPairs(pairs);
  const ratios = pairs.map(({ train, test }) => test.length / train.length);
  const error = deviation(values, folds) * Math.sqrt(1 / folds + aggregate(ratios, "mean"));
  return { error, freedom: folds - 1 };
}

/** The 95 % interval about a centre by that error; nothing where there is one fold only. */
export function correctedInterval(
  centre: number,
  values: readonly number[],
  pairs: readonly Pair[],
): Interval | undefined {
  const { error, freedom } = correctedError(values, pairs);
  if (freedom < 1) return undefined;
  const radius = studentQuantile(0.975, freedom) * error;
  return Object.freeze({ low: centre - radius, high: centre + radius });
}
