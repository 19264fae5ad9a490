import { DataError } from "../../core/errors.ts";
import { checkOptions } from "../_check_options.ts";
import { NO_FILE } from "../_files.ts";
import type { LabelledImages } from "../images.ts";
import { readIdx } from "../read_idx.ts";

/** What `fashionMnist` may be told. */
export interface FashionMnistOptions {
  /** Where the four files lie; by default where Debian's package puts them. */
  readonly folder?: string;
}

/** Fashion-MNIST in its two parts. */
export interface FashionMnist {
  /** What to learn from: 60,000 images. */
  readonly train: LabelledImages;
  /** What to judge by: 10,000 images. */
  readonly test: LabelledImages;
}

/** The classes of the labels 0 to 9, in words of the authors. */
const LEVELS = Object.freeze([
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
]);

/**
 * Fashion-MNIST: 70,000 gray images of clothes, 28 × 28 pixels (H. Xiao, K. Rasul and R. Vollgraf, 2017; MIT). `y` is
 * Multiclass with the ten names of the authors.
 *
 * The files come from Debian's package (`apt install dataset-fashion-mnist`) or from the authors. Needs permission to
 * read them: `--allow-read=/usr/share/datasets/fashion-mnist`. All images take 220 MB of memory.
 *
 * @example
 * ```ts
 * import { fashionMnist } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const found = await fashionMnist({ folder: "downloads" }).catch((error) => error.message);
 * if (typeof found !== "string") assert.equal(found.test.x.size, 10_000);
 * else assert.match(found, /that is not permitted|apt install dataset-fashion-mnist/);
 * ```
 */
export async function fashionMnist(
  options: FashionMnistOptions = {},
): Promise<FashionMnist> {
  checkOptions("fashionMnist", options, { names: ["folder"], example: '{ folder: "downloads" }' });
  const { folder = "/usr/share/datasets/fashion-mnist" } = options;
  const part = (name: string) =>
    readIdx({
      images: `${folder}/${name}-images-idx3-ubyte.gz`,
      labels: `${folder}/${name}-labels-idx1-ubyte.gz`,
    }, { levels: LEVELS });
  try {
    return Object.freeze({ train: await part("train"), test: await part("t10k") });
  } catch (error) {
    if (!(error instanceof DataError) || error.found !== NO_FILE) throw error;
    throw new DataError(
      `Cannot load Fashion-MNIST: its files are not all in ${JSON.stringify(folder)}; ` +
        "apt install dataset-fashion-mnist, or give the folder that has them",
      { found: NO_FILE },
    );
  }
}
