import type { Context } from "../core/context.ts";
import type { Predictor } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { counted } from "../core/show.ts";
import { outcomeOf } from "./_entry.ts";
import { learnedTuned, type TunedSource } from "./_learned_tuned.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import type { TrialOutcome } from "./_run_trials.ts";
import { askedBy } from "./_asked_by.ts";
import { countIn } from "./_candidates_in.ts";
import { isReason } from "./_is_reason.ts";
import { tuningSoFar } from "./_tuning_so_far.ts";
import { searched, subjectOf } from "./_searched.ts";
import type { Told } from "./_tuned_report.ts";
import { TUNED } from "./_tuned_traits.ts";
import { said } from "./evaluation_error.ts";
import { failureLines } from "./_failure_lines.ts";
import type { LearnedTuned, TunedParams } from "./tuned.ts";
import { TuningError } from "./tuning_error.ts";

type Params<X, Y, Z> = Readonly<TunedParams<X, Y, Z>>;

/** Searches from the beginning. */
export function fitTuned<X extends Observations, Y extends Observations, Z extends Observations>(
  params: Params<X, Y, Z>,
  data: Examples<X, Y>,
  context: Context,
): Promise<LearnedTuned<X, Y, Z>> {
  return tune({ params, data, known: new Map() }, context);
}

/** What was learned before, by what, and what is to go on. */
export interface Again<X, Y, Z> {
  readonly learned: LearnedTuned<X, Y, Z>;
  readonly old: Params<X, Y, Z>;
  readonly now: Params<X, Y, Z>;
}

/** Goes on with the same search, as a model's `update`. */
export function updateTuned<X extends Observations, Y extends Observations, Z extends Observations>(
  { learned, old, now }: Again<X, Y, Z>,
  data: Examples<X, Y>,
  context: Context,
): Promise<LearnedTuned<X, Y, Z>> | undefined {
  if (!(learned instanceof LearnedWrapper) || !equal(askedBy(old), askedBy(now))) return undefined;
  const { entries, best }: TunedSource<X, Y, Z> = learned.source;
  const n = countIn(now);
  if (entries.some(({ number }) => number >= n)) return undefined;
  context.emit({ type: "update", kind: TUNED });
  if (n > entries.length) {
    const more = counted(n - entries.length, "candidate");
    context.emit({ type: "note", message: `${TUNED}: ${more} more, ${n} in all`, level: 2 });
  }
  learned.release();
  const known = new Map(entries.map((entry) => [entry.number, outcomeOf(entry)] as const));
  return tune({ params: now, data, known, before: best }, context);
}

interface Tuning<X, Y, Z> {
  readonly params: Params<X, Y, Z>;
  readonly data: Examples<X, Y>;
  readonly known: ReadonlyMap<number, TrialOutcome>;
  /** The best of the candidates that are known, which learned from all rows. */
  readonly before?: TunedSource<X, Y, Z>["best"];
}

async function tune<X extends Observations, Y extends Observations, Z extends Observations>(
  { params, data, known, before }: Tuning<X, Y, Z>,
  context: Context,
): Promise<LearnedTuned<X, Y, Z>> {
  let mine: Predictor<X, Z> | undefined = before?.learned;
  try {
    const found = await searched({ params, data, known }, context);
    const { chosen, entries, stopped } = found;
    if (before?.number !== chosen.number || !params.trainBest) {
      mine?.[Symbol.dispose]();
      mine = undefined;
    }
    if (params.trainBest) mine ??= await trainBest(found, { params, data, context });
    if (stopped !== undefined) {
      const message = `${TUNED}: ${counted(entries.length, "candidate")} of ${countIn(params)}: ${stopped}`;
      context.emit({ type: "note", message });
    }
    for (const line of failureLines(entries)) context.emit({ type: "note", message: `${TUNED}: ${line}` });
    return learnedTuned(found, mine && { number: chosen.number, learned: mine });
  } catch (error) {
    mine?.[Symbol.dispose]();
    throw error;
  }
}

interface Training<X, Y, Z> {
  readonly params: Params<X, Y, Z>;
  readonly data: Examples<X, Y>;
  readonly context: Context;
}

// Where that fails, or is aborted, the history is not lost.
async function trainBest<X extends Observations, Y extends Observations, Z extends Observations>(
  found: Told<X, Y, Z>,
  { params, data, context }: Training<X, Y, Z>,
): Promise<Predictor<X, Z>> {
  try {
    return await found.chosen.model.fit(data, context);
  } catch (error) {
    const told = tuningSoFar(subjectOf(params), found);
    if (isReason(error, context.signal)) throw new TuningError(told, { reason: error });
    throw new TuningError(told, { reason: `the best failed on all rows: ${said(error)}`, cause: error });
  }
}
