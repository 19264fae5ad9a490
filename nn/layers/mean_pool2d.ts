import type { Pool2dLayer } from "../../core/layer.ts";
import type { PairOption } from "../pair.ts";
import { pool2d, type Pool2dOptions } from "./pool2d.ts";

/**
 * The mean of each window of an image, channel by channel, over those points of it that lie in the image.
 *
 * @example
 * ```ts
 * import { infer, meanPool2d } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(infer(meanPool2d(3, { stride: 2, padding: 1 }), [8, 8, 1]).output, [4, 4, 1]);
 * ```
 */
export function meanPool2d(size: PairOption = 2, options: Partial<Pool2dOptions> = {}): Pool2dLayer {
  return pool2d("meanPool2d", size, options);
}
