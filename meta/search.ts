import type { Configured, Made } from "../core/configured.ts";
import type { Rng } from "../core/rng.ts";
import type { Range } from "./range.ts";

/** What there is to search in. */
export interface Space {
  /** The ranges as they were given; of one path there may be several. */
  readonly ranges: readonly Range[];
  /** The paths of the ranges, each once, in order. */
  readonly paths: readonly string[];
  /** Path of the hyperparameter that counts iterations, and its value in the model, where there is one. */
  readonly iteration?: { readonly path: string; readonly count: number };
}

/** A candidate to be judged. */
export interface Trial {
  /** A value for each of the space's paths, in their order. */
  readonly values: readonly unknown[];
  /** How many iterations it is trained for. Default: as many as the model says, or a value of the iteration path. */
  readonly iterations?: number;
  /** Number of an earlier trial of the same values, kept, which it goes on from: its iterations are not trained again. */
  readonly from?: number;
  /** Whether a later trial may go on from it: what it learned is kept until the batch after its own was asked for. */
  readonly keep?: boolean;
}

/** What came of a trial. */
export interface TrialResult {
  /** Its number: trials are numbered from 0, in the order in which they were taken. */
  readonly number: number;
  /** What was tried. */
  readonly trial: Trial;
  /** Less is better; NaN where it failed, or could not be judged. */
  readonly loss: number;
}

/** A search under way. */
export interface Searching {
  /**
   * The next batch, taken one by one, at most as far as there is need: it may be endless where nothing is learned from
   * results. Empty: all has been tried.
   */
  ask(): Iterable<Trial>;
  /** What came of all trials of the last batch, in order: before the next is asked for, never for part of one. */
  tell(results: readonly TrialResult[]): void;
}

/** How candidates are found: a value that asks for trials, and is told what came of them. */
export interface Search<P extends object = object> extends Configured<P> {
  /**
   * Begins. Trials may depend on the space, `rng` and what was told, on nothing else: so a search finds the same on any
   * number of threads, and goes on after it was interrupted. Throws for a space that it cannot search.
   */
  start(space: Space, rng: Rng): Searching;
  /** What is searched where no ranges are given. Absent: they must be. */
  readonly ranges?: readonly Range[] | undefined;
  /** How many trials there are if nobody says. Absent: 10. */
  defaultCount?(space: Space): number;
}

/** A search of ours: its hyperparameters are known, and `with` changes them. */
export type SearchOf<P extends object> = Made<P, Pick<Search, "start" | "ranges" | "defaultCount">>;
