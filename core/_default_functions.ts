import type { SchemaOf } from "./schema.ts";

const KEY = Symbol.for("attune.defaultFunctions");

/** Notes on a configured value which of its functions are those of its schema: these need not be saved. Not enumerable. */
export function noteDefaultFunctions<T extends object>(
  value: T,
  params: object,
  schema: SchemaOf<Record<string, unknown>>,
): T {
  const names = Object.entries(params)
    .filter(([name, member]) => typeof member === "function" && member === schema[name]?.default)
    .map(([name]) => name);
  return names.length === 0 ? value : Object.defineProperty(value, KEY, { value: Object.freeze(names) });
}

/** The hyperparameters of a value that are functions of its schema. */
export function defaultFunctions(value: object): readonly string[] {
  const names: unknown = Reflect.get(value, KEY);
  return Array.isArray(names) ? names : [];
}
