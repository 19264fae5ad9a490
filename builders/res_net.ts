import type { Builder } from "../core/builder.ts";
import type { Layer } from "../core/layer.ts";
import { integer, listOf } from "../core/schema.ts";
import {
  activate,
  type Activation,
  activationField,
  batchNorm,
  chain,
  conv2d,
  dense,
  globalMeanPool,
  heNormal,
  parallel,
  pass,
  relu,
} from "../nn/mod.ts";
import { convBlock } from "./_conv_block.ts";
import { imageSize } from "./_image_size.ts";
import { notEmpty } from "./_not_empty.ts";
import { defineBuilder } from "./define_builder.ts";

/** Hyperparameters of {@linkcode resNet}. */
export interface ResNetParams {
  /** Channels of the stem. Default 16. */
  readonly stem: number;
  /** Channels of each stage, and so how many there are. Default [16, 32, 64]. */
  readonly channels: readonly number[];
  /** Residual blocks in each stage. Default 1. */
  readonly blocks: number;
  /** Applied to the convolutions, and to the sum that closes each block. Default relu. */
  readonly activation: Activation;
}

const KIND = "ResNet";

const make = defineBuilder<ResNetParams>(
  KIND,
  {
    stem: integer(16, { min: 1, doc: "channels of the stem" }),
    channels: notEmpty(listOf([16, 32, 64], integer(1, { min: 1, doc: "channels of each stage" }))),
    blocks: integer(1, { min: 1, doc: "residual blocks in each stage" }),
    activation: activationField(relu),
  },
  ({ stem, channels, blocks, activation }, { input, outputs }) => {
    imageSize(input, KIND);
    const layers = [...convBlock(stem, { kernel: 3, batchNorm: true, activation })];
    let before = stem;
    channels.forEach((after, stage) => {
      for (let i = 0; i < blocks; i++) {
        const stride = stage > 0 && i === 0 ? 2 : 1;
        layers.push(residual({ before, after, stride, activation }), activate(activation));
        before = after;
      }
    });
    return chain(...layers, globalMeanPool(), dense(outputs));
  },
);

/**
 * A residual network (He, Zhang, Ren and Sun 2016, section 4.2): a 3 × 3 convolution, stages of residual blocks that
 * each have two of them, the mean of each channel, and a dense layer without activation; all convolutions are normalised
 * over the batch. Each stage but the first halves the image, rounded up, so any size will do. `blocks: 3` is their
 * ResNet-20, `blocks: 1` has 8 layers.
 *
 * @example
 * ```ts
 * import { resNet } from "@attune/attune/builders";
 * import { infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const input = [28, 28, 1];
 * const { children } = infer(resNet({ blocks: 2 }).build({ input, outputs: 10 }), input);
 * assert.deepEqual(children.at(-2)?.input, [7, 7, 64]);
 * ```
 */
export function resNet(options: Partial<ResNetParams> = {}): Builder<ResNetParams> {
  return make(options);
}

interface ResidualOptions {
  readonly before: number;
  readonly after: number;
  readonly stride: number;
  readonly activation: Activation;
}

// The short cut is the input itself, or where shapes differ a projection of it: 1 × 1, with the same stride.
function residual({ before, after, stride, activation }: ResidualOptions): Layer {
  const first = convBlock(after, { kernel: 3, stride, batchNorm: true, activation });
  const inside = chain(...first, plain(after, { kernel: 3 }), batchNorm());
  const shortCut = before === after && stride === 1
    ? pass()
    : chain(plain(after, { kernel: 1, stride }), batchNorm());
  return parallel("add", shortCut, inside);
}

function plain(channels: number, window: { readonly kernel: number; readonly stride?: number }): Layer {
  return conv2d(channels, { ...window, padding: "same", bias: false, init: heNormal });
}
