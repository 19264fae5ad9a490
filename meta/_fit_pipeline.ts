import type { Context } from "../core/context.ts";
import { SavedError } from "../core/errors.ts";
import type { Learned } from "../core/model.ts";
import { equal } from "../core/params.ts";
import { restorePart, type RestoringPart } from "../core/restore_part.ts";
import { checkSaved } from "../core/saved.ts";
import { updateInner } from "../core/update_inner.ts";
import { at, learnedBy, type LearnedStep, OwnedPipeline, transformTrainingBy } from "./_learned_pipeline.ts";
import { type AnyStep, isFunction, PIPELINE, type Steps } from "./_pipeline_steps.ts";

/** What a pipeline learns from: inputs, and whatever else there is. */
export interface PipelineData {
  /** What the first step is given. */
  readonly x: unknown;
}

/** Fits each step to what the steps before made of the data. */
export function fitPipeline(steps: Steps, data: PipelineData, context: Context): Promise<OwnedPipeline> {
  return goOn([], { data, todo: Object.entries(steps), context, first: fitStep });
}

/** Which steps have learned, and which they become. */
export interface Changing {
  readonly old: Steps;
  readonly now: Steps;
  readonly context: Context;
}

/**
 * Keeps the steps before the first that changed, updates that one where it can go on, and fits the others again. Gives
 * undefined if the steps have other names.
 */
export function updatePipeline(learned: Learned, changing: Changing): Promise<OwnedPipeline> | undefined {
  const { old, now } = changing;
  if (!(learned instanceof OwnedPipeline) || !equal(Object.keys(now), Object.keys(old))) return undefined;
  if (learned.steps.some(({ data }) => !data)) return undefined; // nothing to go on from
  return changeSteps(learned.release(), changing);
}

// Owns the steps: if anything fails, all that was learned is disposed of.
async function changeSteps(
  steps: readonly LearnedStep[],
  { old, now, context }: Changing,
): Promise<OwnedPipeline> {
  try {
    context.emit({ type: "update", kind: PIPELINE });
    const first = Object.keys(now).findIndex((name) => !equal(now[name], old[name]));
    const kept = first < 0 ? steps : steps.slice(0, first);
    for (const { step } of kept) if (!isFunction(step)) context.emit({ type: "keep", kind: step.kind });
    const [changed, ...dropped] = steps.slice(kept.length);
    if (!changed) return new OwnedPipeline(kept);
    for (const learned of learnedBy(dropped)) learned[Symbol.dispose]();
    const todo = Object.entries(now).slice(kept.length);
    return await goOn(kept, {
      data: changed.data!, // as was seen
      todo,
      context,
      first: (task) => updateStep(changed, task),
    });
  } catch (error) {
    for (const learned of learnedBy(steps)) learned[Symbol.dispose]();
    throw error;
  }
}

/** What a pipeline of these steps saved; with the data that it learned from, it goes on. */
export async function restorePipeline(
  steps: Steps,
  { saved, context, data }: Omit<RestoringPart<PipelineData>, "name">,
): Promise<OwnedPipeline> {
  checkSaved(saved, PIPELINE);
  const restored: LearnedStep[] = [];
  let given = data;
  try {
    const last = Object.keys(steps).at(-1);
    for (const [name, step] of Object.entries(steps)) {
      const before = restored.at(-1);
      if (before && given) given = await nextData(before, given);
      const own = chanceOf(name, { isLast: name === last, context });
      restored.push(await restoreStep(step, { saved, name, context: own, data: given }));
    }
    return new OwnedPipeline(restored);
  } catch (error) {
    for (const learned of learnedBy(restored)) learned[Symbol.dispose]();
    throw error;
  }
}

async function restoreStep(step: AnyStep, part: RestoringPart<PipelineData>): Promise<LearnedStep> {
  const { name, data } = part;
  if (isFunction(step)) {
    throw new SavedError(`Cannot restore ${PIPELINE}: step "${name}" is a function`, PIPELINE);
  }
  return { name, step, data, learned: await restorePart<never, Learned>(step, part as RestoringPart<never>) }; // as in a fit
}

// What the step behind this one learns from.
async function nextData(step: LearnedStep, data: PipelineData): Promise<PipelineData> {
  return { ...data, x: await at(step.name, "fit", () => transformTrainingBy(step, data)) };
}

// The last step has the pipeline's own chance.
function chanceOf(
  name: string,
  { isLast, context }: { readonly isLast: boolean; readonly context: Context },
): Context {
  return isLast ? context : { ...context, rng: context.rng.fork(name) };
}

interface Task {
  readonly name: string;
  readonly step: AnyStep;
  readonly data: PipelineData;
  readonly context: Context;
}

interface Going {
  readonly data: PipelineData;
  readonly todo: readonly (readonly [name: string, step: AnyStep])[];
  readonly context: Context;
  readonly first: (task: Task) => Promise<LearnedStep>;
}

// Owns `done`: if a step fails, all that was learned is disposed of.
async function goOn(
  done: readonly LearnedStep[],
  { data, todo, context, first }: Going,
): Promise<OwnedPipeline> {
  const steps = [...done];
  let given = data;
  try {
    for (const [i, [name, step]] of todo.entries()) {
      context.signal?.throwIfAborted();
      const isLast = i === todo.length - 1;
      const task = { name, step, data: given, context: chanceOf(name, { isLast, context }) };
      const learned = await at(name, "fit", () => i === 0 ? first(task) : fitStep(task));
      steps.push(learned);
      if (isLast) break;
      checkTransforms(learned);
      given = await nextData(learned, given);
    }
    return new OwnedPipeline(steps);
  } catch (error) {
    for (const learned of learnedBy(steps)) learned[Symbol.dispose]();
    throw error;
  }
}

async function fitStep({ name, step, data, context }: Task): Promise<LearnedStep> {
  if (isFunction(step)) return { name, step, data };
  context.emit({ type: "fit", kind: step.kind });
  return { name, step, data, learned: await step.fit(data as never, context) }; // whether they suit, the step checks
}

async function updateStep({ step: old, learned }: LearnedStep, task: Task): Promise<LearnedStep> {
  const { name, step, data, context } = task;
  const going = learned && !isFunction(old) && !isFunction(step)
    ? updateInner<never, Learned>(step, { learned, old, data: data as never, context }) // as above
    : undefined;
  if (going) return { name, step, data, learned: await going };
  learned?.[Symbol.dispose]();
  return await fitStep(task);
}

function checkTransforms({ name, step, learned }: LearnedStep): void {
  if (isFunction(step) || (learned && "transform" in learned)) return;
  throw new TypeError(
    `Cannot go on behind step "${name}" of the pipeline: what ${step.kind} learned does not transform; put it last`,
  );
}
