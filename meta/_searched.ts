import type { Context } from "../core/context.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { counted } from "../core/show.ts";
import { type Candidates, candidatesOf, listedCandidates } from "./_candidates.ts";
import type { Entry } from "./_entry.ts";
import type { TrialOutcome } from "./_run_trials.ts";
import { searchCourse } from "./_search_course.ts";
import { openSearchJournal } from "./_search_journal.ts";
import { stoppable } from "./_stoppable.ts";
import { isList } from "./_tags_of.ts";
import { rangesIn } from "./_tuned_traits.ts";
import { timeLimitOf } from "./_time_limit_of.ts";
import { type TrialFolds, trialFolds } from "./_trial_folds.ts";
import type { Told } from "./_tuned_report.ts";
import type { Search } from "./search.ts";
import { explicit } from "./search/explicit.ts";
import { randomSearch } from "./search/random_search.ts";
import type { TunedParams } from "./tuned.ts";
import { TuningError } from "./tuning_error.ts";

/** A search that has to be made, and what is known of it. */
export interface Searchable<X, Y, Z> {
  readonly kind: string;
  readonly params: Readonly<TunedParams<X, Y, Z>>;
  readonly data: Examples<X, Y>;
  readonly known: ReadonlyMap<number, TrialOutcome>;
}

/** Judges candidates, and chooses the best. Throws a TuningError, which has all that were judged, where that is not possible. */
export async function searched<X extends Observations, Y extends Observations, Z extends Observations>(
  { kind, params, data, known }: Searchable<X, Y, Z>,
  given: Context,
): Promise<Told<X, Y, Z>> {
  const { context, stopped: stop } = stoppable(given);
  const candidates = candidatesIn(params);
  const { base } = candidates;
  const folds = trialFolds({ ...params, base }, data, context);
  const search = searchIn(params);
  const journal = await openSearchJournal({ params, search, kind }, data, given);
  try {
    const { entries, stopped, error } = await searchCourse({
      kind,
      subject: isList(params.model) ? counted(params.model.length, "model") : base.kind,
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
    const good = entries.filter(({ loss }) => !Number.isNaN(loss));
    const chosen = good.length > 0 ? params.selection.choose(good) : undefined;
    const reason = stop();
    if (entries.length === 0 && !reason) {
      throw new TypeError(
        `Cannot tune ${base.kind}: ${search.kind} gave no candidates; give a search that has some`,
      );
    }
    if (chosen && !reason) return { candidates, entries, chosen, stopped, ...toldOf(folds) };
    throw reason && entries.length === 0 ? reason.reason : errorOf(entries, { kind, chosen, reason, error });
  } finally {
    journal?.[Symbol.dispose]();
  }
}

function toldOf<X, Y>(
  { judges, pairs }: TrialFolds<X, Y>,
): Pick<Told<X, Y, unknown>, "measure" | "goal" | "rows"> {
  const { id, goal } = judges[0]!; // there is at least one
  const rows = new Set(pairs.flatMap(({ test }) => Array.from(test)));
  return { measure: id, goal, rows: Int32Array.from(rows).sort() };
}

// What is the same for all candidates, such as a missing backend, is thrown as it is.
function errorOf<X, Y, Z>(
  history: readonly Entry<X, Y, Z>[],
  { kind, chosen, reason, error }: {
    readonly kind: string;
    readonly chosen: Entry<X, Y, Z> | undefined;
    readonly reason: { readonly reason: unknown } | undefined;
    readonly error: unknown;
  },
): unknown {
  const alike = history.every(({ failure }) => failure === history[0]!.failure);
  if (!reason && alike && error !== undefined) return error;
  return new TuningError({ kind, history, bestEntry: chosen }, { ...reason, cause: error });
}

/** What the candidates of a search are. */
export function candidatesIn<X, Y, Z>(
  { model, ranges, search }: Readonly<TunedParams<X, Y, Z>>,
): Candidates<X, Y, Z> {
  return isList(model) ? listedCandidates(model) : candidatesOf(model, rangesIn({ ranges, search }));
}

/** How many candidates there are to be. */
export function countIn<X, Y, Z>(params: Readonly<TunedParams<X, Y, Z>>): number {
  return params.n ?? searchIn(params).defaultCount?.(candidatesIn(params).space) ?? USUAL;
}

/** So many candidates there are of a search that has no end. */
const USUAL = 10;

function searchIn<X, Y, Z>({ model, search }: Readonly<TunedParams<X, Y, Z>>): Search {
  return search ?? (isList(model) ? explicit() : randomSearch());
}
