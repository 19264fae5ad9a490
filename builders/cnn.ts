import type { Builder } from "../core/builder.ts";
import { integer, listOf } from "../core/schema.ts";
import { chain, conv2d, dense, flatten, maxPool2d, relu } from "../nn/mod.ts";
import { checkHalvings } from "./_image_size.ts";
import { oddField } from "./_odd_field.ts";
import { notEmpty } from "./_not_empty.ts";
import { defineBuilder } from "./define_builder.ts";

/** Hyperparameters of {@linkcode cnn}. */
export interface CnnParams {
  /** Height and width of the convolutions' windows: odd. Default 3. */
  readonly filter: number;
  /** Channels of each block, and so how many there are. Default [16, 32, 32]. */
  readonly channels: readonly number[];
}

const KIND = "Cnn";

const make = defineBuilder<CnnParams>(
  KIND,
  {
    filter: oddField(3, "height and width of the convolutions' windows"),
    channels: notEmpty(listOf([16, 32, 32], integer(1, { min: 1, doc: "channels of each block" }))),
  },
  ({ filter: kernel, channels }, { input, outputs }) => {
    checkHalvings(input, { kind: KIND, count: channels.length, parts: "blocks" });
    const blocks = channels.flatMap((c) => [
      conv2d(c, { kernel, padding: "same", activation: relu }),
      maxPool2d(2),
    ]);
    return chain(...blocks, flatten(), dense(outputs));
  },
);

/**
 * The network of MLJFlux's tutorial on images: blocks of a convolution that keeps the size, relu and a max-pool that
 * halves it; then a dense layer without activation. Images too small for that many blocks are refused with a ShapeError.
 * For a network that suits any size, see {@linkcode convNet}.
 *
 * @example
 * ```ts
 * import { cnn } from "@attune/attune/builders";
 * import { infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const input = [28, 28, 1];
 * const { children } = infer(cnn({ filter: 5 }).build({ input, outputs: 10 }), input);
 * assert.deepEqual(children.map(({ output }) => output).slice(-3), [[3, 3, 32], [288], [10]]);
 * ```
 */
export function cnn(options: Partial<CnnParams> = {}): Builder<CnnParams> {
  return make(options);
}
