import { brief } from "../core/show.ts";
import { checkImages } from "./_check_images.ts";
import { checkOptions } from "./_check_options.ts";
import { inRoom } from "./_in_room.ts";
import { resampled } from "./_resample.ts";
import type { Images } from "./images.ts";

/** The size of images. */
export interface ResizeImagesOptions {
  /** How many rows of pixels an image is to have. */
  readonly height: number;
  /** How many pixels a row is to have. */
  readonly width: number;
}

/**
 * Images of another size. Along an axis that shrinks, a new pixel is the mean of the area that it covers; along one
 * that grows, it lies linearly between its neighbours. Proportions are not kept.
 *
 * @example
 * ```ts
 * import { images, resizeImages } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const x = images([[[0, 1, 0, 0], [0, 1, 1, 1]]]);
 * assert.deepEqual([...resizeImages(x, { height: 1, width: 2 }).pixels], [0.5, 0.5]);
 * ```
 */
export function resizeImages(images: Images, options: ResizeImagesOptions): Images {
  checkImages("resize images", images);
  checkOptions("resizeImages", options, {
    names: ["height", "width"],
    example: "{ height: 32, width: 32 }",
  });
  const { height, width } = options;
  for (const [name, side] of Object.entries({ height, width })) {
    if (Number.isSafeInteger(side) && side >= 1) continue;
    throw new RangeError(
      `Cannot resize images: ${name} is ${brief(side)}; give a whole number of at least 1`,
    );
  }
  const { size, channels } = images;
  return inRoom(
    "resize images",
    { size, height, width, channels },
    () => resampled(images, { height, width }),
  );
}
