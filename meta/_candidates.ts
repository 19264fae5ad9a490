import type { Supervised } from "../core/model.ts";
import { type Changes, get } from "../core/params.ts";
import { nominalRange } from "./nominal_range.ts";
import type { Range } from "./range.ts";
import type { Space, Trial } from "./search.ts";

/** What candidates are made of: one model and ranges, or a list of models. */
export interface Candidates<X, Y, Z> {
  readonly space: Space;
  /** What stands for all of them: the model, or the first of the list. */
  readonly base: Supervised<X, Y, Z>;
  /** The candidate of a trial. Throws where its values do not go together. */
  modelOf(trial: Pick<Trial, "values" | "iterations">): Supervised<X, Y, Z>;
}

/** The path of the one range that a list of models makes. */
export const MODEL_PATH = "model";

/** Candidates that differ in values of hyperparameters. */
export function candidatesOf<X, Y, Z>(
  model: Supervised<X, Y, Z>,
  ranges: readonly Range[],
): Candidates<X, Y, Z> {
  const paths = [...new Set(ranges.map(({ params }) => params.path))];
  const { iteration } = model.traits;
  const counted = iteration === undefined ? undefined : get(model, iteration);
  return {
    space: Object.freeze({
      ranges,
      paths: Object.freeze(paths),
      ...(typeof counted === "number" && { iteration: { path: iteration!, count: counted } }), // it was read by that path
    }),
    base: model,
    modelOf({ values, iterations }) {
      const changes = paths.map((path, i) => [path, values[i]] as const);
      const count = iterations === undefined || iteration === undefined
        ? []
        : [[iteration, iterations]] as const;
      return model.with(Object.fromEntries([...changes, ...count]) as Changes<object>); // paths of its own
    },
  };
}

/** Candidates that are listed. */
export function listedCandidates<X, Y, Z>(models: readonly Supervised<X, Y, Z>[]): Candidates<X, Y, Z> {
  const ranges = Object.freeze([nominalRange({ path: MODEL_PATH, values: models })]);
  return {
    space: Object.freeze({ ranges, paths: Object.freeze([MODEL_PATH]) }),
    base: models[0]!, // lists have one member at least
    modelOf: ({ values }) => values[0] as Supervised<X, Y, Z>, // the one range has nothing else
  };
}
