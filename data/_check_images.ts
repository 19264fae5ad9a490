import { whatIs } from "./_what_is.ts";
import type { Images } from "./images.ts";

/** Whether a value is images already. */
export function isImages(value: unknown): value is Images {
  return typeof value === "object" && value !== null && "scitype" in value && "pixels" in value &&
    value.pixels instanceof Float32Array && (value.scitype === "GrayImage" || value.scitype === "ColorImage");
}

/** Refuses what is no images. `doing` is as in `"resize images"`. */
export function checkImages(doing: string, value: unknown): void {
  if (isImages(value)) return;
  throw new TypeError(
    `Cannot ${doing}: got ${whatIs(value)}; give what images(), decodeImages() or readImages() gives`,
  );
}
