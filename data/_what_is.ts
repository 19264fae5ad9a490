import { brief } from "../core/show.ts";

/** A value in a few words, for messages: whatever it is, and however large. */
export function whatIs(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (typeof value === "string" && value.length > 60) return brief(`${value.slice(0, 60)}…`);
  if (typeof value !== "object" || value === null) return brief(value);
  const name = Object.prototype.toString.call(value).slice(8, -1);
  if (name === "Object") return "an object";
  return /^[AEIOU]/.test(name) ? `an ${name}` : `a ${name}`;
}
