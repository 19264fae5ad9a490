import type { Layer } from "../../core/layer.ts";

/**
 * The mean of each channel of an image: height × width × channels to channels, whatever the image's size.
 *
 * @example
 * ```ts
 * import { globalMeanPool, infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(infer(globalMeanPool(), [7, 5, 32]).output, [32]);
 * ```
 */
export function globalMeanPool(): Layer {
  return Object.freeze({ kind: "globalMeanPool" });
}
