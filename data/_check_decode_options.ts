import { brief } from "../core/show.ts";
import { checkOptions } from "./_check_options.ts";
import type { DecodeImagesOptions } from "./decode_images.ts";

const NAMES = ["scitype", "resize", "background"];

/** Refuses options that a function which decodes images has not, and a scitype that images have not. */
export function checkDecodeOptions(
  kind: string,
  given: DecodeImagesOptions,
  more: readonly string[] = [],
): void {
  checkOptions(kind, given, { names: [...more, ...NAMES], example: '{ scitype: "GrayImage" }' });
  const { scitype } = given;
  if (scitype === undefined || scitype === "GrayImage" || scitype === "ColorImage") return;
  throw new TypeError(
    `Cannot set "scitype" of ${kind}: expected "GrayImage" or "ColorImage", got ${brief(scitype)}`,
  );
}
