import type { Layer } from "../../core/layer.ts";
import { resolve } from "../../core/schema.ts";
import { bare, type Inferred, type Place } from "../inferred.ts";
import { pairField, pairOf, type PairOption } from "../pair.ts";
import { imageShape, type Window, windowOf } from "../window.ts";

const schema = { factor: pairField(2, "how many times larger the image becomes") };

/**
 * Makes an image larger by repeating each point `factor` times down and across (nearest neighbour).
 *
 * @example
 * ```ts
 * import { infer, upsample2d } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(infer(upsample2d([2, 3]), [4, 4, 8]).output, [8, 12, 8]);
 * ```
 */
export function upsample2d(factor: PairOption = 2): Layer {
  const of = resolve<{ readonly factor: PairOption }>({ kind: "upsample2d", schema }, { factor });
  return Object.freeze({ kind: "upsample2d", factor: pairOf(of.factor) });
}

/** The window whose places are the points of the smaller image, and whose points are what each becomes. */
export function upsampleWindow(
  { factor }: Extract<Layer, { kind: "upsample2d" }>,
  { input, path }: Place,
): Window {
  const [height, width] = imageShape(input, { path, name: "upsample2d" });
  const large = [height * factor[0], width * factor[1], 1];
  return windowOf({ size: factor, stride: factor, padding: "valid" }, {
    input: large,
    path,
    name: "upsample2d",
  });
}

/** Shapes of an upsampling layer at a path. */
export function inferUpsample2d(
  { factor: [down, across] }: Extract<Layer, { kind: "upsample2d" }>,
  { input, path }: Place,
): Inferred {
  const [height, width, channels] = imageShape(input, { path, name: "upsample2d" });
  return bare([height * down, width * across, channels]);
}
