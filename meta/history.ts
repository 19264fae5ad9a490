import type { Model } from "../core/model.ts";
import type { Goal } from "./selection.ts";

/** A candidate that was judged, as the history of a search keeps it. */
export interface HistoryEntry<M = Model> {
  /** Its number, from 0, in the order in which candidates were tried. */
  readonly number: number;
  /** Values of the hyperparameters that ranges are about, by path. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The candidate. */
  readonly model: M;
  /** How many iterations it was trained for, where the search said so. */
  readonly iterations?: number | undefined;
  /** Number of the trial that it went on from, where it did. */
  readonly from?: number | undefined;
  /** What each measure gave over all folds; NaN where it failed. */
  readonly measurements: readonly number[];
  /** What each measure gave, fold by fold: a list for each fold, empty for one that failed. */
  readonly perFold: readonly (readonly number[])[];
  /** What the search minimises: by default the first measurement, its negative for a score. NaN is never chosen. */
  readonly loss: number;
  /** Why it failed or could not be judged, where so. */
  readonly failure?: string | undefined;
}

/** What a search tells of its ranges, ready for plots. */
export interface SearchTable {
  /** Paths of the hyperparameters; the last is that of the iterations, where the search said how many. */
  readonly names: readonly string[];
  /** Their scales: `"none"` for listed values, `"custom"` for functions. */
  readonly scales: readonly string[];
  /** Their values: a list for each candidate. */
  readonly values: readonly (readonly unknown[])[];
  /** What the first measure gave, for each candidate; NaN where it failed. */
  readonly measurements: readonly number[];
  /** Name of the first measure. */
  readonly measure: string;
  /** Whether less or more of it is better. */
  readonly goal: Goal;
  /** Numbers of the candidates, where some are missing in between. Default: from 0. */
  readonly numbers?: readonly number[];
  /** Values that a path may have, in order, for those of listed values; numbers ascend. Default: in the order in which they were tried. */
  readonly listed?: Readonly<Record<string, readonly unknown[]>>;
  /** The place in `measurements` of the candidate that was chosen. Default: the best. */
  readonly chosen?: number | undefined;
}

/** What `learningCurve` found. */
export interface LearningCurve {
  /** Path of the hyperparameter. */
  readonly path: string;
  /** Its scale: `"log10"`; `"none"` for listed values, `"custom"` for functions. */
  readonly scale: string;
  /** Its values, in order. */
  readonly values: readonly unknown[];
  /** The seeds of training. */
  readonly seeds: readonly number[];
  /** What was measured: for each value a list, one number for each seed. */
  readonly measurements: readonly (readonly number[])[];
  /** Name of the measure. */
  readonly measure: string;
  /** Whether less or more of it is better. */
  readonly goal: Goal;
}
