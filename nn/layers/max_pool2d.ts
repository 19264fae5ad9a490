import type { Pool2dLayer } from "../../core/layer.ts";
import type { PairOption } from "../pair.ts";
import { pool2d, type Pool2dOptions } from "./pool2d.ts";

/**
 * The largest number of each window of an image, channel by channel. Where several are as large, the first of them, row
 * by row, takes the gradient.
 *
 * @example
 * ```ts
 * import { infer, maxPool2d } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(infer(maxPool2d(2), [7, 7, 3]).output, [3, 3, 3]);
 * assert.deepEqual(infer(maxPool2d(2, { padding: "same" }), [7, 7, 3]).output, [4, 4, 3]);
 * ```
 */
export function maxPool2d(size: PairOption = 2, options: Partial<Pool2dOptions> = {}): Pool2dLayer {
  return pool2d("maxPool2d", size, options);
}
