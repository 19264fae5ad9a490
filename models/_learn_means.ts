import { DataError } from "../core/errors.ts";
import { meanOf } from "../data/mean_of.ts";
import { isNumeric, type Table } from "../data/mod.ts";
import { checkSize } from "./_numbers_of.ts";

/** Means of the columns of numbers, by name in the order of the table. */
export function learnMeans(x: Table, kind: string): ReadonlyMap<string, number> {
  const means = new Map<string, number>();
  for (const name of x.names) {
    const column = x.column(name);
    if (!isNumeric(column)) continue;
    const known = column.values.filter((value) => !Number.isNaN(value));
    if (known.length === 0) {
      throw new DataError(
        `Cannot give column "${name}" to ${kind}: all its values are missing, so there is no mean; leave it out`,
        { column: name, found: "missing values", wanted: "Continuous" },
      );
    }
    checkSize(column.values, name, kind); // before a mean stands for what 32 bits cannot hold
    means.set(name, meanOf(known));
  }
  return means;
}
