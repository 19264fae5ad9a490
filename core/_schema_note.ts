import type { Field, SchemaOf } from "./schema.ts";

const KEY = Symbol.for("attune.schema");

/** Notes on a configured value what schema its hyperparameters have. Not enumerable. */
export function noteSchema<T extends object>(value: T, schema: SchemaOf<Record<string, unknown>>): T {
  return Object.defineProperty(value, KEY, { value: schema });
}

/** The field of a hyperparameter of a value, where its schema is known. */
export function ownField(value: object, name: string): Field | undefined {
  const schema: unknown = Reflect.get(value, KEY);
  if (typeof schema !== "object" || schema === null || !Object.hasOwn(schema, name)) return undefined;
  return Reflect.get(schema, name) as Field; // only noteSchema writes under this key
}
