import { SavedError } from "../core/errors.ts";
import type { Supervised } from "../core/model.ts";
import { diff, get } from "../core/params.ts";
import type { Saved } from "../core/saved.ts";
import type { IteratedReport } from "./iterated.ts";
import type { Measured } from "./judgement.ts";

/** What an iterated model tells of how it stopped. */
export type Told = Pick<
  IteratedReport,
  "iterations" | "kept" | "stopped" | "controls" | "measure" | "goal" | "measurement" | "judged"
>;

/** How training stopped, and by which model: that is saved as what differs in it from the one that was given, by path. */
export interface Stops<M> {
  readonly told: Told;
  /** The model that learned: its iterations, and maybe its rate, came of controls. */
  readonly learner: M;
}

/** All that is saved beside what was learned. */
export function savedStops<X, Y, Z>(
  { told, learner }: Stops<Supervised<X, Y, Z>>,
  model: Supervised<X, Y, Z>,
): Saved["data"] {
  return { ...told, changes: diff(model, learner).map((path) => [path, get(learner, path)]) };
}

/** What {@linkcode savedStops} was given. */
export function stopsIn<X, Y, Z>(
  { kind, data: { changes, parts: _, ...told } }: Saved,
  model: Supervised<X, Y, Z>,
): Stops<Supervised<X, Y, Z>> {
  if (!isTold(told) || !isChanges(changes)) {
    throw new SavedError(`Cannot restore ${kind}: how it stopped is not told`, kind);
  }
  return { told, learner: model.with(Object.fromEntries(changes)) };
}

function isTold(data: Readonly<Record<string, unknown>>): data is Saved["data"] & Told {
  const { iterations, kept, stopped, controls, measure, goal, measurement, judged } = data;
  return typeof iterations === "number" && typeof kept === "number" && typeof stopped === "string" &&
    Array.isArray(controls) && (judged === undefined || isJudged(judged)) &&
    (measure === undefined || typeof measure === "string") &&
    (goal === undefined || goal === "min" || goal === "max") &&
    (measurement === undefined || typeof measurement === "number");
}

function isJudged(value: unknown): value is readonly Measured[] {
  return Array.isArray(value) && value.every((each) => {
    const { iterations, measurement }: Partial<Measured> = Object(each);
    return typeof iterations === "number" && typeof measurement === "number";
  });
}

function isChanges(value: unknown): value is readonly (readonly [path: string, value: unknown])[] {
  return Array.isArray(value) &&
    value.every((change) => Array.isArray(change) && change.length === 2 && typeof change[0] === "string");
}
