import { isNumericRange, type Range } from "./range.ts";

/** On what scale a range is even, in a word: its name, `"custom"` for a function, `"none"` for listed values. */
export function scaleName(range: Range): string {
  if (!isNumericRange(range)) return "none";
  const { scale } = range.params;
  return typeof scale === "function" ? "custom" : scale;
}
