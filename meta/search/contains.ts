import { equal } from "../../core/params.ts";
import { isNumericRange, type Range } from "../range.ts";

/**
 * Whether a value lies in a range: a number between its bounds, whole where the range is of whole numbers, or one of its
 * listed values. Where the scale is a function, bounds are positions, and any number will do.
 */
export function contains(range: Range, value: unknown): boolean {
  if (!isNumericRange(range)) return range.params.values.some((listed) => equal(listed, value));
  const { lower, upper, scale, integer } = range.params;
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  if (integer && !Number.isInteger(value)) return false;
  return typeof scale === "function" || (value >= lower && value <= upper);
}
