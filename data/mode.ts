import { DataError } from "../core/errors.ts";
import type { Categorical } from "./categorical.ts";
import { categoricalOf } from "./categorical_of.ts";
import type { Finite } from "./finite.ts";

/**
 * The likeliest class of each distribution; of several, the first in the order of the levels.
 *
 * @example
 * ```ts
 * import { finite, labels, mode } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const sky = finite(["blue", "grey"], [[0.8, 0.2], [0.1, 0.9], [0.5, 0.5]]);
 * assert.deepEqual(labels(mode(sky)), ["blue", "grey", "blue"]);
 * ```
 */
export function mode(d: Finite): Categorical {
  const k = d.levels.length;
  const codes = new Int32Array(d.size);
  for (let i = 0; i < d.size; i++) {
    let best = 0;
    for (let j = 0; j < k; j++) {
      const p = d.probs[i * k + j]!;
      if (Number.isNaN(p)) throw nan(i, String(d.levels[j]));
      if (p > d.probs[i * k + best]!) best = j;
    }
    codes[i] = best;
  }
  return categoricalOf(codes, d.levels, { ordered: d.scitype === "OrderedFactor" });
}

function nan(row: number, level: string): DataError {
  return new DataError(
    `Cannot find the mode of row ${row}: the probability of ${level} is NaN; ` +
      "see whether training diverged, or the data hold NaN",
  );
}
