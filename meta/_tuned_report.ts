import type { Report, Supervised } from "../core/model.ts";
import type { Rows } from "../core/observations.ts";
import type { Candidates } from "./_candidates.ts";
import type { Entry } from "./_entry.ts";
import { scaleName } from "./scale_name.ts";
import type { SearchTable } from "./history.ts";
import type { Goal } from "./selection.ts";
import type { TunedReport } from "./tuned.ts";

/** What there is to tell of a search. */
export interface Told<X, Y, Z> {
  readonly candidates: Candidates<X, Y, Z>;
  readonly entries: readonly Entry<X, Y, Z>[];
  readonly chosen: Entry<X, Y, Z>;
  readonly stopped: string | undefined;
  /** Name and goal of the first measure. */
  readonly measure: string;
  readonly goal: Goal;
  /** The rows that judged. */
  readonly rows: Rows | undefined;
}

/** What a search has to tell, and the fit of the best. */
export function tunedReport<X, Y, Z>(
  told: Told<X, Y, Z>,
  bestReport: Report | undefined,
): TunedReport<Supervised<X, Y, Z>> {
  const { entries, chosen, stopped, rows } = told;
  return {
    bestModel: chosen.model,
    bestEntry: chosen,
    history: Object.freeze([...entries]),
    ...(bestReport && { bestReport }),
    plotting: tableOf(told),
    losses: leastLosses(entries),
    ...(rows && { rows: { tuning: rows } }),
    ...(stopped !== undefined && { stopped }),
  };
}

function tableOf<X, Y, Z>({ entries, candidates, measure, goal }: Told<X, Y, Z>): SearchTable {
  const { paths, ranges } = candidates.space;
  return Object.freeze({
    names: paths,
    scales: paths.map((path) => scaleName(ranges.find(({ params }) => params.path === path)!)), // the paths are theirs
    values: entries.map(({ trial }) => trial.values),
    measurements: entries.map(({ measurements }) => measurements[0]!),
    measure,
    goal,
  });
}

// Of each, the least loss up to it: a model that iterates has one for each iteration, and all are finite.
function leastLosses(entries: readonly { readonly loss: number }[]): readonly number[] {
  let least = entries.find(({ loss }) => !Number.isNaN(loss))!.loss; // one was chosen
  return Object.freeze(entries.map(({ loss }) => loss < least ? least = loss : least));
}
