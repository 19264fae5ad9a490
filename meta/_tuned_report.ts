import type { Report, Supervised } from "../core/model.ts";
import type { Rows } from "../core/observations.ts";
import type { Candidates } from "./_candidates.ts";
import type { Entry } from "./_entry.ts";
import { searchTable } from "./_search_table.ts";
import { isLess } from "./selection/_least_of.ts";
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
  const uses = rows && { ...bestReport?.rows, tuning: rows };
  return {
    bestModel: chosen.model,
    bestEntry: chosen,
    history: Object.freeze([...entries]),
    ...(bestReport && { bestReport }),
    plotting: searchTable(told),
    losses: leastLosses(entries),
    ...(uses && { rows: uses }),
    ...(stopped !== undefined && { stopped }),
  };
}

// Of each, the least loss up to it: a model that iterates has one for each iteration, and all are finite.
function leastLosses(entries: readonly { readonly loss: number }[]): readonly number[] {
  let least = entries.find(({ loss }) => !Number.isNaN(loss))!.loss; // one was chosen
  return Object.freeze(entries.map(({ loss }) => isLess(loss, least) ? least = loss : least));
}
