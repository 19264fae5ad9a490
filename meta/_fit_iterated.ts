import { announcing } from "../core/announcing.ts";
import type { Context } from "../core/context.ts";
import { liftReport, liftTraits } from "../core/lift.ts";
import type { Predictor, Report, Supervised, Traits } from "../core/model.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { equal } from "../core/params.ts";
import { restorePart, type RestoringPart } from "../core/restore_part.ts";
import { checkSaved, joinSaved } from "../core/saved.ts";
import { significant } from "../core/show.ts";
import { take } from "../core/take.ts";
import { updateInner } from "../core/update_inner.ts";
import { counted } from "../core/show.ts";
import { goalOf, heldRows } from "./_held_rows.ts";
import { inside, iterate, type Iterating, type Stopped } from "./_iterate.ts";
import { LearnedWrapper } from "./_learned_wrapper.ts";
import { savedStops, stopsIn, type Told } from "./_restore_iterated.ts";
import { useArrays, usesIn } from "./_saved_rows.ts";
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
  const stage: Stage<X, Y, Z> = learned.source;
  const { judged } = learned.report;
  const job = jobOf(now, data, context);
  const going = goingOn(stage, job);
  if (!going) return undefined;
  learned.release();
  return going.then(async (from) =>
    learnedFrom(await iterate(job, from), { ...job, before: stillTrue(judged, { stage, from }) })
  );
}

// What was measured on the way to what it goes on from: of that itself, only if it is what it was.
function stillTrue<X, Y, Z>(
  judged: readonly Measured[] = [],
  { stage, from }: Readonly<Record<"stage" | "from", Stage<X, Y, Z>>>,
): readonly Measured[] {
  const start = iterationsOf(modelOf(from));
  const changed = from.trace.length > stage.trace.length;
  return judged.filter(({ iterations }) => iterations < start || (iterations === start && !changed));
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

function learnedFrom<X extends Observations, Y extends Observations, Z extends Observations>(
  { stage, outcome, judged }: Stopped<X, Y, Z>,
  { before = [], ...job }: Iterating<X, Y, Z> & { readonly before?: readonly Measured[] },
): LearnedIterated<X, Z> {
  const anew = new Set(judged.map(({ iterations }) => iterations));
  const all = [...before.filter(({ iterations }) => !anew.has(iterations)), ...judged];
  const { iterations, stopped, controls } = outcome;
  const kept = iterationsOf(modelOf(stage));
  const told = { ...judgedAs(all, kept, job), iterations, kept, stopped, controls };
  return wrapped(stage, told, {
    report: reportOf(stage.learned.report, job),
    model: job.params.model,
  });
}

function wrapped<X extends Observations, Y extends Observations, Z extends Observations>(
  stage: Stage<X, Y, Z>,
  told: Told,
  { report, model }: { readonly report: Report; readonly model: Supervised<X, Y, Z> },
): LearnedIterated<X, Z> {
  const { learned, trace } = stage;
  return new LearnedWrapper({
    kind: KIND,
    source: stage,
    parts: [learned],
    predict: (x: X) => learned.predict(x),
    report: { ...report, ...told },
    show: () => `${shown(told)}\n  ${printed(stage).replaceAll("\n", "\n  ")}`,
    async save() {
      const data = savedStops({ told, learner: modelOf({ trace }) }, model);
      return joinSaved({ kind: KIND, data, arrays: useArrays(report) }, { model: await learned.save() });
    },
  });
}

function shown({ kept, iterations, measure, measurement, stopped }: Told): string {
  const worth = measurement === undefined ? "" : `, ${measure} ${significant(measurement, 4)}`;
  return `${KIND}: kept ${kept} of ${counted(iterations, "iteration")}${worth}; stopped: ${stopped}`;
}

// What does not say how it prints is told by its model's name.
function printed<X, Y, Z>({ learned, trace }: Stage<X, Y, Z>): string {
  const says = learned.toString !== Object.prototype.toString;
  return says ? String(learned) : `${modelOf({ trace }).kind}: learned`;
}

/** What was learned, as it was saved; with the data that it learned from, it goes on. */
export async function restoreIterated<X extends Observations, Y extends Observations, Z extends Observations>(
  params: Readonly<IteratedParams<X, Y, Z>>,
  { saved, context, data }: Omit<RestoringPart<Examples<X, Y>>, "name">,
): Promise<LearnedIterated<X, Z>> {
  checkSaved(saved, KIND);
  const { model, retrain } = params;
  const { told, learner } = stopsIn(saved, model);
  const given = data && !retrain ? jobOf(params, data, context).rows : data;
  const part = { saved, name: "model", context: inside(context), data: given };
  const learned = await restorePart<Examples<X, Y>, Predictor<X, Z>>(learner, part);
  const report = { ...liftReport(learned.report, "model"), ...usesIn(saved) };
  return wrapped({ learned, trace: [learner] }, told, { report, model });
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
