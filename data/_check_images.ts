import { whatIs } from "./_what_is.ts";
import { isImages } from "./is_images.ts";

/** Refuses what is no images. `doing` is as in `"resize images"`. */
export function checkImages(doing: string, value: unknown): void {
  if (isImages(value)) return;
  throw new TypeError(
    `Cannot ${doing}: got ${whatIs(value)}; give what images(), decodeImages() or readImages() gives`,
  );
}
