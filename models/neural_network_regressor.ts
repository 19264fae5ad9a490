import { linear } from "../builders/mod.ts";
import { type Numeric, numeric, type Table } from "../data/mod.ts";
import { finaliserOf, identity, mse } from "../nn/mod.ts";
import { type NetworkModel, networkModel } from "./_network_model.ts";
import { noteRelu, targetNumbers } from "./_numbers.ts";
import type { Decoder } from "./_task.ts";
import { INPUT_SCITYPES, tableInputs } from "./_table_inputs.ts";
import { tableInputsFrom } from "./_table_inputs_from.ts";
import { COLUMN_FIELDS, type ColumnParams } from "./column_params.ts";
import { networkFields, type NeuralNetworkParams } from "./neural_network_params.ts";

const KIND = "NeuralNetworkRegressor";
const DECODER: Decoder<Numeric> = { decode: ({ data }) => numeric(data), saved: {} };

const make = networkModel<Table, Numeric, Numeric, NeuralNetworkParams & ColumnParams>(
  {
    kind: KIND,
    inputs: (x, params) => tableInputs(x, params, KIND),
    inputsFrom: (saved, params) => tableInputsFrom(saved, params, KIND),
    finaliser: () => finaliserOf(identity),
    encode: (y) => ({
      values: { shape: [y.size, 1], data: Float32Array.from(targetNumbers(y, "y", KIND)) },
      ...DECODER,
    }),
    decoderFrom: () => DECODER,
    warn: (_, { last }, context) => noteRelu(KIND, last, context),
  },
  { ...networkFields(linear(), mse()), ...COLUMN_FIELDS },
  { input: INPUT_SCITYPES, target: ["Continuous", "Count"], prediction: "point" },
);

/** Learns a number. */
export type NeuralNetworkRegressor = NetworkModel<Numeric, Numeric, NeuralNetworkParams & ColumnParams>;

/**
 * Learns a number from numbers and classes. By default, as MLJFlux has it: builder `linear()`, whose relu keeps
 * predictions from falling below 0 (a note says so), mean squared error, `adam()`, 10 epochs, batches of 1. Columns are
 * taken as {@linkcode neuralNetworkClassifier} does.
 *
 * @example
 * ```ts
 * import { mlp } from "@attune/attune/builders";
 * import { neuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * const model = neuralNetworkRegressor({ builder: mlp({ hidden: [32] }), epochs: 50 });
 * assert.equal(model.with({ "optimiser.eta": 0.01 }).params.epochs, 50);
 * ```
 */
export function neuralNetworkRegressor(
  options: Partial<NeuralNetworkParams & ColumnParams> = {},
): NeuralNetworkRegressor {
  return make(options);
}
