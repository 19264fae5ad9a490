import type { Rows } from "../core/observations.ts";
import { printable } from "../core/show.ts";
import { checkRows } from "./_rows.ts";
import type { Images } from "./images.ts";

/** Height, width and channels of an image. */
export type ImageSize = Pick<Images, "height" | "width" | "channels">;

/** Images of these pixels, which are checked already. Takes over `pixels`, which nobody may change afterwards. */
export function imagesOf(pixels: Float32Array, { height, width, channels }: ImageSize): Images {
  const each = height * width * channels;
  const made: Images = {
    scitype: channels === 1 ? "GrayImage" : "ColorImage",
    size: pixels.length / each,
    height,
    width,
    channels,
    pixels,
    take(rows: Rows): Images {
      checkRows(rows, made.size);
      const taken = new Float32Array(rows.length * each);
      for (let i = 0; i < rows.length; i++) {
        const from = rows[i]! * each;
        taken.set(pixels.subarray(from, from + each), i * each);
      }
      return imagesOf(taken, made);
    },
  };
  return Object.freeze(printable(made, () => shown(made)));
}

function shown({ scitype, size, height, width }: Images): string {
  return `${scitype}, ${size} ${size === 1 ? "image" : "images"} of ${height} × ${width} pixels`;
}
