import { checkDecodeOptions } from "./_check_decode_options.ts";
import { whatIs } from "./_what_is.ts";
import { gatherImages } from "./_gather_images.ts";
import type { Images } from "./images.ts";
import type { ResizeImagesOptions } from "./resize_images.ts";

/** What `decodeImages` may be told. */
export interface DecodeImagesOptions {
  /** What messages call the files, one name each; `0`, `1`, … by default. */
  readonly names?: readonly string[];
  /** What all become: gray by luma, colour by equal channels. By default all must be of one kind. */
  readonly scitype?: Images["scitype"];
  /** The size that all are brought to. By default all must have one size. */
  readonly resize?: ResizeImagesOptions;
  /** What lies behind pixels that are not opaque, from 0 (black) to 1 (white); by default they are refused. */
  readonly background?: number;
}

/**
 * Images from the bytes of PNG and JPEG files.
 *
 * PNGs are exact, with 1 to 16 bits a sample, with palettes too; gray ones become gray images. JPEGs may be baseline
 * or progressive, gray or RGB; notes on rotation are not heeded. What is damaged, truncated or of another kind is
 * refused with its name.
 *
 * @example
 * ```ts
 * import { decodeImages } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
 * const x = await decodeImages([Uint8Array.from(atob(dot), (letter) => letter.charCodeAt(0))]);
 * assert.equal(String(x), "GrayImage, 1 image of 1 × 1 pixels");
 * assert.deepEqual([...x.pixels], [Math.fround(128 / 255)]);
 * ```
 */
export async function decodeImages(
  files: readonly (Uint8Array | ArrayBuffer)[],
  options: DecodeImagesOptions = {},
): Promise<Images> {
  checkDecodeOptions("decodeImages", options, ["names"]);
  checkList(files);
  const { names } = options;
  if (names && names.length !== files.length) {
    throw new TypeError(
      `Cannot name the images: ${names.length} names are given for ${files.length} files; give one name each`,
    );
  }
  const sources = files.map((file: unknown, i) => ({
    name: names ? JSON.stringify(names[i]) : `${i}`,
    read: () => Promise.resolve(bytesIn(file, i)),
  }));
  return await gatherImages(sources, options);
}

function checkList(files: unknown): void {
  if (Array.isArray(files)) return;
  throw new TypeError(
    `Cannot decode images: got ${whatIs(files)}; give a list of files' bytes, e.g. [bytes]`,
  );
}

function bytesIn(file: unknown, i: number): Uint8Array {
  if (file instanceof Uint8Array) return file;
  if (file instanceof ArrayBuffer) return new Uint8Array(file);
  const found = `Cannot decode image ${i}: got ${whatIs(file)} in place of bytes`;
  if (file instanceof Promise) throw new TypeError(`${found}; await it`);
  const path = typeof file === "string" && file.length <= 60 ? JSON.stringify(file) : '"a.png"';
  throw new TypeError(`${found}; give a file's bytes, e.g. await Deno.readFile(${path})`);
}
