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

/** What the corrected test has to know of folds that share training rows. */
export interface Dependence {
  /** How many there are; folds that come again with the same rows count once, for repeating them tells nothing new. */
  readonly folds: number;
  /** Test rows / training rows, the mean over the folds. */
  readonly ratio: number;
}

/** How the folds of some pairs depend on each other. */
export function dependenceOf(pairs: readonly Pair[]): Dependence {
  const ratios = pairs.map(({ train, test }) => test.length / train.length);
  return { folds: distinctPairs(pairs), ratio: aggregate(ratios, "mean") };
}

/**
 * The standard error of a mean over such folds, s · √(1 / folds + test rows / training rows); its t has folds − 1 degrees
 * of freedom. Nadeau and Bengio 2003, Inference for the Generalization Error, section 3.2; for repeated folds Bouckaert
 * and Frank 2004.
 */
export function correctedError(values: readonly number[], { folds, ratio }: Dependence): number {
  return deviation(values, folds) * Math.sqrt(1 / folds + ratio);
}

/** The 95 % interval about a centre by that error; nothing where there is one fold only. */
export function correctedInterval(
  centre: number,
  values: readonly number[],
  dependence: Dependence,
): Interval | undefined {
  if (dependence.folds < 2) return undefined;
  const radius = studentQuantile(0.975, dependence.folds - 1) * correctedError(values, dependence);
  return Object.freeze({ low: centre - radius, high: centre + radius });
}
