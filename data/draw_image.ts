import { checkImages } from "./_check_images.ts";
import { checkOptions } from "./_check_options.ts";
import { recoloured } from "./_recolour.ts";
import { resampled } from "./_resample.ts";
import { checkRows } from "./_rows.ts";
import type { Images } from "./images.ts";

/** What `drawImage` may be told. */
export interface DrawImageOptions {
  /** The characters to draw with, from dark to bright; `" .:-=+*#%@"` by default. */
  readonly shades?: string;
  /** How many characters a line has at most; wider images are shrunk. 80 by default. */
  readonly columns?: number;
}

/**
 * One image as plain text, for a terminal: a character for two pixels, one above the other, so that proportions are
 * about right. Lines are of one length; on paper, turn the shades round.
 *
 * @example
 * ```ts
 * import { drawImage, images } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const x = images([[[1, 0.5, 0], [1, 0.5, 0], [0, 0, 1], [0, 0, 0]]]);
 * assert.equal(drawImage(x, 0), "@+ \n  +");
 * assert.equal(drawImage(x, 0, { shades: " ░▒▓█" }), "█▒ \n  ▒");
 * ```
 */
export function drawImage(
  images: Images,
  row: number,
  options: DrawImageOptions = {},
): string {
  checkImages("draw an image", images);
  checkOptions("drawImage", options, { names: ["shades", "columns"], example: "{ columns: 40 }" });
  const { shades = " .:-=+*#%@", columns = 80 } = options;
  checkRows([row], images.size);
  const ramp = [...shades];
  if (ramp.length < 2) {
    throw new RangeError(
      `Cannot draw an image: shades has ${ramp.length} characters; give two or more, from dark to bright`,
    );
  }
  if (!(Number.isInteger(columns) && columns >= 1)) {
    throw new RangeError(
      `Cannot draw an image: columns is ${columns}; give a whole number of at least 1`,
    );
  }
  const width = Math.min(images.width, columns);
  const height = Math.max(1, Math.round(images.height * width / images.width / 2));
  const { pixels } = resampled(recoloured(images.take([row]), "GrayImage"), { height, width });
  const drawn = Array.from(
    pixels,
    (value) => ramp[Math.min(Math.floor(value * ramp.length), ramp.length - 1)]!,
  );
  return Array.from({ length: height }, (_, y) => drawn.slice(y * width, (y + 1) * width).join("")).join(
    "\n",
  );
}
