import { damaged } from "./_damaged.ts";
import { imagesOf } from "./_images_of.ts";
import { jpegHeader } from "./_jpeg_header.ts";
import { scaled } from "./_scaled.ts";
import type { Images } from "./images.ts";

/** The one image of a JPEG: gray where it has one component, else in colour. A note on rotation is not heeded. */
export async function decodeJpeg(bytes: Uint8Array, what: string): Promise<Images> {
  const { components, rgb } = jpegHeader(bytes, what);
  const { default: jpeg } = await import("jpeg-js");
  try {
    const { height, width, data } = jpeg.decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      colorTransform: !rgb,
    });
    const gray = components === 1;
    const values = gray ? data.filter((_, k) => k % 3 === 0) : data;
    return imagesOf(scaled(values, 255), {
      height,
      width,
      channels: gray ? 1 : 3,
    });
  } catch (error) {
    if (error instanceof Error && /limit exceeded/.test(error.message)) {
      throw damaged(what, `the JPEG is too large (${error.message})`, "make it smaller");
    }
    throw damaged(what, `the JPEG is damaged (${error instanceof Error ? error.message : error})`);
  }
}
