import type { Field } from "../core/schema.ts";

/** A hyperparameter that is a list of one member or more. */
export function notEmpty<T>(field: Field<readonly T[]>): Field<readonly T[]> {
  return {
    ...field,
    expected: `${field.expected}, at least one`,
    accepts: (v) => field.accepts(v) && Array.isArray(v) && v.length > 0,
  };
}
