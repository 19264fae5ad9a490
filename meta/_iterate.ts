import { withoutDecisions } from "./_without_decisions.ts";
import type { Context } from "../core/context.ts";
import type { Examples, Observations } from "../core/observations.ts";
import { counted } from "../core/show.ts";
import type { HeldRows } from "./_held_rows.ts";
import { retraced, type Stage } from "./_stage.ts";
import { TrainedModel } from "./_trained_model.ts";
import type { Control } from "./control.ts";
import { type Controlled, controlled } from "./controlled.ts";
import { bestFrom, keepBest } from "./controls/keep_best.ts";
import type { IteratedParams } from "./iterated.ts";
import type { Measured } from "./judgement.ts";

/** A model to be trained until controls stop it. */
export interface Iterating<X, Y, Z> {
  /** The wrapper that asks. */
  readonly kind: string;
  readonly params: Readonly<IteratedParams<X, Y, Z>>;
  /** All rows. */
  readonly data: Examples<X, Y>;
  /** Those to learn from while it is controlled. */
  readonly rows: Examples<X, Y>;
  /** The rows to stop by; undefined where training losses decide. */
  readonly held: HeldRows<X, Y> | undefined;
  readonly context: Context;
}

/** What came of it. */
export interface Stopped<X, Y, Z> {
  /** What predicts. */
  readonly stage: Stage<X, Y, Z>;
  readonly outcome: Controlled;
  /** What was measured on the rows held out, in order. */
  readonly judged: readonly Measured[];
}

/** Trains from scratch, or goes on from a stage, which it takes over. */
export async function iterate<X extends Observations, Y extends Observations, Z extends Observations>(
  job: Iterating<X, Y, Z>,
  from?: Stage<X, Y, Z>,
): Promise<Stopped<X, Y, Z>> {
  const { kind, params: { model, retrain }, data, rows, held, context } = job;
  const staging = {
    model,
    all: data,
    data: rows,
    held,
    context: inside(context, Infinity),
    ...(from && { from }),
  };
  for (const message of held?.notes ?? []) context.emit({ type: "note", message });
  const subject = new TrainedModel<X, Y, Z>(staging);
  try {
    const outcome = await controlled(
      subject,
      await controlsFor(job, { subject, again: from !== undefined }),
      {
        signal: context.signal,
        tell: (message, level) => context.emit({ type: "note", message: `${kind}: ${message}`, level }),
      },
    );
    const stage = subject.take();
    if (!stage) {
      throw new TypeError(
        `Cannot fit ${kind}: its controls stopped after ${
          counted(outcome.cycles, "cycle")
        }, in which none trained ${model.kind}; ` +
          "have step() train from the first cycle on, or stop later",
      );
    }
    const { judged } = subject;
    if (!retrain || !held) return { stage, outcome, judged };
    stage.learned[Symbol.dispose]();
    const again = { data, context: inside(withoutNotes(context)) }; // which were told before
    return { stage: await retraced(stage.trace, again), outcome, judged };
  } catch (error) {
    subject[Symbol.dispose]();
    throw error;
  }
}

/** The context of the model: nothing of what is decided, and epochs as so many in all, if that is not as it says. */
export function inside(context: Context, epochs?: number): Context {
  return withoutDecisions({
    ...context,
    emit: (event) =>
      context.emit(event.type === "epoch" && epochs !== undefined ? { ...event, epochs } : event),
  });
}

function withoutNotes(context: Context): Context {
  return {
    ...context,
    emit(event) {
      if (event.type !== "note") context.emit(event);
    },
  };
}

interface Beginning<X extends Observations, Y extends Observations, Z extends Observations> {
  readonly subject: TrainedModel<X, Y, Z>;
  /** Whether it was trained before. */
  readonly again: boolean;
}

// What was there before counts among the best.
async function controlsFor<X extends Observations, Y extends Observations, Z extends Observations>(
  { params }: Iterating<X, Y, Z>,
  { subject, again }: Beginning<X, Y, Z>,
): Promise<readonly Control[]> {
  const keeper = keepBest();
  const keeps = ({ kind }: Control) => kind === keeper.kind;
  const controls = params.keepBest && !params.controls.some(keeps)
    ? [...params.controls, keeper]
    : params.controls;
  if (!again || !controls.some(keeps)) return controls;
  const best = await bestFrom(subject);
  return controls.map((control) => keeps(control) ? { ...control, start: () => best } : control);
}
