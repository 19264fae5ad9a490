import type { Run } from "../meta/mod.ts";
import type { Point } from "./_chart.ts";
import { ofHeldOut, ofTraining, type Training } from "./_training_chart.ts";

/** Losses of training under way, so far. */
export interface Seen {
  readonly training: readonly Point[];
  /** What rows held out say, or the loss that there is instead. */
  readonly others: readonly Point[];
  /** How rows held out are judged; undefined where none were. */
  readonly judge: { readonly measure: string; readonly goal: string } | undefined;
  /** Whether that was ever anything else than the last training loss. */
  readonly differs: boolean;
  /** The least loss, the first of several, and after how many iterations it was. */
  readonly best: { readonly loss: number; readonly iterations: number } | undefined;
}

/** What was seen before training: nothing. */
export const UNSEEN: Seen = Object.freeze({
  training: [],
  others: [],
  judge: undefined,
  differs: false,
  best: undefined,
});

/** After one more look at training. */
export async function seen(before: Seen, run: Run): Promise<Seen> {
  const loss = await run.loss();
  const { iterations, losses, subject } = run;
  // a model that diverged may not even predict
  const judgement = Number.isFinite(loss) ? await subject.evaluation?.() : undefined;
  const first = iterations - losses.length + 1;
  const { training, others, best } = before;
  const isGood = Number.isFinite(loss) && losses.every(Number.isFinite);
  return {
    training: joined(training, losses.map((each, i) => [first + i, each])),
    others: joined(others, [[iterations, judgement?.measurement ?? loss]]),
    judge: judgement ? { measure: judgement.measure, goal: judgement.goal } : before.judge,
    differs: before.differs || !Object.is(loss, losses.at(-1)),
    best: isGood && loss < (best?.loss ?? Infinity) ? { loss, iterations } : best,
  };
}

// Iterations that were seen before are not seen again: a control may be applied twice without training in between.
function joined(before: readonly Point[], next: readonly Point[]): readonly Point[] {
  const last = before.at(-1)?.[0] ?? -Infinity;
  return [...before, ...next.filter(([x]) => x > last)];
}

/** How training went as far as it was seen; a loss that is that of training is drawn once. */
export function trainingOf({ training, others, judge, differs, best }: Seen): Omit<Training, "logarithmic"> {
  const other = judge ? ofHeldOut(judge, others) : { name: "loss", label: "loss", points: others };
  return {
    series: [...training.length > 0 ? [ofTraining(training)] : [], ...judge || differs ? [other] : []],
    marked: best && { as: "best", iterations: best.iterations },
  };
}
