import type { NoParams } from "../../core/params.ts";
import { configured } from "../../core/configured.ts";
import type { Resampling, ResamplingOf } from "../resampling.ts";

const make = configured<NoParams, Pick<Resampling, "pairs">>("InSample", {}, () => ({
  pairs: (rows) => [{ train: rows, test: rows }],
}));

/**
 * One pair: learns from all rows and judges by the same. Optimistic; for smoke tests and training curves.
 *
 * @example
 * ```ts
 * import { rng } from "@attune/attune/core";
 * import { numeric } from "@attune/attune/data";
 * import { inSample } from "@attune/attune/meta";
 * import assert from "node:assert/strict";
 *
 * const [pair] = inSample().pairs([0, 1], rng(0), numeric([5, 6]));
 * assert.deepEqual(pair, { train: [0, 1], test: [0, 1] });
 * ```
 */
export function inSample(): ResamplingOf<NoParams> {
  return make();
}
