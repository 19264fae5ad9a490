import { short } from "../builders/mod.ts";
import type { Categorical, Finite, Table } from "../data/mod.ts";
import { binaryCrossEntropy, finaliserField, finaliserOf, sigmoid } from "../nn/mod.ts";
import { checkClasses, classDecoder, classesFrom, classWeightsOf } from "./_classes.ts";
import { type NetworkModel, networkModel } from "./_network_model.ts";
import { INPUT_SCITYPES, tableInputs } from "./_table_inputs.ts";
import { tableInputsFrom } from "./_table_inputs_from.ts";
import { COLUMN_FIELDS, type ColumnParams } from "./column_params.ts";
import { CLASS_WEIGHTS, networkFields, type NeuralNetworkClassifierParams } from "./neural_network_params.ts";

const KIND = "NeuralNetworkBinaryClassifier";
const { builder, ...rest } = networkFields(short(), binaryCrossEntropy());

const make = networkModel<Table, Categorical, Finite, NeuralNetworkClassifierParams & ColumnParams>(
  {
    kind: KIND,
    inputs: (x, params) => tableInputs(x, params, KIND),
    inputsFrom: (saved, params) => tableInputsFrom(saved, params, KIND),
    finaliser: (params) => finaliserOf(params.finaliser),
    encode(y, { classWeights }) {
      checkClasses(y, KIND, { min: 2, max: 2 });
      return {
        values: { shape: [y.size, 1], data: Float32Array.from(y.codes) },
        weights: classWeightsOf(y, classWeights, KIND),
        ...classDecoder(y, { augment: true }),
      };
    },
    decoderFrom: (saved) => classDecoder(classesFrom(saved, KIND), { augment: true }),
  },
  { builder, finaliser: finaliserField(sigmoid), ...rest, classWeights: CLASS_WEIGHTS, ...COLUMN_FIELDS },
  { input: INPUT_SCITYPES, target: ["Multiclass", "OrderedFactor"], prediction: "distribution" },
);

/** Learns the probability of the second of two classes: one output. */
export type NeuralNetworkBinaryClassifier = NetworkModel<
  Categorical,
  Finite,
  NeuralNetworkClassifierParams & ColumnParams
>;

/**
 * Learns the probability of the second of two classes from numbers and classes. By default: builder `short()`, sigmoid,
 * binary cross-entropy, `adam()`, 10 epochs, batches of 1. Columns are taken as {@linkcode neuralNetworkClassifier} does.
 *
 * @example
 * ```ts
 * import { neuralNetworkBinaryClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * assert.equal(neuralNetworkBinaryClassifier().params.loss.kind, "binaryCrossEntropy");
 * ```
 */
export function neuralNetworkBinaryClassifier(
  options: Partial<NeuralNetworkClassifierParams & ColumnParams> = {},
): NeuralNetworkBinaryClassifier {
  return make(options);
}
