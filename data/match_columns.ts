import { DataError } from "../core/errors.ts";
import { nearest } from "../core/names.ts";
import type { Table } from "./table.ts";

/** For whom columns are matched. */
export interface MatchColumnsOptions {
  /** What cannot be done otherwise: `"predict with NeuralNetworkRegressor"`. */
  readonly doing: string;
  /** Where the columns are known from: training (default), or `transform`, on the way back from it. */
  readonly knownFrom?: "training" | "transform";
}

/** The columns with these names, in their order, of a table that has them, in any order, and no others. */
export function matchColumns(
  x: Table,
  names: readonly string[],
  { doing, knownFrom = "training" }: MatchColumnsOptions,
): Table {
  const [known, given] = [new Set(names), new Set(x.names)];
  const back = knownFrom === "transform";
  const unseen = x.names.filter((name) => !known.has(name));
  const absent = names.find((name) => !given.has(name));
  if (absent !== undefined) {
    const meant = nearest(absent, unseen);
    throw new DataError(
      `Cannot ${doing}: column "${absent}" is absent; it ${back ? "gave" : "learned from"} ${
        names.join(", ")
      }` + (meant ? `; did you mean "${meant}" by it?` : ""),
      { column: absent, found: "no such column" },
    );
  }
  if (unseen[0] === undefined) {
    return names.every((name, j) => name === x.names[j]) ? x : x.select(names);
  }
  throw new DataError(
    `Cannot ${doing}: column "${unseen[0]}" ${
      back ? "is not one that it gave" : "was not there in training"
    }; ` +
      `give ${names.join(", ")} alone, e.g. by select()`,
    { column: unseen[0] },
  );
}
