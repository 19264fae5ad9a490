import { checkWeights } from "../core/check_weights.ts";
import type { Context } from "../core/context.ts";
import { DataError } from "../core/errors.ts";
import { allRows, type Examples, type Observations, type Rows } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { countRows } from "../core/take.ts";
import { fingerprint } from "./_fingerprint.ts";
import { type Dependence, dependenceOf } from "./_interval.ts";
import { pairsFor } from "./_pairs.ts";
import type { Stoppable } from "./_stoppable.ts";
import type { EvaluateOptions } from "./evaluate.ts";
import type { Pair } from "./resampling.ts";

/** What the options say, checked against the data. */
export interface Splits
  extends
    Required<Pick<EvaluateOptions, "repeats" | "onError" | "compact" | "keepLearned">>,
    Pick<EvaluateOptions, "weights" | "classWeights"> {
  readonly pairs: readonly Pair[];
  readonly resampling: string;
  readonly judgedBy: string;
  readonly dependence: Dependence;
}

/** What is the same for all models of an evaluation. */
export interface Setting extends Splits, Stoppable {}

/** The options, checked against the data; pairs are made here, once for all models. */
export function settingOf(
  data: Examples<Observations, Observations>,
  options: EvaluateOptions,
  context: Context,
): Splits {
  const size = sizeOf(data);
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
  checkRows(rows, size);
  if (weights) checkRowWeights(weights, size);
  if (classWeights) checkClassWeights(classWeights, data.y);
  const { pairs, resampling } = pairsFor(options, { rows, repeats, size, y: data.y, rng: context.rng });
  const judgedBy = fingerprint(data.y, { weights, classWeights });
  const dependence = dependenceOf(pairs);
  return {
    pairs,
    dependence,
    resampling,
    judgedBy,
    repeats,
    weights,
    classWeights,
    onError,
    compact,
    keepLearned,
  };
}

function sizeOf(data: Examples<Observations, Observations>): number {
  const given: unknown = data;
  if (typeof given === "object" && given !== null && "names" in given) {
    throw new DataError(
      'Cannot evaluate on a table: its target is unknown; give { x, y }, e.g. unpack(table, "species")',
      { wanted: "{ x, y }" },
    );
  }
  if (
    typeof given !== "object" || given === null || !("x" in given) || !("y" in given) || Array.isArray(given)
  ) {
    throw new DataError(`Cannot evaluate on ${brief(given)}: give { x, y }, inputs and target`, {
      wanted: "{ x, y }",
    });
  }
  const { y } = given;
  if (typeof y !== "object" || y === null || !("take" in y)) {
    throw new DataError(
      `Cannot evaluate on a target that is ${brief(y)}: give a column, or a table of targets`,
      {
        column: "y",
      },
    );
  }
  return countRows(data);
}

function checkRows(rows: Rows, size: number): void {
  if (typeof rows !== "object" || rows === null || typeof rows.length !== "number") {
    throw new TypeError(`Cannot use rows ${brief(rows)}: give a list of row numbers`);
  }
  const odd = Array.from(rows).find((row) => !Number.isInteger(row) || row < 0 || row >= size);
  if (odd === undefined) return;
  throw new RangeError(
    `Cannot use row ${brief(odd)}: it is not among rows 0 to ${size - 1}; give row numbers`,
  );
}

function checkRowWeights(weights: Float64Array, size: number): void {
  if (!(weights instanceof Float64Array)) {
    throw new TypeError(
      `Cannot weigh rows by ${brief(weights)}: give a Float64Array, one number for each row`,
    );
  }
  if (weights.length !== size) {
    throw new DataError(`Cannot weigh ${size} rows by ${weights.length} weights: give one for each row`, {
      column: "weights",
      found: `${weights.length} weights`,
      wanted: `${size} weights`,
    });
  }
  checkWeights(weights, "evaluate()");
}

function checkClassWeights(
  classWeights: Readonly<Record<string, number>>,
  y: Observations & { readonly levels?: unknown },
) {
  if (!Array.isArray(y.levels)) {
    throw new DataError("Cannot weigh classes: the target has none; give weights, one a row", {
      column: "y",
      wanted: "Multiclass or OrderedFactor",
    });
  }
  if (Object.getPrototypeOf(Object(classWeights)) !== Object.prototype) {
    throw new TypeError(
      `Cannot weigh classes by ${brief(classWeights)}: give a record, a number for each level under its name`,
    );
  }
  if (Object.values(classWeights).every((weight) => weight === 0)) {
    throw new DataError("Cannot weigh classes: all weights are 0; give some that are not", { column: "y" });
  }
  const odd = Object.entries(classWeights).find(([, weight]) =>
    !(typeof weight === "number" && weight >= 0 && weight < Infinity)
  );
  if (odd) {
    throw new DataError(
      `Cannot weigh class ${brief(odd[0])}: its weight is ${odd[1]}; give finite numbers ≥ 0`,
      { column: "y", found: String(odd[1]), wanted: "finite numbers ≥ 0" },
    );
  }
  const [found, wanted] = [Object.keys(classWeights), y.levels.map(String)];
  if (found.length === wanted.length && wanted.every((level) => found.includes(level))) return;
  throw new DataError(
    `Cannot weigh classes: weights are given for ${brief(found)}, the levels are ${brief(wanted)}; ` +
      "give one for each level",
    { column: "y", found: brief(found), wanted: brief(wanted) },
  );
}
