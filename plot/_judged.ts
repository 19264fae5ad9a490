import type { Observations } from "../core/observations.ts";

/** What plots read of an evaluation; those of `evaluate` have it. */
export interface Judged {
  /** Which model it is. */
  readonly tag: string;
  /** What each measure says. */
  readonly results: readonly JudgedResult[];
  /** The folds with their predictions; without them only values can be drawn. */
  readonly folds: readonly JudgedFold[];
}

/** What plots read of a measure's result. */
export interface JudgedResult {
  /** The measure's name. */
  readonly measure: string;
  /** The values of all folds as one. */
  readonly measurement: unknown;
  /** Its value for each fold. */
  readonly perFold: readonly unknown[];
  /** Half the width of an interval around the measurement, where there is one. */
  readonly radius?: number | undefined;
  /** An interval that is preferred to the radius. */
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
}

/** What plots read of a fold. */
export interface JudgedFold {
  /** Its number, from 0. */
  readonly fold: number;
  /** What was predicted for its test rows. */
  readonly prediction: Observations;
  /** What is true of them. */
  readonly truth: Observations;
}
