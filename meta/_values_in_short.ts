import { counted } from "../core/show.ts";
import { MODEL_PATH } from "./_candidates.ts";
import { inShort } from "./_in_short.ts";
import type { HistoryEntry } from "./history.ts";

/** The values of a candidate in a line; of a listed model its kind. */
export function valuesInShort(
  { values, iterations }: Pick<HistoryEntry<unknown>, "values" | "iterations">,
): string {
  const named = Object.entries(values).map(([path, value]) =>
    path === MODEL_PATH ? String(Object(value).kind) : `${path} = ${inShort(value)}`
  );
  const count = iterations === undefined ? "" : ` for ${counted(iterations, "iteration")}`;
  return named.join(", ") + count;
}
