import type { Builder } from "../core/builder.ts";
import { flag, integer, listOf, real } from "../core/schema.ts";
import {
  type Activation,
  activationField,
  chain,
  dense,
  dropout,
  flatten,
  heNormal,
  maxPool2d,
  relu,
} from "../nn/mod.ts";
import { convBlock } from "./_conv_block.ts";
import { checkHalvings } from "./_image_size.ts";
import { notEmpty } from "./_not_empty.ts";
import { defineBuilder } from "./define_builder.ts";

/** Hyperparameters of {@linkcode vgg}. */
export interface VggParams {
  /** Channels of each stage, and so how many there are. Default [16, 32, 64]. */
  readonly channels: readonly number[];
  /** Convolutions in each stage. Default 2. */
  readonly convolutions: number;
  /** Whether the convolutions are normalised over the batch. Default true. */
  readonly batchNorm: boolean;
  /** Units of the dense layers behind the stages. Default [128]. */
  readonly hidden: readonly number[];
  /** Share of numbers dropped behind each of those. Default 0.5. */
  readonly dropout: number;
  /** Applied to convolutions and dense layers. Default relu. */
  readonly activation: Activation;
}

const KIND = "Vgg";

const make = defineBuilder<VggParams>(
  KIND,
  {
    channels: notEmpty(listOf([16, 32, 64], integer(1, { min: 1, doc: "channels of each stage" }))),
    convolutions: integer(2, { min: 1, doc: "convolutions in each stage" }),
    batchNorm: flag(true, "whether the convolutions are normalised over the batch"),
    hidden: listOf([128], integer(1, { min: 1, doc: "units of the dense layers behind the stages" })),
    dropout: real(0.5, { min: 0, max: 1, below: true, doc: "share dropped behind each of those" }),
    activation: activationField(relu),
  },
  (params, { input, outputs }) => {
    const { channels, convolutions, batchNorm, hidden, dropout: rate, activation } = params;
    checkHalvings(input, { kind: KIND, count: channels.length, parts: "stages" });
    const block = { kernel: 3, batchNorm, activation };
    const stages = channels.flatMap((c) => [
      ...Array.from({ length: convolutions }, () => convBlock(c, block)).flat(),
      maxPool2d(2),
    ]);
    const head = hidden.flatMap((units) => [dense(units, { activation, init: heNormal }), dropout(rate)]);
    return chain(...stages, flatten(), ...head, dense(outputs));
  },
);

/**
 * A small network in the manner of Simonyan and Zisserman (2015): stages of 3 × 3 convolutions, each closed by a
 * max-pool that halves the image, then dense layers with dropout. Images too small for that many stages are refused with
 * a ShapeError. `channels: [64, 128, 256, 512, 512], hidden: [4096, 4096], batchNorm: false` is their VGG13.
 *
 * @example
 * ```ts
 * import { vgg } from "@attune/attune/builders";
 * import { infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const input = [32, 32, 3];
 * const { children } = infer(vgg({ batchNorm: false }).build({ input, outputs: 10 }), input);
 * assert.deepEqual(children[8]?.output, [4, 4, 64]); // three stages of two convolutions and a pool
 * ```
 */
export function vgg(options: Partial<VggParams> = {}): Builder<VggParams> {
  return make(options);
}
