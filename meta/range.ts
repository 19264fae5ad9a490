import { fieldAt } from "../core/field_at.ts";
import { isModel } from "../core/is_model.ts";
import type { Model } from "../core/model.ts";
import { checkNames } from "../core/names.ts";
import type { ParamAt, ParamPath } from "../core/param_path.ts";
import { get } from "../core/params.ts";
import type { Field } from "../core/schema.ts";
import { brief } from "../core/show.ts";
import type { Scale } from "./_scale.ts";
import { type NominalRange, nominalRange } from "./nominal_range.ts";
import { type NumericRange, numericRange } from "./numeric_range.ts";

/** A range of values of one hyperparameter. */
export type Range = NumericRange | NominalRange;

/** What a range of numbers is made of. */
export interface NumericRangeOptions {
  /** Smallest value. Default: there is none. */
  readonly lower?: number;
  /** Largest value. Default: there is none. */
  readonly upper?: number;
  /** Where values are likely. Default: in the middle of the bounds; it must be given where a side has none. */
  readonly origin?: number;
  /** How far around the origin values are likely. Default: half the width; it must be given where a side has no bound. */
  readonly unit?: number;
  /**
   * On what scale the range is even. Default "linear"; for positive numbers without an upper bound "log10", for negative
   * ones without a lower bound "log10Minus". A function takes what is even to values: with `(x) => 10 ** x` the bounds are
   * exponents.
   */
  readonly scale?: Scale;
}

/** What a range of listed values is made of. */
export interface NominalRangeOptions<T = unknown> {
  /** Its values, at least one, in order. */
  readonly values: readonly T[];
}

/** What a range of numbers is made of, where a hyperparameter may be a number. */
export type BoundsOf<T> = unknown extends T ? NumericRangeOptions
  : [Extract<T, number>] extends [never] ? never
  : NumericRangeOptions;

/** Whether a range is one of numbers between bounds. */
export function isNumericRange(range: Range): range is NumericRange {
  return range.kind === "NumericRange";
}

/**
 * The values of one hyperparameter that a search tries, checked against the model: either listed ones, `{ values: … }`, or
 * numbers between bounds. Paths reach into what is nested: `"model.last.optimiser.eta"`, `"optimiser.links.1.eta"`.
 *
 * Where a side has no bound, `origin` and `unit` say where values are likely; grids then go from the one bound as far as
 * twice the unit, or the unit to both sides of the origin. Whole numbers are those that the model's schema says must be.
 *
 * Throws a TypeError for an unknown path and for bounds of what is no number, a RangeError for bounds that make no interval
 * on the scale; and, with the path and the value, for what the model refuses.
 *
 * @example
 * ```ts
 * import { mlp } from "@attune/attune/builders";
 * import { neuralNetworkClassifier } from "@attune/attune/models";
 * import { range } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const net = neuralNetworkClassifier();
 * const epochs = range(net, "epochs", { lower: 1, upper: 100, scale: "log10" });
 * assert.deepEqual(epochs.points(3), [1, 10, 100]);
 * const builders = range(net, "builder", { values: [mlp({ hidden: [8] }), mlp({ hidden: [8, 8] })] });
 * assert.equal(builders.points().length, 2);
 * ```
 */
export function range<M extends Model, const Path extends ParamPath<M>>(
  model: M,
  path: Path,
  options: NominalRangeOptions<ParamAt<M, Path>>,
): NominalRange<ParamAt<M, Path>>;
/** A range of numbers. */
export function range<M extends Model, const Path extends ParamPath<M>>(
  model: M,
  path: Path,
  options: BoundsOf<ParamAt<M, Path>>,
): NumericRange;
export function range(
  model: Model,
  path: string,
  options: NumericRangeOptions | NominalRangeOptions,
): Range {
  if (!isModel(model)) {
    throw new TypeError(
      `Cannot make a range of ${brief(model)}: give a model, then the path of a hyperparameter`,
    );
  }
  if (typeof path !== "string") {
    throw new TypeError(
      `Cannot make a range of ${
        brief(path)
      }: give the path of a hyperparameter, e.g. range(model, "epochs", …)`,
    );
  }
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(
      `Cannot make a range of "${path}" from ${
        brief(options)
      }: give bounds, { lower, upper }, or { values: [ … ] }`,
    );
  }
  get(model, path); // refuses an unknown path
  checkNames(`a range of "${path}"`, options, [...NUMERIC, "values"]);
  return "values" in options ? listedRange(model, { path, options }) : boundedRange(model, { path, options });
}

const NUMERIC = ["lower", "upper", "origin", "unit", "scale"];

interface Given<O> {
  readonly path: string;
  readonly options: O;
}

function listedRange(model: Model, { path, options }: Given<NominalRangeOptions>): NominalRange {
  const { values, ...others } = options;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new TypeError(
      `Cannot make a range of "${path}": it has both values and ${other}; give values or bounds`,
    );
  }
  if (!Array.isArray(values) || values.length === 0) {
    throw new TypeError(`Cannot make a range of "${path}": values are ${brief(values)}; list at least one`);
  }
  const made = nominalRange({ path, values });
  for (const value of made.params.values) checkValue(model, { path, value, hint: "" });
  return made;
}

function boundedRange(model: Model, { path, options }: Given<NumericRangeOptions>): NumericRange {
  const field = fieldAt(model, path);
  const made = numericRange({ path, ...options, integer: field?.integer ?? false });
  const { lower, upper, scale } = made.params;
  const hint = "; where it is no number, list values: [ … ]";
  for (const end of made.bounds) checkValue(model, { path, value: made.at(end), hint });
  if (field && typeof scale !== "function") {
    if (lower === -Infinity && field.min !== undefined) throw openEnd(path, { field, side: "lower" });
    if (upper === Infinity && field.max !== undefined) throw openEnd(path, { field, side: "upper" });
  }
  return made;
}

function openEnd(
  path: string,
  { field, side }: { readonly field: Field; readonly side: "lower" | "upper" },
): RangeError {
  return new RangeError(
    `Cannot make a range of "${path}" without a bound: it must be ${field.expected}; give ${side}`,
  );
}

interface Tried {
  readonly path: string;
  readonly value: unknown;
  readonly hint: string;
}

function checkValue(model: Model, { path, value, hint }: Tried): void {
  try {
    model.with({ [path]: value });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Cannot make a range of "${path}" with ${brief(value)}: ${reason}`;
    throw cause instanceof TypeError
      ? new TypeError(`${message}${hint}`, { cause })
      : new RangeError(message, { cause });
  }
}
