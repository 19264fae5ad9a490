import { tabulate } from "../data/tabulate.ts";
import { linear } from "../builders/mod.ts";
import { numeric, type Table } from "../data/mod.ts";
import { finaliserOf, identity, mse } from "../nn/mod.ts";
import { type NetworkModel, networkModel } from "./_network_model.ts";
import { noteRelu, targetNumbers } from "./_numbers.ts";
import type { Decoder } from "./_task.ts";
import { checkTable, INPUT_SCITYPES, tableInputs } from "./_table_inputs.ts";
import { namesFrom, tableInputsFrom } from "./_table_inputs_from.ts";
import { COLUMN_FIELDS, type ColumnParams } from "./column_params.ts";
import { networkFields, type NeuralNetworkParams } from "./neural_network_params.ts";

const KIND = "MultitargetNeuralNetworkRegressor";

const make = networkModel<Table, Table, Table, NeuralNetworkParams & ColumnParams>(
  {
    kind: KIND,
    inputs: (x, params) => tableInputs(x, params, KIND),
    inputsFrom: (saved, params) => tableInputsFrom(saved, params, KIND),
    finaliser: () => finaliserOf(identity),
    encode(y) {
      checkTable(y, "y", KIND);
      const { names } = y;
      const columns = names.map((name) => targetNumbers(y.column(name), name, KIND));
      const width = names.length;
      const data = Float32Array.from(
        { length: y.size * width },
        (_, k) => columns[k % width]![Math.floor(k / width)]!,
      );
      return { values: { shape: [y.size, width], data }, ...decoderOf(names) };
    },
    decoderFrom: ({ targets }) => decoderOf(namesFrom(targets, KIND)),
    warn: (_, { last }, context) => noteRelu(KIND, last, context),
  },
  { ...networkFields(linear(), mse()), ...COLUMN_FIELDS },
  { input: INPUT_SCITYPES, target: ["Continuous", "Count"], prediction: "point" },
);

/** Learns several numbers at once. */
export type MultitargetNeuralNetworkRegressor = NetworkModel<
  Table,
  Table,
  NeuralNetworkParams & ColumnParams
>;

/**
 * Learns several numbers at once from numbers and classes; predictions are a table with the names of the targets.
 * Defaults and columns as those of {@linkcode neuralNetworkRegressor}.
 *
 * @example
 * ```ts
 * import { multitargetNeuralNetworkRegressor } from "@attune/attune/models";
 * import assert from "node:assert/strict";
 *
 * assert.equal(multitargetNeuralNetworkRegressor().params.batchSize, 1);
 * ```
 */
export function multitargetNeuralNetworkRegressor(
  options: Partial<NeuralNetworkParams & ColumnParams> = {},
): MultitargetNeuralNetworkRegressor {
  return make(options);
}

function decoderOf(names: readonly string[]): Decoder<Table> {
  return { decode: ({ data }) => columnsOf(data, names), saved: { targets: names } };
}

function columnsOf(data: ArrayLike<number>, names: readonly string[]): Table {
  const size = data.length / names.length;
  const columns = names.map((name, j) => {
    const values = Float64Array.from({ length: size }, (_, i) => data[i * names.length + j]!);
    return [name, numeric(values)] as const;
  });
  return tabulate(columns);
}
