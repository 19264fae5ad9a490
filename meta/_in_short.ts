import { brief, significant } from "../core/show.ts";

/** The value of a hyperparameter, in a few characters. */
export function inShort(value: unknown): string {
  return typeof value === "number" ? significant(value, 4) : brief(value);
}
