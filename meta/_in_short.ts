import { brief, significant } from "../core/show.ts";

/** So long may it be. */
const LENGTH = 60;

/** The value of a hyperparameter, in a few characters. */
export function inShort(value: unknown): string {
  const text = textOf(value);
  return text.length > LENGTH ? `${text.slice(0, LENGTH - 1)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === "number") return significant(value, 4);
  const { kind, params }: { readonly kind?: unknown; readonly params?: object } = Object(value);
  if (typeof kind !== "string" || !params) return brief(value);
  const entries = Object.entries(params).map(([name, inner]) => `${name} = ${brief(inner)}`);
  return entries.length > 0 ? `${kind}(${entries.join(", ")})` : kind;
}
