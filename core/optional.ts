import type { Field } from "./schema.ts";

/** The same field without a default. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return { ...field, default: undefined };
}
