import type { Builder } from "../core/builder.ts";
import type { Layer } from "../core/layer.ts";
import { flag, integer, listOf, real } from "../core/schema.ts";
import {
  type Activation,
  activationField,
  chain,
  dense,
  dropout,
  flatten,
  maxPool2d,
  relu,
} from "../nn/mod.ts";
import { convBlock } from "./_conv_block.ts";
import { imageSize } from "./_image_size.ts";
import { notEmpty } from "./_not_empty.ts";
import { oddField } from "./_odd_field.ts";
import { defineBuilder } from "./define_builder.ts";

/** Hyperparameters of {@linkcode convNet}. */
export interface ConvNetParams {
  /** Channels of each block; where images have more blocks, the last goes on, where fewer, the rest is unused. Default [16, 32, 64]. */
  readonly channels: readonly number[];
  /** Height and width of the convolutions' windows: odd. Default 3. */
  readonly kernel: number;
  /** Whether the convolutions are normalised over the batch. Default true. */
  readonly batchNorm: boolean;
  /** Share of numbers dropped before the last layer. Default 0.25. */
  readonly dropout: number;
  /** Applied to the convolutions. Default relu. */
  readonly activation: Activation;
}

const KIND = "ConvNet";

/** An axis with fewer points than this is halved no more. */
const LEAST = 4;

const make = defineBuilder<ConvNetParams>(
  KIND,
  {
    channels: notEmpty(listOf([16, 32, 64], integer(1, { min: 1, doc: "channels of each block" }))),
    kernel: oddField(3, "height and width of the convolutions' windows"),
    batchNorm: flag(true, "whether the convolutions are normalised over the batch"),
    dropout: real(0.25, { min: 0, max: 1, below: true, doc: "share dropped before the last layer" }),
    activation: activationField(relu),
  },
  ({ channels, dropout: rate, ...block }, { input, outputs }) => {
    const blocks: Layer[] = [];
    let [height, width] = imageSize(input, KIND);
    let i = 0;
    do {
      blocks.push(...convBlock(channels[Math.min(i++, channels.length - 1)]!, block));
      const [down, across] = [height >= LEAST ? 2 : 1, width >= LEAST ? 2 : 1];
      if (down * across > 1) blocks.push(maxPool2d([down, across]));
      [height, width] = [Math.floor(height / down), Math.floor(width / across)];
    } while (height >= LEAST || width >= LEAST);
    return chain(...blocks, flatten(), dropout(rate), dense(outputs));
  },
);

/**
 * A convolutional network for images of any size. Each block is a convolution that keeps the size, normalised over the
 * batch, and a max-pool that halves it; there are as many as leave fewer than 4 points on either side: three for
 * 28 × 28, four for 32 × 32, six for 224 × 224, one without a pool for 3 × 3 and below. What is left goes through
 * dropout into a dense layer without activation. One image of 28 × 28 takes 3.9 million operations.
 *
 * @example
 * ```ts
 * import { convNet } from "@attune/attune/builders";
 * import { infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const leftOf = (input: number[]) => infer(convNet().build({ input, outputs: 10 }), input).children.at(-3)?.input;
 * assert.deepEqual(leftOf([28, 28, 1]), [3, 3, 64]);
 * assert.deepEqual(leftOf([3, 3, 3]), [3, 3, 16]);
 * ```
 */
export function convNet(options: Partial<ConvNetParams> = {}): Builder<ConvNetParams> {
  return make(options);
}
