import { change, type Changes } from "./params.ts";
import { noteSchema } from "./_schema_note.ts";
import { resolve, type SchemaOf } from "./schema.ts";
import { listing, printable } from "./show.ts";

/** A frozen value made of a kind and hyperparameters: models, builders, optimisers, losses, measures' options. */
export interface Configured<P extends object = object> {
  /** What it is: `"Adam"`, `"Short"`, `"NeuralNetworkClassifier"`. Written to files. */
  readonly kind: string;
  /** Its hyperparameters: frozen, checked, complete. */
  readonly params: Readonly<P>;
  /** A new, checked value with these changes; `"builder.dropout"` reaches inside. A method: see {@linkcode Model}. */
  with(changes: Changes<P>): Configured<P>;
}

/** A configured value with members of its own, which its `with` keeps. */
export type Made<P extends object, M extends object> = M & {
  readonly kind: string;
  readonly params: Readonly<P>;
  with(changes: Changes<P>): Made<P, M>;
};

/**
 * Makes a kind of configured value: `schema` says which hyperparameters it has, with defaults and checks,
 * and `members` gives what the value offers beside them. The factory that it gives back checks, completes
 * and freezes; a value of a bad hyperparameter cannot be made. It prints as a listing, or as a member `toString` says.
 */
export function configured<P extends object, M extends object>(
  kind: string,
  schema: SchemaOf<P>,
  members: (params: Readonly<P>) => M,
): (given?: Partial<P>) => Made<P, M> {
  const make = (given: object = {}): Made<P, M> => {
    const params = resolve({ kind, schema }, given);
    const own = {
      kind,
      params,
      with: (changes: Changes<P>) => make(change({ kind, params }, changes)),
    };
    const value = noteSchema(Object.assign(own, members(params)), schema);
    const show = Object.hasOwn(value, "toString") ? value.toString : () => listing({ kind, params });
    return Object.freeze(printable(value, show));
  };
  return make;
}
