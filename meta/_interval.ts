import { aggregate } from "../measures/mod.ts";
import { studentQuantile } from "./_student.ts";
import type { Pair } from "./resampling.ts";

/** Where a value lies, with 95 % confidence. */
export interface Interval {
  /** The lower end. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
}

/** The corrected standard deviation of some values; NaN of fewer than two, exactly 0 of values that are all alike. */
export function deviation(values: readonly number[]): number {
  const [origin = 0] = values;
  const shifted = values.map((value) => value - origin);
  const mean = aggregate(shifted, "mean");
  return Math.sqrt(aggregate(shifted.map((value) => (value - mean) ** 2), "sum") / (values.length - 1));
}

/**
 * The standard error of a mean over folds that share training rows: s · √(1 / folds + test rows / training rows).
 * Nadeau and Bengio 2003, Inference for the Generalization Error, section 3.2; for repeated folds Bouckaert and Frank 2004.
 */
export function correctedError(values: readonly number[], pairs: readonly Pair[]): number {
  const ratios = pairs.map(({ train, test }) => test.length / train.length);
  return deviation(values) * Math.sqrt(1 / values.length + aggregate(ratios, "mean"));
}

/** The 95 % interval about a centre by that error. */
export function correctedInterval(
  centre: number,
  values: readonly number[],
  pairs: readonly Pair[],
): Interval {
  const radius = studentQuantile(0.975, values.length - 1) * correctedError(values, pairs);
  return Object.freeze({ low: centre - radius, high: centre + radius });
}
