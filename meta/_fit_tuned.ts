import type { Context } from "../core/context.ts";
import type { Predictor } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { counted } from "../core/show.ts";
import { learnedTuned, type TunedSource } from "./_learned_tuned.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import type { TrialOutcome } from "./_run_trials.ts";
import { countIn, searched } from "./_searched.ts";
import { WARM } from "./_tuned_traits.ts";
import type { LearnedTuned, TunedParams } from "./tuned.ts";

const KIND = "Tuned";

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
  if (!(learned instanceof LearnedWrapper) || !sameSearch(old, now)) return undefined;
  const { entries, best }: TunedSource<X, Y, Z> = learned.source;
  const more = countIn(now) - entries.length;
  if (more < 0) return undefined;
  learned.release();
  context.emit({ type: "update", kind: KIND });
  if (more > 0) {
    const message = `${KIND}: ${counted(more, "candidate")} more, ${countIn(now)} in all`;
    context.emit({ type: "note", message, level: 2 });
  }
  const known = new Map(entries.map((entry) => [entry.number, entry] as const));
  return tune({ params: now, data, known, before: best }, context);
}

function sameSearch<X, Y, Z>(old: Params<X, Y, Z>, now: Params<X, Y, Z>): boolean {
  const others = new Map<string, unknown>(Object.entries(old));
  return Object.entries(now).every(([name, value]) =>
    WARM.some((warm) => warm === name) || equal(value, others.get(name))
  );
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
    const found = await searched({ kind: KIND, params, data, known }, context);
    const { chosen, entries, stopped } = found;
    if (before?.number !== chosen.number || !params.trainBest) {
      mine?.[Symbol.dispose]();
      mine = undefined;
    }
    if (params.trainBest) mine ??= await chosen.model.fit(data, context);
    if (stopped !== undefined) {
      const message = `${KIND}: ${counted(entries.length, "candidate")} of ${countIn(params)}: ${stopped}`;
      context.emit({ type: "note", message });
    }
    return learnedTuned(found, mine && { number: chosen.number, learned: mine });
  } catch (error) {
    mine?.[Symbol.dispose]();
    throw error;
  }
}
