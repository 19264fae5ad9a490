import { configured } from "../../core/configured.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";
import { classesOf } from "./_classes_of.ts";
import { countsOf, CV_SCHEMA, type CvParams, ordered, pairsOf } from "./_folds.ts";

const make = configured<CvParams, Pick<Resampling, "pairs">>("StratifiedCv", CV_SCHEMA, (params) => ({
  pairs(rows, rng, y) {
    const order = ordered(rows, params, rng);
    const { codes } = classesOf(y, { instead: "use cv()" });
    return pairsOf(stratified(order, codes, params.folds));
  },
}));

/**
 * Cross-validation in which each fold has its share of every class, as evenly as can be. The target must be of
 * classes.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { categorical } from "@attune/attune/data";
 * import { stratifiedCv } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const y = categorical(["a", "a", "b", "b"]);
 * const pairs = stratifiedCv({ folds: 2 }).pairs([0, 1, 2, 3], rng(0), y);
 * assert.deepEqual(pairs.map(({ test }) => [...test as Int32Array]), [[0, 2], [1, 3]]);
 * ```
 */
export function stratifiedCv(options: Partial<CvParams> = {}): ResamplingOf<CvParams> {
  return make(options);
}

// The cycle of folds 0 … k − 1, 0 … k − 1, … is handed out in stretches, one for each class in order of appearance;
// rows take the next fold of their class.
function stratified(order: Int32Array, codes: Int32Array, folds: number): Int32Array[] {
  const next = new Map<number, number>();
  let start = 0;
  for (const [code, count] of countsOf(order.map((row) => codes[row]!))) {
    next.set(code, start);
    start += count;
  }
  const members: number[][] = Array.from({ length: folds }, () => []);
  for (const row of order) {
    const place = next.get(codes[row]!)!;
    members[place % folds]!.push(row);
    next.set(codes[row]!, place + 1);
  }
  return members.map((rows) => Int32Array.from(rows));
}
