import type { Search } from "./search.ts";

/** Whether a value is a search. */
export function isSearch(value: unknown): value is Search {
  return typeof value === "object" && value !== null && "start" in value && "kind" in value;
}
