import { configured } from "../../core/configured.ts";
import { DataError } from "../../core/errors.ts";
import type { NoParams } from "../../core/params.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";
import { pairsOf } from "./_folds.ts";

const make = configured<NoParams, Pick<Resampling, "pairs">>("LeaveOneOut", {}, () => ({
  pairs(rows) {
    if (rows.length < 2) {
      throw new DataError(`Cannot leave one row of ${rows.length} out: give at least 2 rows`);
    }
    return pairsOf(Array.from(rows, (row) => Int32Array.of(row)));
  },
}));

/**
 * As many pairs as rows: each row is judged by once, by what was learned from all others. Measures that need several
 * rows at once, e.g. `auc` or `rSquared`, have no value for a fold of one.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { leaveOneOut } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const pairs = leaveOneOut().pairs([0, 1, 2], rng(0), numeric([5, 6, 7]));
 * assert.deepEqual(pairs.map(({ train }) => [...train as Int32Array]), [[1, 2], [0, 2], [0, 1]]);
 * ```
 */
export function leaveOneOut(): ResamplingOf<NoParams> {
  return make();
}
