import type { Model } from "./model.ts";

/** Whether a value is a model. */
export function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && "fit" in value && "traits" in value;
}
