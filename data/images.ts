import type { Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { checkOptions } from "./_check_options.ts";
import { imagesOf } from "./_images_of.ts";
import { opaque } from "./_opaque.ts";
import { pixelsOf } from "./_pixels_of.ts";
import type { Categorical } from "./categorical.ts";
import type { Table } from "./table.ts";

/** Images of one size, gray or in colour. */
export interface Images extends Observations {
  /** Whether they are gray (one channel) or in colour (three: red, green, blue). */
  readonly scitype: "GrayImage" | "ColorImage";
  /** How many rows of pixels an image has. */
  readonly height: number;
  /** How many pixels a row has. */
  readonly width: number;
  /** How many numbers a pixel has: 1, or 3 for red, green and blue. */
  readonly channels: 1 | 3;
  /** size × height × width × channels, row-major, from 0 (dark) to 1 (bright). Nobody may change them. */
  readonly pixels: Float32Array;
}

/** Images, and the class of each. */
export interface LabelledImages {
  /** The images, all of one size. */
  readonly x: Images;
  /** Their classes, Multiclass. */
  readonly y: Categorical;
}

/** The pixels of all images in one array, image by image, row by row. */
export type PixelArray = Float32Array | Float64Array | Uint8Array | Uint8ClampedArray;

/** Images as rows of pixels: each pixel is a number, or a list of one number a channel. */
export type NestedPixels = readonly (readonly (ArrayLike<number> | readonly ArrayLike<number>[])[])[];

/** What `images` may be told. */
export interface ImagesOptions {
  /** How many rows of pixels an image has. */
  readonly height?: number;
  /** How many pixels a row has. */
  readonly width?: number;
  /** How many numbers a pixel has: 1 gray, 3 colour, 4 colour and opacity. 1, or what nested arrays show. */
  readonly channels?: 1 | 3 | 4;
  /** The number that stands for full brightness; 255 for bytes, nested ones too, else 1. */
  readonly max?: number;
  /** What lies behind images that are not opaque, from 0 (black) to 1 (white); by default they are refused. */
  readonly background?: number;
}

/** What `images` must be told of pixels that do not show the sizes of images. */
export type SizedImagesOptions = ImagesOptions & { readonly height: number; readonly width: number };

/**
 * Images from nested arrays, from one array of all pixels, or from a table with a column for each pixel.
 *
 * Numbers go from 0 to 1, or to `max`; bytes go to 255. Pixels come row by row, a pixel's channels side by side; the
 * columns of a table in their order. Nested arrays are a list of images, for one image too: one of height × width × 3
 * that is not wrapped is taken for so many gray images of width × 3. Opacity is dropped where all is opaque; otherwise `background` is needed. Copies.
 *
 * @example From nested arrays, from the bytes of a canvas, and from a table of pixels.
 * ```ts
 * import { images, unpack } from "@attune/attune/data";
 * import { digits } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const nested = images([[[0, 0.5], [1, 0]]]);
 * assert.equal(String(nested), "GrayImage, 1 image of 2 × 2 pixels");
 *
 * const canvas = images(Uint8ClampedArray.of(255, 0, 51, 255), { height: 1, width: 1, channels: 4 });
 * assert.deepEqual([...canvas.pixels], [1, 0, Math.fround(0.2)]);
 *
 * const { x } = unpack(digits(), "digit");
 * assert.equal(images(x, { height: 8, width: 8, max: 16 }).size, 1797);
 * ```
 */
export function images(source: NestedPixels, options?: ImagesOptions): Images;
/** As above, where the sizes of images do not show. */
export function images(source: PixelArray | Table, options: SizedImagesOptions): Images;
export function images(source: NestedPixels | PixelArray | Table, options: ImagesOptions = {}): Images {
  checkOptions("images", options, {
    names: ["height", "width", "channels", "max", "background"],
    example: "{ height: 28, width: 28 }",
  });
  const { max, background } = options;
  if (max !== undefined && !(typeof max === "number" && max > 0 && max < Infinity)) {
    throw new RangeError(`Cannot make images: max is ${brief(max)}; give a finite number above 0`);
  }
  const { pixels, channels, ...size } = pixelsOf(source, options);
  if (channels !== 4) return imagesOf(pixels, { ...size, channels });
  const what = { doing: "make images", ...size };
  return imagesOf(opaque(pixels, { ...what, channels: 3, background }), { ...size, channels: 3 });
}
