import type { Measure } from "../core/measure.ts";
import type { Report } from "../core/model.ts";
import type { Observations, Rows } from "../core/observations.ts";
import type { Saved } from "../core/saved.ts";
import type { Failure } from "./evaluation_error.ts";
import type { Interval } from "./_interval.ts";
import type { Pair } from "./resampling.ts";

/** What one measure says of a model. */
export interface Result<R = unknown> {
  /** The measure's name. */
  readonly measure: string;
  /** Whether less or more is better, or neither. */
  readonly goal: Measure["goal"];
  /** What was judged: predictions as they are, or the likeliest classes. */
  readonly operation: "predict" | "mode";
  /** The values of all folds as one, aggregated as the measure asks, weighted by the folds' sizes. NaN, or nothing where values are no numbers, if a fold failed. */
  readonly measurement: R;
  /** Its value for each fold; NaN, or nothing where values are no numbers, for one that failed. */
  readonly perFold: readonly R[];
  /**
   * 1.96 · s / √(folds − 1), where s is the corrected standard deviation of the folds' values: half the width of the
   * interval that MLJ tells. It takes folds for independent, which they are not, and is too narrow. Infinite for a
   * single fold, absent where values are no numbers.
   */
  readonly radius: number | undefined;
  /**
   * The interval of the corrected resampled t test (Nadeau and Bengio 2003), which allows for training rows that folds
   * share: measurement ± t · s · √(1 / folds + test rows / training rows), t the 97.5 % quantile of Student's
   * distribution with folds − 1 degrees of freedom. Absent for a single fold, for sums, and where values are no numbers.
   */
  readonly interval: Interval | undefined;
}

/** A fold that finished. */
export interface Fold<Z extends Observations = Observations> {
  /** Its place among the pairs, from 0. */
  readonly fold: number;
  /** Rows learned from. */
  readonly train: Rows;
  /** Rows judged by. */
  readonly test: Rows;
  /** What was predicted for the test rows. */
  readonly prediction: Z;
  /** What is true of them. */
  readonly truth: Observations;
  /** What the fit had to tell. */
  readonly report: Report;
  /** What was learned, in the form that can be stored; only with `keepLearned`. */
  readonly learned?: Saved;
}

/** How well a model does out of sample. Prints as tables; JSON of it is read by `evaluationFromJson`. */
export interface Evaluation<Z extends Observations = Observations> {
  /** Which model it is. */
  readonly tag: string;
  /** What each measure says. */
  readonly results: readonly Result[];
  /** Rows learned from and judged by, fold after fold. */
  readonly pairs: readonly Pair[];
  /** The folds that finished, in order, with their predictions; empty in the compact form. */
  readonly folds: readonly Fold<Z>[];
  /** The folds that failed, in order. */
  readonly failures: readonly Failure[];
  /** How the rows were split. */
  readonly resampling: string;
  /** How often. */
  readonly repeats: number;
  /** Differs where targets or weights differ: only evaluations that have the same are compared. */
  readonly judgedBy: string;
  /** In one line: `Evaluation("tag", 0.774 ± 0.0998)`. */
  readonly line: string;
  /** What one measure says; `measure` is it or its name. */
  of<R = unknown>(measure: Measure<never, never, R> | string): Result<R>;
  /** For each fold that finished the values of a measure for its test rows, unweighted. Any measure that has `each`. */
  perObservation(measure: Measure<never, never>): readonly Float64Array[];
  /** A flat record for logs: tag, resampling, counts, and for each measure its value, radius and interval. */
  describe(): Readonly<Record<string, string | number>>;
  /** Plain data: all but predictions, reports and what was learned. */
  toJSON(): object;
}

/** Evaluations of several models by the same folds and measures. Prints as one table. */
export type Evaluations = readonly Evaluation[];
