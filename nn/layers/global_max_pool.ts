import type { Layer } from "../../core/layer.ts";

/**
 * The largest number of each channel of an image: height × width × channels to channels, whatever the image's size.
 *
 * @example
 * ```ts
 * import { globalMaxPool, infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(infer(globalMaxPool(), [7, 5, 32]).output, [32]);
 * ```
 */
export function globalMaxPool(): Layer {
  return Object.freeze({ kind: "globalMaxPool" });
}
