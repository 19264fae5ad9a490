import { announcing } from "../core/announcing.ts";
import type { Context } from "../core/context.ts";
import { liftReport, liftTraits } from "../core/lift.ts";
import type { Report, Traits } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { joinSaved } from "../core/saved.ts";
import { take } from "../core/take.ts";
import { updateInner } from "../core/update_inner.ts";
import { goalOf, heldRows } from "./_held_rows.ts";
import { inside, iterate, type Iterating, type Stopped } from "./_iterate.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import { rowsWithin } from "./_rows_within.ts";
import { iterationsOf, modelOf, type Stage, traced } from "./_stage.ts";
import type { IteratedParams, IteratedReport, LearnedIterated } from "./iterated.ts";
import type { Measured } from "./judgement.ts";

const KIND = "Iterated";

/** What a model says of itself once controls count its iterations. */
export function iteratedTraits<X, Y, Z>(
  { model, resampling, retrain }: Readonly<IteratedParams<X, Y, Z>>,
): Traits {
  if (model.traits.iteration === undefined) {
    throw new TypeError(
      `Cannot iterate ${model.kind}: none of its hyperparameters counts iterations; give a model that iterates, ` +
        "e.g. neuralNetworkClassifier()",
    );
  }
  const { iteration: _, warm = [], ...traits } = liftTraits(model.traits, "model");
  return Object.freeze({
    ...traits,
    warm: retrain ? [] : ["controls", ...warm],
    ...(resampling !== "none" && { holdsOut: true }),
  });
}

/** Learns from scratch. */
export async function fitIterated<X extends Observations, Y extends Observations, Z extends Observations>(
  params: Readonly<IteratedParams<X, Y, Z>>,
  data: Examples<X, Y>,
  context: Context,
): Promise<LearnedIterated<X, Z>> {
  const job = jobOf(params, data, context);
  return learnedFrom(await iterate(job), job);
}

/** What was learned before, by what, and what is to go on. */
export interface Again<X, Y, Z> {
  readonly learned: LearnedIterated<X, Z>;
  readonly old: Readonly<IteratedParams<X, Y, Z>>;
  readonly now: Readonly<IteratedParams<X, Y, Z>>;
}

const COLD = ["resampling", "measure", "keepBest", "retrain"] as const;

/** Goes on from what was kept, as a model's `update`. */
export function updateIterated<X extends Observations, Y extends Observations, Z extends Observations>(
  { learned, old, now }: Again<X, Y, Z>,
  data: Examples<X, Y>,
  context: Context,
): Promise<LearnedIterated<X, Z>> | undefined {
  if (!(learned instanceof LearnedWrapper) || now.retrain) return undefined;
  if (COLD.some((name) => !equal(old[name], now[name]))) return undefined;
  const { stage, judged }: Source<X, Y, Z> = learned.source;
  const job = jobOf(now, data, context);
  const going = goingOn(stage, job);
  if (!going) return undefined;
  learned.release();
  return going.then(async (from) => learnedFrom(await iterate(job, from), { ...job, before: judged }));
}

function jobOf<X extends Observations, Y extends Observations, Z extends Observations>(
  params: Readonly<IteratedParams<X, Y, Z>>,
  data: Examples<X, Y>,
  context: Context,
): Iterating<X, Y, Z> {
  const { model, resampling, measure } = params;
  const held = resampling === "none"
    ? undefined
    : heldRows({ kind: KIND, model, resampling, measure }, data, context);
  return { kind: KIND, params, data, rows: held ? take(data, held.train) : data, held, context };
}

// The model as it is now, after as many iterations as there were.
function goingOn<X extends Observations, Y extends Observations, Z extends Observations>(
  { learned, trace }: Stage<X, Y, Z>,
  job: Iterating<X, Y, Z>,
): Promise<Stage<X, Y, Z>> | undefined {
  const { model } = job.params;
  const old = modelOf({ trace });
  const next = model.with({ [model.traits.iteration!]: iterationsOf(old) }); // its traits were seen to name it
  const { context, tell } = announcing(KIND, job.context);
  const going = updateInner(next, { learned, old, data: job.rows, context: inside(context) });
  if (going) tell();
  return going?.then((learned) => ({ learned, trace: traced(trace, next) }));
}

interface Source<X, Y, Z> {
  readonly stage: Stage<X, Y, Z>;
  readonly judged: readonly Measured[];
}

function learnedFrom<X extends Observations, Y extends Observations, Z extends Observations>(
  { stage, outcome, judged }: Stopped<X, Y, Z>,
  { before = [], ...job }: Iterating<X, Y, Z> & { readonly before?: readonly Measured[] },
): LearnedIterated<X, Z> {
  const known = new Set(before.map(({ iterations }) => iterations));
  const all = [...before, ...judged.filter(({ iterations }) => !known.has(iterations))];
  const { iterations, stopped, controls } = outcome;
  const kept = iterationsOf(modelOf(stage));
  const { learned } = stage;
  return new LearnedWrapper({
    kind: KIND,
    source: { stage, judged: all },
    parts: [learned],
    predict: (x: X) => learned.predict(x),
    report: {
      ...reportOf(learned.report, job),
      ...judgedAs(all, kept, job),
      iterations,
      kept,
      stopped,
      controls,
    },
    save: async () =>
      joinSaved({ kind: KIND, data: { iterations, kept, stopped } }, { model: await learned.save() }),
  });
}

// Rows that the model told of are among those that it learned from.
function reportOf<X, Y, Z>(inner: Report, { held, params }: Iterating<X, Y, Z>): Report {
  const lifted = liftReport(inner, "model");
  if (!held) return lifted;
  const own = params.retrain ? lifted.rows : rowsWithin(lifted.rows, held.train);
  return { ...lifted, rows: { ...own, stopping: held.rows } };
}

function judgedAs<X, Y, Z>(
  judged: readonly Measured[],
  kept: number,
  { held }: Iterating<X, Y, Z>,
): Pick<IteratedReport, "measure" | "goal" | "measurement" | "judged"> {
  if (!held) return {};
  const found = judged.find(({ iterations }) => iterations === kept);
  const { judge } = held;
  return { measure: judge.id, goal: goalOf(judge), ...(found && { measurement: found.measurement }), judged };
}
