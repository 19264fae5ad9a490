import { placesIn } from "./_places.ts";
import { isNumericRange, type Range } from "./range.ts";

/**
 * Tells whether a value lies in a range: a number between its bounds, whole where the range is of whole numbers, or one of its
 * listed values. Where the scale is a function, bounds are positions, and any number will do.
 */
export function containing(range: Range): (value: unknown) => boolean {
  if (!isNumericRange(range)) {
    const place = placesIn(range.params.values);
    return (value) => place(value) >= 0;
  }
  const { lower, upper, scale, integer } = range.params;
  return (value) => {
    if (typeof value !== "number" || Number.isNaN(value)) return false;
    if (integer && !Number.isInteger(value)) return false;
    return typeof scale === "function" || (value >= lower && value <= upper);
  };
}
