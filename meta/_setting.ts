import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import { allRows, type Examples, type Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { countRows } from "../core/take.ts";
import { pairsFor } from "./_pairs.ts";
import type { EvaluateOptions } from "./evaluate.ts";
import type { Pair } from "./resampling.ts";

/** What is the same for all models of an evaluation. */
export interface Setting
  extends
    Required<Pick<EvaluateOptions, "repeats" | "onError" | "compact" | "keepLearned">>,
    Pick<EvaluateOptions, "weights" | "classWeights"> {
  readonly context: Context;
  readonly pairs: readonly Pair[];
  readonly resampling: string;
}

/** The options, checked against the data; pairs are made here, once for all models. */
export function settingOf(
  data: Examples<Observations, Observations>,
  options: EvaluateOptions,
  context: Context,
): Setting {
  const size = countRows(data);
  const { weights, classWeights, rows = allRows(size), repeats = 1, onError = "throw" } = options;
  const { compact = false, keepLearned = false } = options;
  if (!Number.isInteger(repeats) || repeats < 1) {
    throw new RangeError(
      `Cannot evaluate ${brief(repeats)} times: give a whole number of repeats, at least 1`,
    );
  }
  if (onError !== "throw" && onError !== "record") {
    throw new RangeError(
      `Cannot set "onError" of evaluate(): expected "throw" or "record", got ${brief(onError)}`,
    );
  }
  if (compact && keepLearned) {
    throw new TypeError(
      "Cannot keep what was learned in the compact form: leave out compact, or keepLearned",
    );
  }
  if (weights && weights.length !== size) {
    throw new DataError(`Cannot weigh ${size} rows by ${weights.length} weights: give one for each row`, {
      column: "weights",
      found: `${weights.length} weights`,
      wanted: `${size} weights`,
    });
  }
  if (classWeights) checkClasses(classWeights, data.y);
  const { pairs, resampling } = pairsFor(options, { rows, repeats, size, y: data.y, rng: context.rng });
  return { context, pairs, resampling, repeats, weights, classWeights, onError, compact, keepLearned };
}

function checkClasses(
  classWeights: Readonly<Record<string, number>>,
  y: Observations & { readonly levels?: unknown },
) {
  if (!Array.isArray(y.levels)) {
    throw new DataError("Cannot weigh classes: the target has none; give weights, one a row", {
      column: "y",
      wanted: "Multiclass or OrderedFactor",
    });
  }
  const [found, wanted] = [Object.keys(classWeights), y.levels.map(String)];
  if (found.length === wanted.length && wanted.every((level) => found.includes(level))) return;
  throw new DataError(
    `Cannot weigh classes: weights are given for ${brief(found)}, the levels are ${brief(wanted)}; ` +
      "give one for each level",
    { column: "y", found: brief(found), wanted: brief(wanted) },
  );
}
