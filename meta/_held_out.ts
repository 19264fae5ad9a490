import { DataError } from "../core/errors.ts";
import type { Pair } from "./resampling.ts";

/** What pairs hold rows of. */
export interface Holding {
  /** How many rows there are. */
  readonly size: number;
  /** What for: `"stack"`. */
  readonly doing: string;
}

/** The rows that some pair holds out, in order. Throws a DataError for a row that a pair learns from as well, or that two hold out. */
export function heldOut(pairs: readonly Pair[], { size, doing }: Holding): Int32Array {
  const holder = new Int32Array(size).fill(-1);
  pairs.forEach(({ train, test }, p) => {
    for (const row of Array.from(test)) {
      if (holder[row]! >= 0) {
        throw new DataError(
          `Cannot ${doing} by these folds: row ${row} is held out twice; use a resampling that holds out each row once, ` +
            "e.g. cv()",
        );
      }
      holder[row] = p;
    }
    const seen = Array.from(train).find((row) => holder[row] === p);
    if (seen === undefined) return;
    throw new DataError(
      `Cannot ${doing} by these folds: fold ${
        p + 1
      } learns from row ${seen}, which it holds out; use e.g. cv()`,
    );
  });
  return Int32Array.from(holder.keys()).filter((row) => holder[row]! >= 0);
}
