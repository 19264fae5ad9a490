import { configured } from "../../core/configured.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";
import { CV_SCHEMA, type CvParams, ordered, pairsOf } from "./_folds.ts";

const make = configured<CvParams, Pick<Resampling, "pairs">>("Cv", CV_SCHEMA, (params) => ({
  pairs(rows, rng) {
    const order = ordered(rows, params, rng);
    const [least, more] = [Math.floor(order.length / params.folds), order.length % params.folds];
    let from = 0;
    // the first `more` folds have one row more
    const folds = Array.from(
      { length: params.folds },
      (_, k) => order.slice(from, from += least + (k < more ? 1 : 0)),
    );
    return pairsOf(folds);
  },
}));

/**
 * Cross-validation: cuts the rows into folds, in order; each is judged by once, by what was learned from the others.
 * If the target is sorted, shuffle, or use {@linkcode stratifiedCv}.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { cv } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const pairs = cv({ folds: 2 }).pairs([0, 1, 2], rng(0), numeric([5, 6, 7]));
 * assert.deepEqual(pairs.map(({ test }) => [...test as Int32Array]), [[0, 1], [2]]);
 * ```
 */
export function cv(options: Partial<CvParams> = {}): ResamplingOf<CvParams> {
  return make(options);
}
