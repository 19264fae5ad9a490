import type { Context } from "../core/context.ts";
import type { Predictor, Supervised } from "../core/model.ts";
import type { Observations } from "../core/observations.ts";
import { updateInner } from "../core/update_inner.ts";
import { visitEventLoop } from "../core/visit_event_loop.ts";
import { eventOf, isDecision } from "./_event_of.ts";
import { isReason } from "./_is_reason.ts";
import { judgeLearned } from "./_judge_learned.ts";
import type { KeptTrials } from "./_kept_trials.ts";
import { atOnce, sideBySide } from "./_side_by_side.ts";
import type { Stoppable } from "./_stoppable.ts";
import type { TrialFolds } from "./_trial_folds.ts";
import { said } from "./evaluation_error.ts";
import type { Trial } from "./search.ts";

/** A candidate that is to be judged. */
export interface Candidate<X, Y, Z> {
  readonly number: number;
  readonly trial: Trial;
  readonly model: Supervised<X, Y, Z>;
}

/** Candidates that differ in their iterations alone, from few to many: each goes on from the one before. */
export type Chain<X, Y, Z> = readonly Candidate<X, Y, Z>[];

/** What came of a candidate: what measures gave, fold by fold, or why it failed. */
export interface TrialOutcome {
  readonly perFold: readonly (readonly number[])[];
  readonly failure?: string | undefined;
  /** What was thrown, where it failed. */
  readonly error?: unknown;
}

/** What is the same for all candidates of a search. */
export interface TrialSetting<X, Y, Z> extends Stoppable {
  /** What is tuned: `"Tuned"`. */
  readonly kind: string;
  readonly folds: TrialFolds<X, Y>;
  /** What later trials may go on from. */
  readonly kept: KeptTrials<X, Y, Z>;
  /** Whether no other chain may be begun. */
  timeIsUp(): boolean;
  /** Takes what came of a candidate, as soon as it is known. */
  done(number: number, outcome: TrialOutcome): void;
}

/**
 * Judges candidates on every fold, as many fits at once as the backend can. One that fails keeps no other from finishing.
 * After it is stopped none is begun any more; when time is up, those that were begun end.
 */
export async function runTrials<X extends Observations, Y extends Observations, Z extends Observations>(
  chains: readonly Chain<X, Y, Z>[],
  setting: TrialSetting<X, Y, Z>,
): Promise<void> {
  const { folds: { pairs }, context, stopped } = setting;
  const inside = insideOf(setting);
  const begun = new Set<number>();
  const tallies = chains.map((chain) => chain.map(() => new Tally(pairs.length)));
  const count = chains.length * pairs.length;
  await sideBySide({ count, limit: atOnce(context) }, async (index) => {
    await visitEventLoop(); // models that never wait would keep signals from being heard
    const [c, fold] = [Math.floor(index / pairs.length), index % pairs.length];
    if (stopped() || (!begun.has(c) && setting.timeIsUp())) return;
    begun.add(c);
    const chain = chains[c]!;
    await runChain(chain, fold, {
      setting,
      context: inside(chain, fold),
      tell(point, result) {
        const outcome = tallies[c]![point]!.add(fold, result);
        if (outcome) setting.done(chain[point]!.number, outcome);
      },
    });
  });
}

type FoldResult = { readonly values: readonly number[] } | { readonly failed: unknown };

// What came of a candidate so far, until it is known for all folds.
class Tally {
  readonly #results: (FoldResult | undefined)[];
  #missing: number;

  constructor(folds: number) {
    this.#results = new Array<FoldResult | undefined>(folds).fill(undefined);
    this.#missing = folds;
  }

  add(fold: number, result: FoldResult): TrialOutcome | undefined {
    this.#results[fold] = result;
    return --this.#missing > 0 ? undefined : outcomeOf(this.#results);
  }
}

function outcomeOf(results: readonly (FoldResult | undefined)[]): TrialOutcome {
  const perFold = results.map((result) => result && "values" in result ? result.values : []);
  const fold = results.findIndex((result) => result && "failed" in result);
  const first = results[fold];
  if (!first || !("failed" in first)) return { perFold };
  const place = results.length > 1 ? `fold ${fold + 1} of ${results.length}: ` : "";
  return { perFold, failure: place + said(first.failed), error: first.failed };
}

interface Running<X, Y, Z> {
  readonly setting: TrialSetting<X, Y, Z>;
  readonly context: Context;
  tell(point: number, result: FoldResult): void;
}

// One training run of a fold, judged whenever a candidate's iterations are reached.
async function runChain<X extends Observations, Y extends Observations, Z extends Observations>(
  chain: Chain<X, Y, Z>,
  fold: number,
  { setting, context, tell }: Running<X, Y, Z>,
): Promise<void> {
  const { folds, kept, stopped } = setting;
  const test = folds.test(fold);
  let last = kept.take(chain[0]!.trial.from, fold);
  try {
    for (const [point, { number, trial, model }] of chain.entries()) {
      if (stopped()) return;
      try {
        const from = last;
        last = undefined; // whoever goes on from it takes it over
        const learned = await learnedBy(model, from, { data: folds.train(fold), context });
        last = { model, learned };
        const { values } = await judgeLearned(learned, { kind: model.kind, judges: folds.judges, test });
        tell(point, { values: folds.numbers(values) });
        if (trial.keep) {
          kept.put(number, fold, last);
          last = undefined;
        }
      } catch (failed) {
        last?.learned[Symbol.dispose]();
        last = undefined;
        if (isReason(failed, context.signal)) return;
        tell(point, { failed });
      }
    }
  } finally {
    last?.learned[Symbol.dispose]();
  }
}

/** What a fold has learned, and by which model. */
interface Reached<X, Y, Z> {
  readonly model: Supervised<X, Y, Z>;
  readonly learned: Predictor<X, Z>;
}

// Goes on from what was learned, or, where the model cannot, learns from scratch: the bits are the same.
async function learnedBy<X, Y, Z>(
  model: Supervised<X, Y, Z>,
  from: Reached<X, Y, Z> | undefined,
  { data, context }: { readonly data: ReturnType<TrialFolds<X, Y>["train"]>; readonly context: Context },
): Promise<Predictor<X, Z>> {
  const going = from && updateInner(model, { learned: from.learned, old: from.model, data, context });
  if (going) return await going;
  from?.learned[Symbol.dispose]();
  return await model.fit(data, context);
}

// Each fold has the chance that evaluate() gives it, whatever the candidate; epochs stand under the candidate's name.
function insideOf<X, Y, Z>({ kind, folds: { pairs }, context }: TrialSetting<X, Y, Z>) {
  const { rng, backend, signal, emit } = context;
  const told = new Set<string>();
  return (chain: Chain<X, Y, Z>, fold: number): Context => {
    const place = pairs.length > 1 ? `, fold ${fold + 1} of ${pairs.length}` : "";
    const name = `${kind}, candidate ${chain[0]!.number + 1}${place}`;
    return {
      rng: rng.fork("fold").fork(fold),
      backend,
      signal,
      emit(own) {
        const event = eventOf(name, own);
        if (isDecision(event) || (event.type === "note" && told.has(event.message))) return;
        if (event.type === "note") told.add(event.message);
        emit(event);
      },
    };
  };
}
