import { type Field, required } from "../core/schema.ts";

/** A hyperparameter that is a path to one. */
export function pathField(doc: string): Field<string> {
  return required({
    expected: 'a path, e.g. "epochs"',
    is: (value) => typeof value === "string",
    doc,
  });
}
