import { brief } from "../core/show.ts";

/** Options as they were given. Throws a TypeError where something else stands in their place: `conv2d(8, 5)`. */
export function byName<T extends object>(options: T, example: string): T {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return options;
  throw new TypeError(`Cannot take ${brief(options)} for options: give them by name, e.g. ${example}`);
}
