import { checkNames } from "../core/names.ts";
import { brief } from "../core/show.ts";
import type { EvaluateOptions } from "./evaluate.ts";

// a record, so that none can be forgotten
const OPTIONS: Readonly<Record<keyof EvaluateOptions, true>> = {
  backend: true,
  seed: true,
  signal: true,
  listener: true,
  resampling: true,
  measures: true,
  weights: true,
  classWeights: true,
  rows: true,
  repeats: true,
  onError: true,
  compact: true,
  keepLearned: true,
};

// Hyperparameters of resamplings that are easily taken for options of evaluate, and to which they belong.
const OF_RESAMPLING: ReadonlyMap<string, string> = new Map([
  ["folds", "cv"],
  ["shuffled", "cv"],
  ["share", "holdout"],
  ["stratified", "holdout"],
  ["groups", "groupCv"],
  ["gap", "timeSeriesCv"],
  ["samples", "bootstrap"],
]);

/** Refuses options of `evaluate` that it does not know, and says where they belong or which was meant. */
export function checkOptions(options: object): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `Cannot evaluate with ${brief(options)}: give options by name, e.g. { measures: accuracy }`,
    );
  }
  if ("take" in options && "size" in options) {
    throw new TypeError("Cannot evaluate with a column or table as options: give the data as one, { x, y }");
  }
  for (const name of ["compact", "keepLearned"] as const) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined && typeof value !== "boolean") {
      throw new TypeError(`Cannot set "${name}" of evaluate(): expected true or false, got ${brief(value)}`);
    }
  }
  const found = Object.entries(options).find(([name]) => OF_RESAMPLING.has(name));
  if (!found) return checkNames("evaluate()", options, Object.keys(OPTIONS));
  const [name, value] = found;
  const example = `resampling: ${OF_RESAMPLING.get(name)}({ ${name}: ${brief(value)} })`;
  throw new TypeError(`Cannot set "${name}" of evaluate(): it belongs to a resampling; give e.g. ${example}`);
}
