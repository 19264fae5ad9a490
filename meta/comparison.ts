/** What one model has more of than another, paired fold by fold. */
export interface Difference {
  /** The mean over the folds of the difference of their values. */
  readonly mean: number;
  /** The lower end of its 95 % interval. */
  readonly low: number;
  /** The upper end. */
  readonly high: number;
  /** How likely a mean at least as far from 0 is, on either side, if the models are equally good. */
  readonly p: number;
}

/** One model among those compared. */
export interface Ranked {
  /** Its place, from 1; models that are equally good share the better one. */
  readonly rank: number;
  /** Which model it is. */
  readonly tag: string;
  /** Its measurement over all folds. */
  readonly measurement: number;
  /** The mean of its ranks within the folds, ties sharing the mean of theirs. */
  readonly meanRank: number;
  /** What it has more of the measure than the baseline; `undefined` for the baseline itself. */
  readonly difference: Difference | undefined;
}

/** Models side by side by one measure. Prints as a table, the best first. */
export interface Comparison {
  /** The measure's name. */
  readonly measure: string;
  /** Whether less or more is better. */
  readonly goal: "min" | "max";
  /** Tag of the model that the others are held against. */
  readonly baseline: string;
  /** How many folds there are. */
  readonly folds: number;
  /** The models, the best first; those whose measurement is NaN come last. */
  readonly ranks: readonly Ranked[];
  /** What the first model has more of than the second. */
  between(tag: string, other: string): Difference;
}
