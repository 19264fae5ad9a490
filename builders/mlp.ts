import type { Builder } from "../core/builder.ts";
import { integer, listOf } from "../core/schema.ts";
import { type Activation, activationField, chain, dense, relu } from "../nn/mod.ts";
import { flat } from "./_flat.ts";
import { defineBuilder } from "./define_builder.ts";

/** Hyperparameters of {@linkcode mlp}. */
export interface MlpParams {
  /** Units of each hidden layer. Default [100]. */
  readonly hidden: readonly number[];
  /** Applied to the hidden layers. Default relu. */
  readonly activation: Activation;
}

const make = defineBuilder<MlpParams>(
  "Mlp",
  {
    hidden: listOf([100], integer(1, { min: 1, doc: "units of each hidden layer" })),
    activation: activationField(relu),
  },
  ({ hidden, activation }, { input, outputs }) =>
    chain(...flat(input), ...hidden.map((units) => dense(units, { activation })), dense(outputs)),
);

/**
 * A multilayer perceptron: dense hidden layers, then a dense layer without activation. Images are flattened.
 *
 * @example
 * ```ts
 * import { mlp } from "@attune/attune/builders";
 * import { infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const network = mlp({ hidden: [64, 32] }).build({ input: [4], outputs: 3 });
 * assert.equal(infer(network, [4]).children.length, 3);
 * ```
 */
export function mlp(options: Partial<MlpParams> = {}): Builder<MlpParams> {
  return make(options);
}
