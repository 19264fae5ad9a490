import type { Context } from "../core/context.ts";
import type { Predictor, Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { updateInner } from "../core/update_inner.ts";
import { isReason } from "./_is_reason.ts";
import { judgeLearned } from "./_judge_learned.ts";
import type { KeptFold, KeptTrials } from "./_kept_trials.ts";
import type { TrialFolds } from "./_trial_folds.ts";
import type { Rng } from "../core/rng.ts";
import type { Trial } from "./search.ts";

/** A candidate that is to be judged. */
export interface Candidate<X, Y, Z> {
  readonly number: number;
  readonly trial: Trial;
  readonly model: Supervised<X, Y, Z>;
  /** Its chance. Default: that of all. */
  readonly rng?: Rng;
}

/** Candidates that differ in their iterations alone, from few to many: each goes on from the one before. */
export type Chain<X, Y, Z> = readonly Candidate<X, Y, Z>[];

/** What came of a candidate on a fold. */
export type FoldResult = { readonly values: readonly number[] } | { readonly failed: unknown };

/** How candidates of a chain are judged on a fold. */
export interface ChainSetting<X, Y, Z> {
  readonly fold: number;
  readonly folds: TrialFolds<X, Y>;
  readonly kept: KeptTrials<X, Y, Z>;
  /** The context of a candidate on this fold. */
  inside(candidate: Candidate<X, Y, Z>): Context;
  /** Whether to stop. */
  stopped(): unknown;
  /** Takes what came of a candidate, by its place in the chain. */
  tell(point: number, result: FoldResult): void;
}

/** One training run on a fold, judged whenever the iterations of a candidate are reached. */
export async function runChain<X extends Observations, Y extends Observations, Z extends Observations>(
  chain: Chain<X, Y, Z>,
  { fold, folds, kept, inside, stopped, tell }: ChainSetting<X, Y, Z>,
): Promise<void> {
  let last = kept.take(chain[0]!.trial.from, fold);
  try {
    for (const [point, candidate] of chain.entries()) {
      if (stopped()) return;
      const { number, trial, model } = candidate;
      const context = inside(candidate);
      const from = last;
      last = undefined; // whoever goes on from it takes it over
      const { result, learned } = await reach(model, { from, fold, folds, context });
      if ("failed" in result && isReason(result.failed, context.signal)) return;
      if (learned && trial.keep) kept.put(number, fold, { model, learned });
      else if (learned) last = { model, learned };
      tell(point, result);
    }
  } finally {
    last?.learned[Symbol.dispose]();
  }
}

interface Reaching<X, Y, Z> extends Pick<ChainSetting<X, Y, Z>, "fold" | "folds"> {
  readonly from: KeptFold<X, Y, Z> | undefined;
  readonly context: Context;
}

// What a candidate learned, and what is measured of it. What failed is disposed of.
async function reach<X extends Observations, Y extends Observations, Z extends Observations>(
  model: Supervised<X, Y, Z>,
  { from, fold, folds, context }: Reaching<X, Y, Z>,
): Promise<{ readonly result: FoldResult; readonly learned?: Predictor<X, Z> }> {
  let learned: Predictor<X, Z> | undefined;
  try {
    learned = await learnedBy(model, { from, data: folds.train(fold), context });
    const { values } = await judgeLearned(learned, {
      kind: model.kind,
      judges: folds.judges,
      test: folds.test(fold),
    });
    return { result: { values: folds.numbers(values) }, learned };
  } catch (failed) {
    learned?.[Symbol.dispose]();
    return { result: { failed } };
  }
}

// Goes on from what was learned, or, where the model cannot, learns from scratch: the bits are the same.
async function learnedBy<X, Y, Z>(
  model: Supervised<X, Y, Z>,
  { from, data, context }: {
    readonly from: KeptFold<X, Y, Z> | undefined;
    readonly data: Examples<X, Y>;
    readonly context: Context;
  },
): Promise<Predictor<X, Z>> {
  if (from) {
    const going = goingOn(model, from, { data, context });
    if (going) return await going;
    from.learned[Symbol.dispose]();
  }
  return await model.fit(data, context);
}

function goingOn<X, Y, Z>(
  model: Supervised<X, Y, Z>,
  { learned, model: old }: KeptFold<X, Y, Z>,
  run: { readonly data: Examples<X, Y>; readonly context: Context },
): Promise<Predictor<X, Z>> | undefined {
  try {
    return updateInner(model, { learned, old, ...run });
  } catch (error) {
    learned[Symbol.dispose]();
    throw error;
  }
}
