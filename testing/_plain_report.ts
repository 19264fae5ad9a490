import { isKinded } from "../core/is_kinded.ts";
import { modelToJson } from "../core/model_to_json.ts";

/** A report whose models and entries are plain data: their methods are no part of what was found. */
export function plainReport(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plainReport);
  if (isKinded(value) && "with" in value) return modelToJson(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return plainReport(value.toJSON());
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainReport(member)]));
}
