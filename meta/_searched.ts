import type { Context } from "../core/context.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { counted } from "../core/show.ts";
import type { Candidates } from "./_candidates.ts";
import { candidatesIn, countIn, searchIn } from "./_candidates_in.ts";
import type { Entry } from "./_entry.ts";
import type { TrialOutcome } from "./_run_trials.ts";
import { type Ended, searchCourse } from "./_search_course.ts";
import { tuningSoFar } from "./_tuning_so_far.ts";
import { openSearchJournal } from "./_search_journal.ts";
import { stoppable } from "./_stoppable.ts";
import { isList } from "./_is_list.ts";
import { timeLimitOf } from "./_time_limit_of.ts";
import { type TrialFolds, trialFolds } from "./_trial_folds.ts";
import type { Told } from "./_tuned_report.ts";
import { leastOf } from "./selection/_least_of.ts";
import type { TunedParams } from "./tuned.ts";
import { TuningError } from "./tuning_error.ts";

/** A search that has to be made, and what is known of it. */
export interface Searchable<X, Y, Z> {
  readonly params: Readonly<TunedParams<X, Y, Z>>;
  readonly data: Examples<X, Y>;
  readonly known: ReadonlyMap<number, TrialOutcome>;
}

/** Judges candidates, and chooses the best. Throws a TuningError, which has all that were judged, where that is not possible. */
export async function searched<X extends Observations, Y extends Observations, Z extends Observations>(
  { params, data, known }: Searchable<X, Y, Z>,
  given: Context,
): Promise<Told<X, Y, Z>> {
  const { context, stopped: stop } = stoppable(given);
  const candidates = candidatesIn(params);
  const folds = trialFolds({ ...params, base: candidates.base }, data, context);
  params.selection.check?.(candidates.space, folds.pairs.length);
  const search = searchIn(params);
  const subject = subjectOf(params);
  const journal = await openSearchJournal({ params, search, subject }, data, given);
  try {
    const ended = await searchCourse({
      subject,
      candidates,
      search,
      selection: params.selection,
      folds,
      n: countIn(params),
      known,
      journal,
      timeIsUp: timeLimitOf(params.timeLimit),
      context,
      stopped: stop,
    });
    const { entries, stopped } = ended;
    const good = entries.filter(({ loss }) => !Number.isNaN(loss));
    const reason = stop() ?? ended.broken;
    if (reason || good.length === 0) throw errorOf(ended, { subject, candidates, folds, good, reason });
    return { candidates, entries, chosen: params.selection.choose(good), stopped, ...toldOf(folds) };
  } finally {
    journal?.[Symbol.dispose]();
  }
}

/** What is tuned, in words. */
export function subjectOf<X, Y, Z>({ model }: Readonly<TunedParams<X, Y, Z>>): string {
  return isList(model) ? counted(model.length, "model") : model.kind;
}

function toldOf<X, Y>(
  { judges, pairs }: TrialFolds<X, Y>,
): Pick<Told<X, Y, unknown>, "measure" | "goal" | "rows"> {
  const { id, goal } = judges[0]!; // there is at least one
  const rows = new Set(pairs.flatMap(({ test }) => Array.from(test)));
  return { measure: id, goal, rows: Int32Array.from(rows).sort() };
}

function errorOf<X, Y, Z>(
  { entries, error, stopped }: Ended<X, Y, Z>,
  { subject, candidates, folds, good, reason }: {
    readonly subject: string;
    readonly candidates: Candidates<X, Y, Z>;
    readonly folds: TrialFolds<X, Y>;
    readonly good: readonly Entry<X, Y, Z>[];
    readonly reason: { readonly reason: unknown } | undefined;
  },
): unknown {
  if (entries.length === 0) {
    return reason
      ? reason.reason
      : new TypeError(`Cannot tune ${subject}: ${stopped}; give a search that has some`);
  }
  const chosen = good.length > 0 ? leastOf(good) : undefined;
  const told = tuningSoFar(subject, { candidates, entries, chosen, ...toldOf(folds) });
  return new TuningError(told, { ...reason, cause: error });
}
