import { DataError } from "../core/errors.ts";
import { checkDecodeOptions } from "./_check_decode_options.ts";
import { bytesOf, entriesOf, type Entry } from "./_files.ts";
import { gatherImages } from "./_gather_images.ts";
import { whatIs } from "./_what_is.ts";
import { categoricalOf } from "./categorical_of.ts";
import type { DecodeImagesOptions } from "./decode_images.ts";
import type { LabelledImages } from "./images.ts";

/** What `readImages` may be told. */
export type ReadImagesOptions = Omit<DecodeImagesOptions, "names">;

/**
 * Images and their classes from a folder with one sub-folder a class, of PNG and JPEG files. Needs permission to read
 * the folder: `--allow-read=pets`.
 *
 * ```text
 * pets/cat/1.jpg  pets/cat/2.jpg  pets/dog/1.jpg
 * ```
 *
 * Levels are the names of the sub-folders, sorted; images come class by class, sorted by name, both by code units. What
 * begins with a dot is passed over, and so are files beside the sub-folders unless they are called like images. A
 * sub-folder without files, or with anything that is no image, is refused by name. Files are decoded as by
 * `decodeImages`: those that differ in size or kind are refused unless `resize` or `scitype` is given.
 *
 * @example
 * ```ts
 * import { readImages } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const pets = readImages("pets", { scitype: "ColorImage", resize: { height: 32, width: 32 } });
 * await assert.rejects(pets, { message: /^Cannot read "pets": (that is not permitted|there is no such file); / });
 * ```
 */
export async function readImages(
  folder: string | URL,
  options: ReadImagesOptions = {},
): Promise<LabelledImages> {
  checkDecodeOptions("readImages", options);
  checkGiven(folder);
  const what = `read images in ${JSON.stringify(String(folder))}`;
  const entries = await entriesOf(folder);
  const classes = entries.filter((entry) => entry.folder);
  const stray = entries.find((entry) => !entry.folder && /\.(png|jpe?g)$/i.test(entry.name));
  if (stray) {
    throw new DataError(
      `Cannot ${what}: ${
        JSON.stringify(stray.name)
      } lies in no sub-folder, so it has no class; move it into one`,
      { found: stray.path },
    );
  }
  if (!classes.length) {
    throw new DataError(`Cannot ${what}: it has no sub-folders; make one for each class, with its images`);
  }
  const files = await Promise.all(classes.map((entry) => imagesIn(entry, what)));
  const codes = files.flatMap((of, code) => of.map(() => code));
  const sources = files.flat().map(({ path }) => ({ name: JSON.stringify(path), read: () => bytesOf(path) }));
  const x = await gatherImages(sources, options);
  return Object.freeze({ x, y: categoricalOf(codes, classes.map(({ name }) => name)) });
}

function checkGiven(folder: unknown): void {
  if (typeof folder === "string" || folder instanceof URL) return;
  throw new TypeError(
    `Cannot read images: got ${whatIs(folder)} in place of a folder; give its path, e.g. readImages("pets")`,
  );
}

async function imagesIn({ name, path }: Entry, what: string): Promise<readonly Entry[]> {
  const files = await entriesOf(path);
  const inner = files.find((entry) => entry.folder);
  if (inner) {
    throw new DataError(
      `Cannot ${what}: ${JSON.stringify(`${name}/${inner.name}`)} is a folder in a folder; ` +
        "move its images up, or out",
      { found: inner.path },
    );
  }
  if (files.length) return files;
  throw new DataError(
    `Cannot ${what}: the sub-folder ${JSON.stringify(name)} is empty; put images into it, or remove it`,
    { found: path },
  );
}
