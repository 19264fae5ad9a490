import { modelToJson } from "../core/model_to_json.ts";
import type { Kinded } from "../core/params.ts";

/** A report whose models and entries are plain data: their methods are no part of what was found. */
export function plainReport(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plainReport);
  if (isKinded(value)) return modelToJson(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return plainReport(value.toJSON());
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainReport(member)]));
}

function isKinded(value: object): value is Kinded {
  return "kind" in value && typeof value.kind === "string" && "params" in value && "with" in value;
}
