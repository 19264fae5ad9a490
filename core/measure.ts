import type { Scitype } from "./observations.ts";

/**
 * How per-observation values, or the values of several folds, become one number: the mean Σ wᵢ vᵢ / n, the root mean
 * (Σ wᵢ vᵢ² / n)^½, the sum Σ wᵢ vᵢ, or the mean by importance Σ wᵢ vᵢ / Σ wᵢ.
 */
export type Aggregation = "mean" | "rootMean" | "sum" | "weightedMean";

/** What may be said beside guesses and truth. */
export interface MeasureOptions {
  /** How much each row counts, finite and not negative. All alike if absent. */
  readonly weights?: Float64Array | undefined;
  /** How much each class counts: a number for each level of the truth, under its name. All alike if absent. */
  readonly classWeights?: Readonly<Record<string, number>> | undefined;
}

/**
 * Judges guesses against the truth. Guesses come first. A measure is a function with a few traits; `Z` is what
 * it judges (labels, numbers, distributions), `Y` the truth, `R` what it gives.
 */
export interface Measure<Z = never, Y = never, R = number> {
  /** The measure of these guesses. Weights count where `weighted`, `classWeighted` are true, else they are refused. */
  (guess: Z, truth: Y, options?: MeasureOptions): R;
  /** Its name in tables and files: `"logLoss"`. */
  readonly id: string;
  /** Other names of it. */
  readonly aliases: readonly string[];
  /** What it computes, in a line: `"mean |ŷ − y|"`. */
  readonly formula: string;
  /** Whether less or more is better, or neither. */
  readonly goal: "min" | "max" | "none";
  /** Whether it judges single guesses (labels, numbers) or distributions over them. */
  readonly of: "point" | "distribution";
  /** How the values of several folds become one: weighted mean, root of the weighted mean of squares, sum. */
  readonly aggregation: Aggregation;
  /** Scitypes of the truths that it can judge. */
  readonly target: readonly Scitype[];
  /** Whether it takes weights of rows. */
  readonly weighted: boolean;
  /** Whether it takes weights of classes. */
  readonly classWeighted: boolean;
  /** Its value for every observation, unweighted, before aggregation; absent where it needs them all at once. */
  readonly each?: (guess: Z, truth: Y) => Float64Array;
  /** The values of several folds as one, by the folds' sizes, where they are no numbers but can be joined. */
  combine?(values: readonly R[], sizes: readonly number[]): R;
}
