import { SavedError } from "../core/errors.ts";
import type { Supervised } from "../core/model.ts";
import { diff, get } from "../core/params.ts";
import type { Saved } from "../core/saved.ts";
import type { Stage } from "./_stage.ts";
import type { IteratedReport } from "./iterated.ts";
import type { Measured } from "./judgement.ts";

/** What an iterated model tells of how it stopped. */
export type Told = Pick<
  IteratedReport,
  "iterations" | "kept" | "stopped" | "controls" | "measure" | "goal" | "measurement" | "judged"
>;

/** The same, and the models on the way as what differs in them from `model`, by path: all that is saved beside what was learned. */
export function savedStops<X, Y, Z>(
  { iterations, kept, stopped, controls, measure, goal, measurement, judged }: Told,
  trace: Stage<X, Y, Z>["trace"],
  model: Supervised<X, Y, Z>,
): Saved["data"] {
  const changes = trace.map((each) => diff(model, each).map((path) => [path, get(each, path)]));
  return { iterations, kept, stopped, controls, measure, goal, measurement, judged, trace: changes };
}

/** What {@linkcode savedStops} was given. */
export function stopsIn<X, Y, Z>(
  { kind, data }: Saved,
  model: Supervised<X, Y, Z>,
): { readonly told: Told; readonly trace: Stage<X, Y, Z>["trace"] } {
  const { iterations, kept, stopped, controls, measure, goal, measurement, judged, trace } = data;
  const isTold = typeof iterations === "number" && typeof kept === "number" && typeof stopped === "string" &&
    Array.isArray(controls) && (judged === undefined || isJudged(judged)) &&
    (measure === undefined || typeof measure === "string") &&
    (goal === undefined || isGoal(goal)) &&
    (measurement === undefined || typeof measurement === "number");
  if (!isTold || !Array.isArray(trace) || !trace.every(isChanges)) {
    throw new SavedError(`Cannot restore ${kind}: how it stopped is not told`, kind);
  }
  const models = trace.map((changes) => model.with(Object.fromEntries(changes)));
  const last = models.at(-1);
  if (!last) throw new SavedError(`Cannot restore ${kind}: by which model it learned is not told`, kind);
  const told = {
    ...{ iterations, kept, stopped, controls },
    ...(measure !== undefined && { measure }),
    ...(goal !== undefined && { goal }),
    ...(measurement !== undefined && { measurement }),
    ...(judged !== undefined && { judged }),
  };
  return { told, trace: [...models.slice(0, -1), last] };
}

function isGoal(value: unknown): value is "min" | "max" {
  return value === "min" || value === "max";
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
