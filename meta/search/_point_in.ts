import { positionOf } from "../_scale.ts";
import type { NumericRange } from "../numeric_range.ts";
import { isNumericRange, type Range } from "../range.ts";

/**
 * The value at `u`, in [0, 1), of a range: even on its scale. Listed values have slices of equal length. So have whole
 * numbers, from half below the smallest to half above the largest: on a linear scale all are equally likely, on another
 * each is as likely as its slice is long there.
 */
export function pointIn(range: Range, u: number): unknown {
  if (isNumericRange(range)) return numberIn(range, u);
  const { values } = range.params;
  return values[Math.min(values.length - 1, Math.floor(u * values.length))];
}

function numberIn(range: NumericRange, u: number): number {
  const { lower, upper, scale, integer } = range.params;
  const [from, to] = range.bounds;
  if (!integer || typeof scale === "function") return range.at(from + u * (to - from));
  const start = Number.isFinite(lower) ? positionOf(lower - 0.5, scale) : from;
  const end = Number.isFinite(upper) ? positionOf(upper + 0.5, scale) : to;
  return range.at(start + u * (end - start));
}
