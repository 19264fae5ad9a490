import type { Kinded } from "./params.ts";

/** Whether a value has a kind and hyperparameters. */
export function isKinded(value: unknown): value is Kinded {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string" &&
    "params" in value && typeof value.params === "object" && value.params !== null;
}
