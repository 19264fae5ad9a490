import { DataError } from "../core/errors.ts";
import type { Model } from "../core/model.ts";
import { allRows, type Observations } from "../core/observations.ts";
import type { Rng } from "../core/rng.ts";
import { pairsFor } from "./_pairs.ts";
import { repeatedRow } from "./_repeated_row.ts";
import type { Pair, Resampling } from "./resampling.ts";

/** Rows of which some are to be held out. */
export interface Holding {
  /** What for: `"stack"`. */
  readonly doing: string;
  /** What learns from the other rows. */
  readonly models: readonly Pick<Model, "kind" | "traits">[];
  /** The target, one for each row. */
  readonly y: Observations;
  readonly rng: Rng;
  /** How often a row may be held out: `"once"`, or any number of times. */
  readonly each: "once" | "often";
}

/** Pairs by which a wrapper holds out some of its rows, and which these are. */
export interface HeldOutPairs {
  readonly pairs: readonly Pair[];
  /** The rows that some pair holds out, in order. */
  readonly held: Int32Array;
}

/**
 * The pairs of a resampling. Throws a DataError for a row that a pair learns from as well, or that is held out too often,
 * or of which there are copies where a model itself holds rows out.
 */
export function heldOutPairs(
  resampling: Resampling | readonly Pair[],
  { doing, models, y, rng, each }: Holding,
): HeldOutPairs {
  const { size } = y;
  const { pairs } = pairsFor({ resampling }, { rows: allRows(size), repeats: 1, size, y, rng });
  const inner = models.find(({ traits }) => traits.holdsOut);
  if (inner) checkCopies(pairs, { doing, kind: inner.kind });
  const holder = new Int32Array(size).fill(-1);
  pairs.forEach(({ train, test }, p) => {
    for (const row of Array.from(test)) {
      if (holder[row]! >= 0 && each === "once") {
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
  return { pairs, held: Int32Array.from(holder.keys()).filter((row) => holder[row]! >= 0) };
}

function checkCopies(
  pairs: readonly Pair[],
  { doing, kind }: { readonly doing: string; readonly kind: string },
): void {
  for (const [p, { train }] of pairs.entries()) {
    const row = repeatedRow(train);
    if (row === undefined) continue;
    throw new DataError(
      `Cannot ${doing} by these folds: fold ${
        p + 1
      } learns from row ${row} twice, and ${kind} would judge one by what ` +
        "it learned of the other; use e.g. cv()",
    );
  }
}
