import { positionOf } from "../_scale.ts";
import { isNumericRange, type Range } from "../range.ts";

/**
 * The value at `u`, in [0, 1), of a range: on a scale each part is as long as it looks there. Whole numbers and listed
 * values have slices of their own, on a linear scale of equal length, so that those at the ends are as likely as others.
 */
export function pointIn(range: Range, u: number): unknown {
  if (!isNumericRange(range)) return range.params.values[Math.floor(u * range.params.values.length)];
  const { lower, upper, scale, integer } = range.params;
  if (typeof scale === "function") return range.at(between(range.bounds, u));
  const value = integer
    ? Math.round(range.at(between([edge(lower - 0.5, scale) ?? range.bounds[0]], u)))
    : range.at(between(range.bounds, u));
  return Math.min(upper, Math.max(lower, value));
}
