import { brief } from "../../core/show.ts";

/** Something that is told, as text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : brief(value);
}
