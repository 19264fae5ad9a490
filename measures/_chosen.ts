import { equal } from "../core/params.ts";
import { resolve, type SchemaOf } from "../core/schema.ts";
import { idWith } from "./_id.ts";

/** What a measure is called. */
export interface Names {
  readonly id: string;
  readonly aliases: readonly string[];
}

/**
 * Options of a measure, checked against its schema, defaults filled in, with the names of what they make: the id tells
 * what was chosen other than by default, and only the measure that has no such options goes by the aliases.
 */
export function chosen<P extends object>(
  { name, schema, aliases = [] }: {
    readonly name: string;
    readonly schema: SchemaOf<P>;
    readonly aliases?: readonly string[];
  },
  given: object,
): Readonly<P> & { readonly names: Names } {
  const params = resolve<P>({ kind: name, schema }, given);
  const values = new Map<string, unknown>(Object.entries(params));
  const others = Object.entries<{ readonly default: unknown }>(schema)
    .flatMap(([key, field]) => equal(values.get(key), field.default) ? [] : [[key, values.get(key)]]);
  const id = idWith(name, Object.fromEntries(others));
  return { ...params, names: { id, aliases: id === name ? aliases : [] } };
}
