import type { Layer } from "../../core/layer.ts";

/**
 * All numbers of an observation in one row, as they lie: what a dense layer takes behind images.
 *
 * @example
 * ```ts
 * import { flatten, infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(infer(flatten(), [3, 3, 32]).output, [288]);
 * ```
 */
export function flatten(): Layer {
  return Object.freeze({ kind: "flatten" });
}
