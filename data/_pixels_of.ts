import { DataError } from "../core/errors.ts";
import { brief } from "../core/show.ts";
import { brightest } from "./_brightest.ts";
import { whatIs } from "./_what_is.ts";
import { nestedPixels } from "./_nested_pixels.ts";
import { outside } from "./_outside.ts";
import type { ImagesOptions, NestedPixels, PixelArray } from "./images.ts";
import { isImages } from "./is_images.ts";
import { isNumeric } from "./scitypes.ts";
import type { Table } from "./table.ts";

/** Pixels from 0 to 1, and how they are laid out. */
export interface Pixels {
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3 | 4;
}

/** The pixels of any source, checked and divided by `max`. */
export function pixelsOf(source: NestedPixels | PixelArray | Table, known: ImagesOptions): Pixels {
  for (const side of ["height", "width"] as const) checkSide(side, known[side]);
  if (known.channels !== undefined && ![1, 3, 4].includes(known.channels)) {
    throw new RangeError(
      `Cannot make images: channels is ${
        brief(known.channels)
      }; give 1 (gray), 3 (colour) or 4 (colour and opacity)`,
    );
  }
  if (isNested(source)) return nestedPixels(source, known);
  checkSource(source);
  const { height, width, channels = 1, max = brightest(source) } = known;
  if (height === undefined || width === undefined) {
    throw new TypeError(
      "Cannot make images: their height and width are not said; give them, e.g. { height: 28, width: 28 }",
    );
  }
  const size = { height, width, channels };
  return "names" in source
    ? { ...size, pixels: ofTable(source, { ...size, max }) }
    : { ...size, pixels: ofArray(source, { ...size, max }) };
}

/** Sizes that are all known. */
type Sized = Omit<Pixels, "pixels"> & { readonly max: number };

function isNested(source: NestedPixels | PixelArray | Table): source is NestedPixels {
  return Array.isArray(source);
}

function checkSource(source: unknown): void {
  if (ArrayBuffer.isView(source) && !(source instanceof DataView)) return;
  if (typeof source === "object" && source !== null && "names" in source && "column" in source) return;
  if (isImages(source)) {
    throw new TypeError("Cannot make images: they are images already; use them as they are");
  }
  const cure = typeof source === "string"
    ? "for files, use decodeImages() of their bytes, or readImages() of a folder"
    : source instanceof ArrayBuffer
    ? "give new Uint8Array(buffer)"
    : "give nested arrays, a typed array of all pixels, or a table of pixels";
  throw new TypeError(`Cannot make images: got ${whatIs(source)}; ${cure}`);
}

function checkSide(name: string, side: number | undefined): void {
  if (side === undefined || (Number.isSafeInteger(side) && side >= 1)) return;
  throw new RangeError(`Cannot make images: ${name} is ${brief(side)}; give a whole number of at least 1`);
}

function ofArray(source: PixelArray, { height, width, channels, max }: Sized): Float32Array {
  const each = height * width * channels;
  if (source.length % each !== 0) {
    throw new DataError(
      `Cannot make images: ${source.length} numbers are given, but an image of ${height} × ${width} × ${channels} ` +
        `has ${each}; give a multiple of that, or other sizes`,
      { found: `${source.length} numbers`, wanted: `a multiple of ${each}` },
    );
  }
  const pixels = new Float32Array(source.length);
  for (let k = 0; k < source.length; k++) {
    const value = source[k]!;
    if (!(value >= 0 && value <= max)) throw outside(placeIn(k, { height, width, channels }), value, max);
    pixels[k] = value / max;
  }
  return pixels;
}

function placeIn(k: number, { height, width, channels }: Omit<Pixels, "pixels">): string {
  const pixel = Math.floor(k / channels);
  const [image, row] = [Math.floor(pixel / width / height), Math.floor(pixel / width) % height];
  return `image ${image}, row ${row}, column ${pixel % width}`;
}

function ofTable(table: Table, { height, width, channels, max }: Sized): Float32Array {
  const each = height * width * channels;
  if (table.names.length !== each) {
    throw new DataError(
      `Cannot make images: the table has ${table.names.length} columns, but an image of ` +
        `${height} × ${width} × ${channels} has ${each} numbers; give those columns alone, or other sizes`,
      { found: `${table.names.length} columns`, wanted: `${each} columns` },
    );
  }
  const pixels = new Float32Array(table.size * each);
  for (const [j, name] of table.names.entries()) {
    const column = table.column(name);
    if (!isNumeric(column)) {
      throw new DataError(
        `Cannot make images: column ${JSON.stringify(name)} is ${column.scitype}; ` +
          "give columns of numbers, or drop it",
        { column: name, found: column.scitype, wanted: "Continuous or Count" },
      );
    }
    for (const [i, value] of column.values.entries()) {
      if (!(value >= 0 && value <= max)) {
        throw outside(`column ${JSON.stringify(name)}, row ${i}`, value, max);
      }
      pixels[i * each + j] = value / max;
    }
  }
  return pixels;
}
