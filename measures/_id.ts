import { brief } from "../core/show.ts";

/** The id of a measure with what was chosen of it: `"topKAccuracy(k = 3)"`. Choices that are `undefined` do not show. */
export function idWith(name: string, chosen: Readonly<Record<string, unknown>>): string {
  const shown = Object.entries(chosen).filter(([, value]) => value !== undefined);
  if (shown.length === 0) return name;
  return `${name}(${shown.map(([key, value]) => `${key} = ${brief(value)}`).join(", ")})`;
}
