import { ownField } from "./_schema_note.ts";
import { isKinded } from "./is_kinded.ts";
import type { Kinded } from "./params.ts";
import type { Field } from "./schema.ts";

/**
 * The field of the hyperparameter at a dotted path, e.g. `fieldAt(model, "builder.dropout")`: its bounds, and whether it is
 * a whole number. Lists are reached into by number: `"links.1.eta"`. `undefined` where there is none, or a value on the
 * way was not made by {@linkcode configured}, so that nothing is known.
 */
export function fieldAt(value: Kinded, path: string): Field | undefined {
  const [head = "", ...rest] = path.split(".");
  const field = ownField(value, head);
  if (rest.length === 0) return field;
  const inner: unknown = Object.hasOwn(value.params, head) ? Reflect.get(value.params, head) : undefined;
  if (!Array.isArray(inner)) return isKinded(inner) ? fieldAt(inner, rest.join(".")) : undefined;
  const [index, ...within] = rest;
  if (within.length === 0) return field?.member;
  const member: unknown = inner[Number(index)];
  return isKinded(member) ? fieldAt(member, within.join(".")) : undefined;
}
