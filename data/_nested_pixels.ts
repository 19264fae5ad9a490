import { DataError } from "../core/errors.ts";
import { brightest } from "./_brightest.ts";
import { outside } from "./_outside.ts";
import { whatIs } from "./_what_is.ts";
import type { Pixels } from "./_pixels_of.ts";
import type { ImagesOptions, NestedPixels } from "./images.ts";

type Image = NestedPixels[number];
type Line = Image[number];

/** The pixels of nested arrays, whose sizes must agree with each other and with what is known. */
export function nestedPixels(source: NestedPixels, known: ImagesOptions): Pixels {
  checkNested(source, known);
  const size = sizeOf(source, known);
  const { height, width, channels } = size;
  const pixels = new Float32Array(source.length * height * width * channels);
  for (const [i, image] of source.entries()) {
    checkIsList(image, { what: `image ${i}`, of: "rows of pixels" });
    checkLength(image, height, { what: `image ${i}`, of: "rows" });
    for (const [row, line] of image.entries()) {
      const where = `image ${i}, row ${row}`;
      checkIsList(line, { what: where, of: "pixels" });
      const start = (i * height + row) * width * channels;
      writeLine(line, { ...size, max: known.max, where }, pixels.subarray(start));
    }
  }
  return { pixels, ...size };
}

// What is said goes; what is not is read off the first image.
function sizeOf([first]: NestedPixels, known: ImagesOptions): Omit<Pixels, "pixels"> {
  const line = first?.[0];
  const pixel = line?.[0];
  const height = known.height ?? first?.length;
  const width = known.width ?? line?.length;
  const channels = known.channels ?? (isList(pixel) ? pixel.length : 1);
  if (!height || !width) {
    const found = first === undefined
      ? "none is given, so their sizes do"
      : "the first has no pixels, so sizes do";
    throw new DataError(
      `Cannot make images: ${found} not show; give { height, width }, or images with pixels`,
    );
  }
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new DataError(
      `Cannot make images: a pixel has ${channels} numbers; give 1 (gray), 3 (colour) or 4 (colour and opacity)`,
    );
  }
  return { height, width, channels };
}

// Callers without types may give anything.
function checkIsList(
  list: unknown,
  { what, of }: { readonly what: string; readonly of: string },
): void {
  if (Array.isArray(list) || ArrayBuffer.isView(list)) return;
  throw new DataError(
    `Cannot make images: ${what} is ${whatIs(list)}, not a list of ${of}; ` +
      "give a list of images, each a list of rows of pixels",
  );
}

// One image, or one row, or all pixels in one list, where a list of images is wanted.
function checkNested(source: NestedPixels, { height, width }: ImagesOptions): void {
  if (source.length === 0) return;
  const [first] = source;
  const one: unknown = first;
  if (typeof one === "number") {
    const cure = height && width
      ? "give all pixels as a typed array, e.g. Float32Array.from(pixels)"
      : "give a list of images, each a list of rows: wrap it, e.g. images([[[0, 1]]]); " +
        "or a Float32Array of all pixels with { height, width }";
    throw new DataError(`Cannot make images: a list of numbers is given, not of images; ${cure}`);
  }
  checkIsList(one, { what: "image 0", of: "rows of pixels" });
  const line: unknown = first?.[0];
  if (typeof line !== "number") return;
  throw new DataError(
    "Cannot make images: a list of rows is given, as of one image, and a list of images is wanted; " +
      "wrap it once more, e.g. images([[[0, 1], [1, 0]]])",
  );
}

function isList(pixel: Line[number] | undefined): pixel is ArrayLike<number> {
  return typeof pixel === "object" && pixel !== null; // null is no pixel, but callers without types may give it
}

function checkLength(
  list: ArrayLike<unknown>,
  wanted: number,
  { what, of }: { readonly what: string; readonly of: string },
): void {
  if (list.length === wanted) return;
  throw new DataError(
    `Cannot make images: ${what} has ${list.length} ${of}, not ${wanted}; give images of one size`,
    { found: `${list.length} ${of}`, wanted: `${wanted} ${of}` },
  );
}

/** How a line is to be read, and where it stands. */
type LineOptions = Omit<Pixels, "pixels"> & { readonly max: number | undefined; readonly where: string };

function writeLine(line: Line, { width, channels, max, where }: LineOptions, into: Float32Array): void {
  checkLength(line, width, { what: where, of: "pixels" });
  for (let column = 0; column < width; column++) {
    const pixel = line[column]!;
    const place = (): string => `${where}, column ${column}`;
    const values = isList(pixel) ? pixel : [pixel];
    const full = max ?? brightest(isList(pixel) ? pixel : line);
    if (values.length !== channels) checkLength(values, channels, { what: place(), of: "numbers" });
    for (let c = 0; c < channels; c++) {
      const value = values[c]!;
      if (!(typeof value === "number" && value >= 0 && value <= full)) throw outside(place(), value, full);
      into[column * channels + c] = value / full;
    }
  }
}
