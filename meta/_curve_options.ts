import { isCount } from "./_is_count.ts";
import { get } from "../core/params.ts";
import { checkModel } from "../core/check_model.ts";
import { checkNames } from "../core/names.ts";
import { brief } from "../core/show.ts";
import { checkOptions } from "./_model_field.ts";
import { HELD_OUT } from "./_held_out.ts";
import type { LearningCurveOptions } from "./learning_curve.ts";
import { isRange } from "./_is_range.ts";

/** What may be said of a curve. */
const NAMES = [
  "range",
  "resolution",
  "resampling",
  "measure",
  "repeats",
  "seeds",
  "backend",
  "seed",
  "signal",
  "listener",
];

/** So many points are more than any picture shows. */
const MOST = 10_000;

/** How a curve is made, checked and complete. */
export type CurveOptions =
  & Required<Pick<LearningCurveOptions, "range" | "resolution" | "resampling" | "repeats">>
  & { readonly measure: LearningCurveOptions["measure"] | undefined; readonly seeds: readonly number[] };

/** Options, checked. Throws a TypeError or a RangeError for those that will not do. */
export function curveOptions(model: unknown, options: LearningCurveOptions): CurveOptions {
  checkModel(model, "draw a learning curve of");
  checkOptions("learningCurve()", options);
  checkNames("learningCurve()", options, NAMES);
  const { range, resolution = 30, resampling = HELD_OUT, measure, repeats = 1, seed = 0 } = options;
  if (!isRange(range)) {
    throw new TypeError(
      `Cannot draw a learning curve along ${brief(range)}: give a range, e.g. ` +
        `range(model, "${model.traits.iteration ?? "…"}", { lower: 1, upper: 200, scale: "log10" })`,
    );
  }
  get(model, range.params.path); // throws where the model has none
  if (!Number.isSafeInteger(resolution) || resolution < 1 || resolution > MOST) {
    throw new RangeError(
      `Cannot draw a learning curve at ${brief(resolution)} values: give a whole number from 1 to ${MOST}`,
    );
  }
  if (measure !== undefined && typeof measure !== "function") {
    throw new TypeError(`Cannot draw a learning curve of ${brief(measure)}: give one measure, e.g. logLoss`);
  }
  return { range, resolution, resampling, measure, repeats, seeds: seedsOf(options.seeds ?? [seed]) };
}

function seedsOf(seeds: NonNullable<LearningCurveOptions["seeds"]>): readonly number[] {
  const list: unknown = typeof seeds === "number" && isCount(seeds)
    ? Array.from({ length: seeds }, (_, i) => i)
    : seeds;
  const distinct = Array.isArray(list) && list.length > 0 && list.every(isCount) &&
    new Set(list).size === list.length;
  if (distinct) return Object.freeze([...list]);
  throw new RangeError(
    `Cannot train by seeds ${
      brief(seeds)
    }: give how many, at least 1, or a list of different whole numbers ≥ 0`,
  );
}
