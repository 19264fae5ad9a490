import type { Supervised } from "../core/model.ts";
import { searchTable, type Tabulated } from "./_search_table.ts";
import type { TuningSoFar } from "./tuning_error.ts";

/** What is told of a search that came to no end. */
export function tuningSoFar<X, Y, Z>(
  subject: string,
  found: Tabulated<X, Y, Z>,
): TuningSoFar<Supervised<X, Y, Z>> {
  return { subject, history: found.entries, bestEntry: found.chosen, plotting: searchTable(found) };
}
