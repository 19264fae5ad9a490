import type { Images } from "./images.ts";

/**
 * Whether a value is images.
 *
 * @example
 * ```ts
 * import { images, isImages, numeric } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isImages(images([[[0, 1]]])), true);
 * assert.equal(isImages(numeric([0, 1])), false);
 * ```
 */
export function isImages(value: unknown): value is Images {
  return typeof value === "object" && value !== null && "scitype" in value && "pixels" in value &&
    value.pixels instanceof Float32Array && (value.scitype === "GrayImage" || value.scitype === "ColorImage");
}
