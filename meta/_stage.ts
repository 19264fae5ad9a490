import type { Context } from "../core/context.ts";
import type { Predictor, Supervised } from "../core/model.ts";
import type { Examples } from "../core/observations.ts";
import { diff, get } from "../core/params.ts";
import { updateInner } from "../core/update_inner.ts";

/** What a model has learned after some of its iterations. */
export interface Stage<X, Y, Z> {
  readonly learned: Predictor<X, Z>;
  /**
   * The models that led here, from which it can be learned again: one, and one more for each change of hyperparameters on
   * the way. The last one learned it.
   */
  readonly trace: readonly [...Supervised<X, Y, Z>[], Supervised<X, Y, Z>];
}

/** What to learn from, and how. */
export interface Lesson<X, Y> {
  readonly data: Examples<X, Y>;
  readonly context: Context;
}

/** How many iterations a model asks for. */
export function iterationsOf(model: Supervised<never, never, unknown>): number {
  return get(model, model.traits.iteration!) as number; // whoever trains in stages has seen to it that it counts them
}

/** The model that learned a stage. */
export function modelOf<X, Y, Z>({ trace }: Pick<Stage<X, Y, Z>, "trace">): Supervised<X, Y, Z> {
  return trace[trace.length - 1]!; // it has a last one
}

/** Goes on to what `next` asks for; where it cannot, learns that from scratch. Takes over the stage. */
export async function advanced<X, Y, Z>(
  next: Supervised<X, Y, Z>,
  from: Stage<X, Y, Z> | undefined,
  { data, context }: Lesson<X, Y>,
): Promise<Stage<X, Y, Z>> {
  const going = from && goingOn(next, from, { data, context });
  if (going) return { learned: await going, trace: traced(from.trace, next) };
  from?.learned[Symbol.dispose]();
  return { learned: await next.fit(data, context), trace: [next] };
}

function goingOn<X, Y, Z>(
  next: Supervised<X, Y, Z>,
  from: Stage<X, Y, Z>,
  { data, context }: Lesson<X, Y>,
): Promise<Predictor<X, Z>> | undefined {
  try {
    return updateInner(next, { learned: from.learned, old: modelOf(from), data, context });
  } catch (error) {
    from.learned[Symbol.dispose](); // what an update that throws was given is lost
    throw error;
  }
}

/** The trace with `next` at its end; a last one that differs from it in its iterations alone leaves none. */
export function traced<X, Y, Z>(
  trace: Stage<X, Y, Z>["trace"],
  next: Supervised<X, Y, Z>,
): Stage<X, Y, Z>["trace"] {
  const last = modelOf({ trace });
  const changed = diff(last, next).some((path) => path !== next.traits.iteration);
  return changed ? [...trace, next] : [...trace.slice(0, -1), next];
}

/** Learns again what a trace led to: the same bits, from the same data. */
export async function retraced<X, Y, Z>(
  trace: Stage<X, Y, Z>["trace"],
  lesson: Lesson<X, Y>,
): Promise<Stage<X, Y, Z>> {
  const [first, ...others] = trace;
  let stage = await advanced(first!, undefined, lesson); // it has a last one
  for (const next of others) stage = await advanced(next, stage, lesson);
  return stage;
}
