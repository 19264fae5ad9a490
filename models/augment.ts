import { type Configured, configured } from "../core/configured.ts";
import type { Changes } from "../core/params.ts";
import { type Field, integer, nested, oneOf, real } from "../core/schema.ts";

/** Hyperparameters of {@linkcode augment}. */
export interface AugmentParams {
  /** Moves an image by up to so many whole pixels, down or up and to either side. Default 0. */
  readonly shift: number;
  /** Turns it about its middle by up to so many degrees, either way. Default 0. */
  readonly rotate: number;
  /** Mirrors half of the images, left to right, top to bottom, or both, each by itself. Default `"none"`. */
  readonly flip: "none" | "horizontal" | "vertical" | "both";
  /** Standard deviation of what is added to each number of each pixel, where pixels go from 0 to 1. Default 0. */
  readonly noise: number;
}

/** How images are varied in training; a value, compared by its hyperparameters. */
export interface Augmentation extends Configured<AugmentParams> {
  /** A new, checked augmentation with these changes. */
  with(changes: Changes<AugmentParams>): Augmentation;
}

const KIND = "Augment";

const make = configured<AugmentParams, Record<never, never>>(KIND, {
  shift: integer(0, { min: 0, doc: "whole pixels that an image is moved by, at most" }),
  rotate: real(0, { min: 0, max: 180, doc: "degrees that it is turned by, at most" }),
  flip: oneOf(["none", "horizontal", "vertical", "both"], "how half of the images are mirrored"),
  noise: real(0, { min: 0, doc: "standard deviation of what is added to each number" }),
}, () => ({}));

/**
 * Varies images in training, so that a network learns what does not matter: each epoch sees each image mirrored, turned
 * and moved anew, and with new noise. Amounts are uniform between their limits, noise is normal and may leave the range
 * from 0 to 1. What comes in from outside the image is 0 (black); turned pixels lie linearly between four of the image.
 * Without options nothing changes.
 *
 * The same seed gives the same images, on every backend: what becomes of one depends on the seed, the epoch and its row
 * number alone. Predictions see images as they are, and so does the loss of the untrained network.
 *
 * @example
 * ```ts
 * import { augment, imageClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const model = imageClassifier({ augmentation: augment({ shift: 2, rotate: 10 }) });
 * assert.equal(model.with({ "augmentation.noise": 0.05 }).params.augmentation.params.noise, 0.05);
 * ```
 */
export function augment(options: Partial<AugmentParams> = {}): Augmentation {
  return make(options);
}

/** The field of augmentation. */
export function augmentationField(): Field<Augmentation> {
  return nested(make(), {
    expected: "an augmentation, e.g. augment({ shift: 2 })",
    is: (v) => typeof v === "object" && v !== null && "kind" in v && v.kind === KIND && "with" in v,
    doc: "how images are varied in training",
  });
}
