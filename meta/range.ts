import type { Model } from "../core/model.ts";
import { get } from "../core/params.ts";
import type { Scale } from "./_scale.ts";
import { type NominalRange, nominalRange } from "./nominal_range.ts";
import { type NumericRange, numericRange } from "./numeric_range.ts";

/** A range of values of one hyperparameter. */
export type Range = NumericRange | NominalRange;

/** What a range of numbers is made of. */
export interface NumericRangeOptions {
  readonly lower?: number;
  readonly upper?: number;
  readonly origin?: number;
  readonly unit?: number;
  readonly scale?: Scale;
}

/** Whether a range is one of numbers between bounds. */
export function isNumericRange(range: Range): range is NumericRange {
  return range.kind === "NumericRange";
}

// CONTRACT STUB (to be finished by whoever owns ranges): typed paths, checks against the schema, integers by the schema.
export function range(
  model: Model,
  path: string,
  options: NumericRangeOptions | { readonly values: readonly unknown[] },
): Range {
  if ("values" in options) return nominalRange({ path, values: options.values });
  const { lower = -Infinity, upper = Infinity, scale = "linear" } = options;
  const { origin = (lower + upper) / 2, unit = (upper - lower) / 2 } = options;
  return numericRange({
    path,
    lower,
    upper,
    origin,
    unit,
    scale,
    integer: Number.isInteger(get(model, path)),
  });
}
