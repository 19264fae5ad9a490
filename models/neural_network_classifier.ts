import { short } from "../builders/mod.ts";
import type { Categorical, Finite, Table } from "../data/mod.ts";
import { crossEntropy, finaliserField, finaliserOf, softmax } from "../nn/mod.ts";
import { classDecoder, classesFrom, classTargets } from "./_classes.ts";
import { type NetworkModel, networkModel } from "./_network_model.ts";
import { INPUT_SCITYPES, tableInputs } from "./_table_inputs.ts";
import { tableInputsFrom } from "./_table_inputs_from.ts";
import { COLUMN_FIELDS, type ColumnParams } from "./column_params.ts";
import { CLASS_WEIGHTS, networkFields, type NeuralNetworkClassifierParams } from "./neural_network_params.ts";

const KIND = "NeuralNetworkClassifier";
const { builder, ...rest } = networkFields(short(), crossEntropy());

const make = networkModel<Table, Categorical, Finite, NeuralNetworkClassifierParams & ColumnParams>(
  {
    kind: KIND,
    inputs: (x, params) => tableInputs(x, params, KIND),
    inputsFrom: (saved, params) => tableInputsFrom(saved, params, KIND),
    finaliser: (params) => finaliserOf(params.finaliser),
    encode: (y, params) => classTargets(y, params, KIND),
    decoderFrom: (saved) => classDecoder(classesFrom(saved, KIND)),
  },
  { builder, finaliser: finaliserField(softmax), ...rest, classWeights: CLASS_WEIGHTS, ...COLUMN_FIELDS },
  { input: INPUT_SCITYPES, target: ["Multiclass", "OrderedFactor"], prediction: "distribution" },
);

/** Learns the probabilities of classes: one output for each level in the target's pool. */
export type NeuralNetworkClassifier = NetworkModel<
  Categorical,
  Finite,
  NeuralNetworkClassifierParams & ColumnParams
>;

/**
 * Learns the probabilities of classes from numbers and classes. By default: builder `short()`, softmax, cross-entropy,
 * `adam()`, 10 epochs, batches of 1.
 *
 * Columns of classes are embedded: the network learns a few numbers for each level (`embeddingDims`), and the builder is
 * told how wide the table is with these in it. Missing levels are refused, or have numbers of their own (`unknown`);
 * missing numbers are refused, or filled in and marked (`missing`). See {@linkcode ColumnParams}.
 *
 * @example
 * ```ts
 * import { reference } from "@attune/attune/backends/reference";
 * import { Machine } from "@attune/attune/core";
 * import { mode } from "@attune/attune/data";
 * import { blobs } from "@attune/attune/data";
 * import { neuralNetworkClassifier } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * using backend = reference();
 * const data = blobs({ rows: 60, seed: 1 });
 * using machine = new Machine(neuralNetworkClassifier({ epochs: 2, batchSize: 10 }), data, { backend });
 * const learned = await machine.fit();
 * assert.equal(learned.report.losses.length, 2);
 * assert.equal(mode(await learned.predict(data.x)).size, 60);
 * ```
 */
export function neuralNetworkClassifier(
  options: Partial<NeuralNetworkClassifierParams & ColumnParams> = {},
): NeuralNetworkClassifier {
  return make(options);
}
