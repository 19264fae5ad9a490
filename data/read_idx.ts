import { DataError } from "../core/errors.ts";
import { checkOptions } from "./_check_options.ts";
import { bytesOf, type FileSource, nameOf } from "./_files.ts";
import { damaged } from "./_damaged.ts";
import { type ImageSize, imagesOf } from "./_images_of.ts";
import { type Idx, parseIdx } from "./_parse_idx.ts";
import { scaled } from "./_scaled.ts";
import { whatIs } from "./_what_is.ts";
import { type Categorical, categorical, type Label } from "./categorical.ts";
import { categoricalOf } from "./categorical_of.ts";
import type { Images, LabelledImages } from "./images.ts";

/** Files of images and of their labels, in the format of MNIST. */
export interface IdxFiles {
  /** The file of images: 0x00000803, or in colour 0x00000804. */
  readonly images: FileSource;
  /** The file of labels: 0x00000801. */
  readonly labels?: FileSource;
}

/** What `readIdx` may be told. */
export interface ReadIdxOptions {
  /** The classes of the labels 0, 1, 2, …, in that order; by default the numbers that occur, sorted. */
  readonly levels?: readonly Label[];
}

/**
 * Images and their classes from IDX files, the format of MNIST, gzipped or not: from paths, URLs or bytes. Images in
 * colour have a fourth axis, of three channels. Bytes are divided by 255.
 *
 * Paths need permission to read (`--allow-read`), URLs that to connect. A file that is no IDX file, is truncated or
 * does not fit the other is refused with its name.
 *
 * @example From bytes: two images of 1 × 3 pixels.
 * ```ts
 * import { labels, readIdx } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = await readIdx({
 *   images: Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 255, 51, 0),
 *   labels: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 1, 0),
 * }, { levels: ["rising", "falling"] });
 * assert.equal(String(x), "GrayImage, 2 images of 1 × 3 pixels");
 * assert.deepEqual(labels(y), ["falling", "rising"]);
 * ```
 */
export function readIdx(
  files: IdxFiles & { readonly labels: FileSource },
  options?: ReadIdxOptions,
): Promise<LabelledImages>;
/** As above, without labels. */
export function readIdx(files: IdxFiles): Promise<{ readonly x: Images }>;
export async function readIdx(
  files: IdxFiles,
  options: ReadIdxOptions = {},
): Promise<{ readonly x: Images; readonly y?: Categorical }> {
  checkFiles(files);
  checkOptions("readIdx", options, { names: ["levels"], example: '{ levels: ["cat", "dog"] }' });
  const x = await readImages(files.images);
  if (files.labels === undefined) return Object.freeze({ x });
  const y = await readLabels(files.labels, options.levels);
  if (x.size === y.size) return Object.freeze({ x, y });
  throw new DataError(
    `Cannot read images in ${nameOf(files.images)} with labels in ${nameOf(files.labels)}: ` +
      `there are ${x.size} images and ${y.size} labels; give files that belong together`,
    { found: `${y.size} labels`, wanted: `${x.size} labels` },
  );
}

function checkFiles(files: unknown): void {
  const example = '{ images: "i.idx", labels: "l.idx" }';
  if (typeof files === "object" && files !== null && !ArrayBuffer.isView(files)) {
    checkOptions("readIdx", files, { names: ["images", "labels"], example });
    if ("images" in files && files.images !== undefined) return;
  }
  throw new TypeError(
    `Cannot read IDX files: got ${whatIs(files)} without images; name the files, e.g. ${example}`,
  );
}

async function readImages(source: FileSource): Promise<Images> {
  const name = nameOf(source);
  const { sizes, values } = await parseIdx(await bytesOf(source), { of: "images", name });
  const size = sizeOf(sizes);
  if (size) return imagesOf(scaled(values, 255), size);
  throw damaged(
    `read images in ${name}`,
    `its sizes are ${sizes.join(" × ")}`,
    "give images × height × width, and 1 or 3 channels",
  );
}

function sizeOf([, height, width, channels = 1]: Idx["sizes"]): ImageSize | undefined {
  if (!height || !width || (channels !== 1 && channels !== 3)) return undefined;
  return { height, width, channels };
}

async function readLabels(source: FileSource, levels: readonly Label[] | undefined): Promise<Categorical> {
  const name = nameOf(source);
  const { values } = await parseIdx(await bytesOf(source), { of: "labels", name });
  if (!levels) return categorical(Array.from(values));
  const row = values.findIndex((value) => value >= levels.length);
  if (row < 0) return categoricalOf(Int32Array.from(values), levels);
  throw new DataError(
    `Cannot read labels in ${name}: row ${row} holds ${
      values[row]
    }, but there are ${levels.length} levels; ` +
      "give a level for each label from 0",
    { found: String(values[row]) },
  );
}
