import type { Context } from "../core/context.ts";
import type { Observations } from "../core/observations.ts";
import { visitEventLoop } from "../core/visit_event_loop.ts";
import type { KeptTrials } from "./_kept_trials.ts";
import { withoutDecisions } from "./_without_decisions.ts";
import { partContext } from "./_part_context.ts";
import { type Candidate, type Chain, type FoldResult, runChain } from "./_run_chain.ts";
import { atOnce, sideBySide } from "./_side_by_side.ts";
import type { Stoppable } from "./_stoppable.ts";
import type { TrialFolds } from "./_trial_folds.ts";
import { namesRow, said } from "./evaluation_error.ts";

/** What came of a candidate: what measures gave, fold by fold, or why it failed. */
export interface TrialOutcome {
  readonly perFold: readonly (readonly number[])[];
  readonly failure?: string | undefined;
  /** What was thrown, where it failed. */
  readonly error?: unknown;
}

/** What is the same for all candidates of a search. */
export interface TrialSetting<X, Y, Z> extends Stoppable {
  /** What judges candidates: `"Tuned"`. Their epochs are told under it. */
  readonly kind: string;
  readonly folds: TrialFolds<X, Y>;
  /** What later trials may go on from. */
  readonly kept: KeptTrials<X, Y, Z>;
  /** Notes that were told already: each is told once. */
  readonly told: Set<string>;
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
    await runChain(chain, {
      fold,
      folds: setting.folds,
      kept: setting.kept,
      inside: (candidate) => inside(candidate, fold),
      stopped,
      tell(point, result) {
        const outcome = tallies[c]![point]!.add(fold, result);
        if (outcome) setting.done(chain[point]!.number, outcome);
      },
    });
  });
}

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
    return --this.#missing > 0 ? undefined : overall(this.#results);
  }
}

function overall(results: readonly (FoldResult | undefined)[]): TrialOutcome {
  const perFold = results.map((result) => result && "values" in result ? result.values : []);
  const fold = results.findIndex((result) => result && "failed" in result);
  const first = results[fold];
  if (!first || !("failed" in first)) return { perFold };
  const place = results.length > 1 ? `fold ${fold + 1} of ${results.length}: ` : "";
  const why = said(first.failed);
  const rows = namesRow(why) ? "; rows are counted within the training rows of the fold" : "";
  return { perFold, failure: place + why + rows, error: first.failed };
}

// Each fold has the chance that evaluate() gives it, whatever the candidate; epochs stand under the candidate's name.
function insideOf<X, Y, Z>({ kind, folds: { pairs }, context, told }: TrialSetting<X, Y, Z>) {
  return ({ number, rng = context.rng }: Candidate<X, Y, Z>, fold: number): Context => {
    const place = pairs.length > 1 ? `, fold ${fold + 1} of ${pairs.length}` : "";
    const name = `${kind}, candidate ${number}${place}`;
    return partContext(withoutDecisions(context), { name, rng: rng.fork("fold").fork(fold), told });
  };
}
