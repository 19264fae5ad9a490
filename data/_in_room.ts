import { DataError } from "../core/errors.ts";
import { significant } from "../core/show.ts";
import type { Images } from "./images.ts";

/** The most numbers in one array. */
const MOST = 2 ** 32;

/** How many images of what size. */
export type Extent = Pick<Images, "size" | "height" | "width" | "channels">;

/** What `make` gives; or an error that says how much memory it takes, where that is not to be had. */
export function inRoom<T>(doing: string, extent: Extent, make: () => T): T {
  if (numbersOf(extent) > MOST) throw tooLarge(doing, extent);
  try {
    return make();
  } catch (error) {
    throw isShortage(error) ? tooLarge(doing, extent) : error;
  }
}

function numbersOf({ size, height, width, channels }: Extent): number {
  return size * height * width * channels;
}

// In words of V8, JavaScriptCore and SpiderMonkey.
function isShortage(error: unknown): boolean {
  return error instanceof RangeError &&
    /allocation|out of memory|array (buffer )?length/i.test(error.message);
}

function tooLarge(doing: string, extent: Extent): DataError {
  const { size, height, width } = extent;
  const bytes = numbersOf(extent) * Float32Array.BYTES_PER_ELEMENT;
  return new DataError(
    `Cannot ${doing}: ${size} × ${height} × ${width} pixels are too large, they would take ` +
      `${significant(bytes / 1e9)} GB of memory; choose a smaller size`,
    { found: `${height} × ${width} pixels` },
  );
}
