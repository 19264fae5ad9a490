import type { Cell } from "../_column_from.ts";
import { type Scitypes, type Table, table } from "../table.ts";

/**
 * The table that a text of our own holds: fields without quotes, NA for missing values, numbers Continuous unless
 * `scitypes` says otherwise. Not for the files of others, so that data sets do not load a parser.
 */
export function columnsOf(text: string, scitypes: Scitypes): Table {
  const [head, ...lines] = text.split("\n").map((line) => line.split(","));
  const columns = head!.map((name, j): [string, Cell[]] => [
    name,
    lines.map((line) => line[j] === "NA" ? null : line[j]),
  ]);
  const said = head!.map((name) => [name, scitypes[name] ?? "Continuous"]);
  return table(Object.fromEntries(columns), Object.fromEntries(said));
}
