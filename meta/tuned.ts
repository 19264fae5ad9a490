import { configured } from "../core/configured.ts";
import type { Model, Predictor, Report, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { fitTuned, updateTuned } from "./_fit_tuned.ts";
import type { AnyMeasure } from "./_judge.ts";
import { wrapping } from "./_model_field.ts";
import { restoreTuned } from "./_restore_tuned.ts";
import { tunedSchema } from "./_tuned_schema.ts";
import { tunedTraits } from "./_tuned_traits.ts";
import type { HistoryEntry, SearchTable } from "./history.ts";
import type { Range } from "./range.ts";
import type { Pair, Resampling } from "./resampling.ts";
import type { Search } from "./search.ts";
import type { Selection } from "./selection.ts";

/** Hyperparameters of {@linkcode tuned}. */
export interface TunedParams<X, Y, Z> {
  /** The model whose hyperparameters are searched; or a list of models, of which the best is searched. */
  readonly model: Supervised<X, Y, Z> | readonly Supervised<X, Y, Z>[];
  /** What is searched: a range of a hyperparameter, made by `range(model, path, …)`, or several. A list of models has none. */
  readonly ranges: Range | readonly Range[];
  /** How candidates are found. Default: randomSearch(); of a list of models, each in turn. */
  readonly search: Search | undefined;
  /** By which rows candidates are judged, all by the same. Default: 20 % held out, at random, each class by itself. */
  readonly resampling: Resampling | readonly Pair[];
  /**
   * What they are judged by, measures that give numbers: the first decides, unless `selection` says otherwise. Default: that of
   * `evaluate`.
   */
  readonly measure: AnyMeasure | readonly AnyMeasure[] | undefined;
  /** How many candidates are judged. Default: as many as the search has, or 10 where it has no end. */
  readonly n: number | undefined;
  /** How the best is chosen. Default leastLoss(). */
  readonly selection: Selection;
  /** Whether the best learns from all rows in the end; without it there are no predictions. Default true. */
  readonly trainBest: boolean;
  /** How often the rows are split, each time anew. Default 1. */
  readonly repeats: number;
  /**
   * Path of a file that keeps what came of each candidate as soon as it is known: a search that was killed goes on from there.
   * It may keep many searches, which `readJournal` lists. Needs permission to read and write it, and Deno 2.2, Node 22.13 or
   * newer. What is kept outlasts a kill of the process; where the machine stops, the last seconds may be lost. Of functions among
   * the hyperparameters their code tells whether it is the same search, not what the code refers to. Default: none.
   */
  readonly journal: string | undefined;
  /** For how many seconds candidates are begun, one at least, in each fit; those under way end. Default ∞. */
  readonly timeLimit: number;
}

/** What the fit of a {@linkcode tuned} model has to tell. */
export interface TunedReport<M> extends Report {
  /** The best candidate. */
  readonly bestModel: M;
  /** What came of it. Its measurement is an optimistic one: it is the best of many. */
  readonly bestEntry: HistoryEntry<M>;
  /** What came of each candidate, in the order in which they were tried. */
  readonly history: readonly HistoryEntry<M>[];
  /** What the fit of the best to all rows has to tell; absent where it was not trained. */
  readonly bestReport?: Report;
  /** Ranges, values and measurements, ready for plots. */
  readonly plotting: SearchTable;
  /** The least loss among the candidates up to each; before one could be judged, that of the first that could. */
  readonly losses: readonly number[];
  /** Why there are fewer than `n`, where there are. */
  readonly stopped?: string;
}

/** What a {@linkcode tuned} model learned: predicts as the best candidate does. */
export interface LearnedTuned<X, Y, Z> extends Predictor<X, Z> {
  /** What the fit has to tell. */
  readonly report: TunedReport<Supervised<X, Y, Z>>;
}

/** A model that finds its hyperparameters. */
export type Tuned<X, Y, Z> = Model<Examples<X, Y>, LearnedTuned<X, Y, Z>, TunedParams<X, Y, Z>>;

/** What {@linkcode tuned} may be told. */
export type TunedOptions<X, Y, Z> = Partial<Omit<TunedParams<X, Y, Z>, "model">>;

/**
 * Finds good hyperparameters: judges candidates out of sample, chooses the best, and lets that learn from all rows.
 *
 * Candidates are judged by the same folds, with the same chance: what is measured of one is what `evaluate` measures with that
 * resampling and seed. Folds and candidates run at once where the backend has threads, and the history is that of one.
 * Candidates that differ in their iterations alone are one training run, read at several points.
 *
 * `n` counts candidates: with more of them the same search goes on. Of candidates that are equally good the first is chosen.
 * One that fails, diverges or gets no finite number is never chosen; it stays in the history with the reason.
 *
 * Throws a TypeError where there is nothing to search, and in the fit for ranges that the search cannot do with. Once candidates
 * were judged, all that goes wrong is a {@linkcode TuningError}, which has the history: an abort, candidates of which none could
 * be judged, a search or a journal that breaks, and a best that fails on all rows.
 *
 * @example The better of two penalties.
 * ```ts
 * import { Machine } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { grid, range, tuned } from "@attune/attune/meta";
 * import { descender } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const data = { x: numeric([1, 2, 3, 4, 5]), y: numeric([2, 4, 6, 8, 10]) };
 * const model = descender({ eta: 0.01, epochs: 50 });
 * const ranges = range(model, "lambda", { values: [0, 1] });
 * using machine = new Machine(tuned(model, { ranges, search: grid() }), data);
 * const { report } = await machine.fit();
 * assert.deepEqual(report.bestEntry.values, { lambda: 0 });
 * assert.equal(report.history.length, 2);
 * ```
 */
export function tuned<X extends Observations, Y extends Observations, Z extends Observations>(
  model: Supervised<X, Y, Z> | readonly Supervised<X, Y, Z>[],
  options: TunedOptions<X, Y, Z> = {},
): Tuned<X, Y, Z> {
  type Members = Pick<Tuned<X, Y, Z>, "traits" | "fit" | "update" | "restore">;
  const make = configured<TunedParams<X, Y, Z>, Members>("Tuned", tunedSchema(), (params) => ({
    traits: tunedTraits(params),
    fit: (data, context) => fitTuned(params, data, context),
    update: (learned, old, data, context) =>
      updateTuned({ learned, old: old.params, now: params }, data, context),
    restore: (saved, context, data) => restoreTuned(params, { saved, context, data }),
  }));
  return make(wrapping("tuned()", { model, options }));
}
