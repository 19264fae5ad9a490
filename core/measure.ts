import type { Scitype } from "./observations.ts";

/** How per-observation values, or the values of several folds, become one number. */
export type Aggregation = "mean" | "rootMean" | "sum";

/**
 * Judges guesses against the truth. Guesses come first. A measure is a function with a few traits; `Z` is what
 * it judges (labels, numbers, distributions), `Y` the truth, `R` what it gives.
 */
export interface Measure<Z = never, Y = never, R = number> {
  /** The measure of these guesses; `weights`, one a row, count where `weighted` is true and are refused otherwise. */
  (guess: Z, truth: Y, weights?: Float64Array): R;
  /** Its name in tables and files: `"logLoss"`. */
  readonly id: string;
  /** Whether less or more is better, or neither. */
  readonly goal: "min" | "max" | "none";
  /** Whether it judges single guesses (labels, numbers) or distributions over them. */
  readonly of: "point" | "distribution";
  /** How the values of several folds become one: weighted mean, root of the weighted mean of squares, sum. */
  readonly aggregation: Aggregation;
  /** Scitypes of the truths that it can judge. */
  readonly target: readonly Scitype[];
  /** Whether it takes weights. */
  readonly weighted: boolean;
  /** Its value for every observation, unweighted, before aggregation; absent where it needs them all at once. */
  readonly each?: (guess: Z, truth: Y) => Float64Array;
}
