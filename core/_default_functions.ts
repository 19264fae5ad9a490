import type { Kinded } from "./params.ts";
import { ownField } from "./_schema_note.ts";

/** The hyperparameters of a value that are functions of its schema: these need not be saved. */
export function defaultFunctions(value: Kinded): readonly string[] {
  return Object.entries(value.params)
    .filter(([name, member]) => typeof member === "function" && member === ownField(value, name)?.default)
    .map(([name]) => name);
}
