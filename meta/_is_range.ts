import type { Range } from "./range.ts";

/** Whether a value is a range of values of a hyperparameter. */
export function isRange(value: unknown): value is Range {
  return typeof value === "object" && value !== null && "points" in value && "params" in value;
}
