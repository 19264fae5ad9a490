import { DataError } from "../core/errors.ts";
import type { Rows } from "../core/observations.ts";

/** Refuses rows held out that all weigh nothing: by them every loss would be 0, and the first the best. */
export function checkWeighed(
  rows: Rows,
  { weights, doing }: { readonly weights: Float64Array | undefined; readonly doing: string },
): void {
  if (!weights || Array.from(rows).some((row) => weights[row] !== 0)) return;
  throw new DataError(
    `Cannot ${doing}: all ${rows.length} held out have weight 0, and so judge nothing; hold out others, ` +
      "e.g. holdout({ shuffled: true })",
    { column: "weights" },
  );
}
