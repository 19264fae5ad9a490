import { convNet } from "../builders/mod.ts";
import type { Categorical, Finite, Images } from "../data/mod.ts";
import {
  adam,
  cosineDecay,
  crossEntropy,
  finaliserField,
  finaliserOf,
  type Optimiser,
  softmax,
} from "../nn/mod.ts";
import { classDecoder, classesFrom, classTargets } from "./_classes.ts";
import { imageInputs, imageInputsFrom, variedImages } from "./_image_inputs.ts";
import { type NetworkModel, networkModel } from "./_network_model.ts";
import { type Augmentation, augmentationField } from "./augment.ts";
import { CLASS_WEIGHTS, networkFields, type NeuralNetworkClassifierParams } from "./neural_network_params.ts";

/** Hyperparameters of {@linkcode imageClassifier}: as those of the other classifiers, and how images are varied. */
export interface ImageClassifierParams extends NeuralNetworkClassifierParams {
  /**
   * How weights move. Default adam() with a rate that falls from 0.005 to 0.0001 in ten epochs and stays there; for more
   * epochs let it fall more slowly, e.g. by `"optimiser.eta.epochs": 30`.
   */
  readonly optimiser: Optimiser;
  /** Images a step. Default 32, where the other models have 1: batches of one are slow, and nothing for batchNorm. */
  readonly batchSize: number;
  /** How images are varied in training. Default augment(), which changes nothing. */
  readonly augmentation: Augmentation;
}

const KIND = "ImageClassifier";
const { builder, ...rest } = networkFields(convNet(), crossEntropy(), {
  batchSize: 32,
  optimiser: adam({ eta: cosineDecay({ from: 0.005, to: 0.0001, epochs: 10 }) }),
});

const make = networkModel<Images, Categorical, Finite, ImageClassifierParams>(
  {
    kind: KIND,
    inputs: (x) => imageInputs(x, KIND),
    inputsFrom: (saved) => imageInputsFrom(saved, KIND),
    vary: (x, { augmentation }) => variedImages(x, augmentation, KIND),
    finaliser: ({ finaliser }) => finaliserOf(finaliser),
    encode: (y, params) => classTargets(y, params, KIND),
    decoderFrom: (saved) => classDecoder(classesFrom(saved, KIND)),
  },
  {
    builder,
    finaliser: finaliserField(softmax),
    ...rest,
    classWeights: CLASS_WEIGHTS,
    augmentation: augmentationField(),
  },
  {
    input: ["GrayImage", "ColorImage"],
    target: ["Multiclass", "OrderedFactor"],
    prediction: "distribution",
  },
);

/** Learns the probabilities of classes from images. */
export type ImageClassifier = NetworkModel<Categorical, Finite, ImageClassifierParams, Images>;

/**
 * Learns the probabilities of classes from images of one size, gray or in colour: one output for each level in the
 * target's pool. The builder is told `{ input: [height, width, channels], outputs }`. By default: builder `convNet()`,
 * which takes any size, softmax, cross-entropy, `adam()` at a rate that falls over the 10 epochs, batches of 32, images as
 * they are.
 *
 * @example
 * ```ts
 * import { reference } from "@attune/attune/backends/reference";
 * import { Machine } from "@attune/attune/core";
 * import { categorical, images, mode } from "@attune/attune/data";
 * import { imageClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const bars = [[[1, 1], [0, 0]], [[0, 0], [1, 1]], [[1, 0], [1, 0]], [[0, 1], [0, 1]]];
 * const data = { x: images(bars), y: categorical(["flat", "flat", "steep", "steep"]) };
 * using backend = reference();
 * using machine = new Machine(imageClassifier({ epochs: 2, batchSize: 4 }), data, { backend });
 * const learned = await machine.fit();
 * assert.equal(learned.report.losses.length, 2);
 * assert.equal(mode(await learned.predict(data.x)).size, 4);
 * ```
 */
export function imageClassifier(options: Partial<ImageClassifierParams> = {}): ImageClassifier {
  return make(options);
}
