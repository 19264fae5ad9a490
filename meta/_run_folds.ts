import type { Context } from "../core/context.ts";
import type { Supervised } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { take } from "../core/take.ts";
import { visitEventLoop } from "../core/visit_event_loop.ts";
import { isReason } from "./_is_reason.ts";
import type { Judge } from "./_judge.ts";
import { judgeLearned } from "./_judge_learned.ts";
import type { Setting } from "./_setting.ts";
import { partContext } from "./_part_context.ts";
import { atOnce, sideBySide } from "./_side_by_side.ts";
import type { Fold } from "./evaluation.ts";
import { said } from "./evaluation_error.ts";

/** A model to evaluate, and by what. */
export interface Job<X, Y, Z extends Observations> {
  readonly tag: string;
  readonly model: Supervised<X, Y, Z>;
  readonly judges: readonly Judge[];
}

/** What came of a fold: values, and the fold unless it is dropped; or an error. Nothing where it did not end. */
export type Outcome<Z extends Observations> =
  | { readonly finished: Fold<Z> | undefined; readonly values: readonly unknown[] }
  | { readonly failed: unknown }
  | undefined;

/**
 * Runs every fold of every model, as many at once as the backend can, and gives what came of them, model by model. One
 * that fails keeps no other from finishing. After it is stopped none is begun any more.
 */
export async function runFolds<X extends Observations, Y extends Observations, Z extends Observations>(
  jobs: readonly Job<X, Y, Z>[],
  data: Examples<X, Y>,
  setting: Setting,
): Promise<readonly (readonly Outcome<Z>[])[]> {
  const { context, pairs, stopped } = setting;
  const outcomes = jobs.map(() => new Array<Outcome<Z>>(pairs.length).fill(undefined));
  const tellers = jobs.map(({ tag }) => tellerOf(tag, setting));
  await sideBySide({ count: jobs.length * pairs.length, limit: atOnce(context) }, async (index) => {
    await visitEventLoop(); // models that never wait would keep signals from being heard
    if (stopped()) return;
    const [m, fold] = [Math.floor(index / pairs.length), index % pairs.length];
    const tell = tellers[m]!;
    if (fold === 0) tell.begun();
    try {
      outcomes[m]![fold] = await runFold(jobs[m]!, fold, data, { setting, context: tell.within(fold) });
    } catch (failed) {
      if (isReason(failed, context.signal)) return;
      outcomes[m]![fold] = { failed };
      if (setting.onError === "record") tell.failed(fold, failed);
    }
    tell.done();
  });
  return outcomes;
}

interface Running {
  readonly setting: Setting;
  readonly context: Context;
}

async function runFold<X extends Observations, Y extends Observations, Z extends Observations>(
  { model, judges }: Job<X, Y, Z>,
  fold: number,
  data: Examples<X, Y>,
  { setting, context }: Running,
): Promise<Outcome<Z>> {
  const { pairs, weights, classWeights, compact, keepLearned } = setting;
  const { train, test } = pairs[fold]!;
  const learned = await model.fit(take(data, train), context);
  try { // `using` is not known to Node 20
    const truth = data.y.take(test);
    const counts = weights && Float64Array.from(test, (row) => weights[row]!);
    const { prediction, values } = await judgeLearned(learned, {
      kind: model.kind,
      judges,
      test: { x: data.x.take(test), truth, options: { weights: counts, classWeights } },
    });
    if (compact) return { finished: undefined, values };
    const kept = keepLearned ? { learned: await learned.save() } : {};
    return { finished: { fold, train, test, prediction, truth, report: learned.report, ...kept }, values };
  } finally {
    learned[Symbol.dispose]();
  }
}

// Tells of the folds of one model: epochs under the fold's name, a note once.
function tellerOf(tag: string, { context, pairs }: Setting) {
  const { emit } = context;
  const told = new Set<string>();
  let ended = 0;
  const tell = () => emit({ type: "progress", of: `Evaluating ${tag}`, done: ended, total: pairs.length });
  const name = (fold: number) => `${tag}, fold ${fold + 1} of ${pairs.length}`;
  return {
    /** A fold has chance of its own. */
    within: (fold: number): Context =>
      partContext(context, { name: name(fold), rng: context.rng.fork("fold").fork(fold), told }),
    failed: (fold: number, error: unknown) =>
      emit({ type: "note", message: `${name(fold)} failed: ${said(error)}` }),
    begun: tell,
    done() {
      ended++;
      tell();
    },
  };
}
