import type { Builder } from "../core/builder.ts";
import { type Activation, activationField, chain, dense, relu } from "../nn/mod.ts";
import { flat } from "./_flat.ts";
import { defineBuilder } from "./define_builder.ts";

/** Hyperparameters of {@linkcode linear}. */
export interface LinearParams {
  /** Applied to the outputs. Default relu, as MLJFlux has it: for regression, take `identity`. */
  readonly activation: Activation;
}

const make = defineBuilder<LinearParams>(
  "Linear",
  { activation: activationField(relu) },
  ({ activation }, { input, outputs }) => chain(...flat(input), dense(outputs, { activation })),
);

/**
 * One dense layer: `activation(x · kernel + bias)`. Images are flattened.
 *
 * @example
 * ```ts
 * import { linear } from "@attune/attune/builders";
 * import { identity, infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const network = linear({ activation: identity }).build({ input: [4], outputs: 1 });
 * assert.deepEqual(infer(network, [4]).output, [1]);
 * ```
 */
export function linear(options: Partial<LinearParams> = {}): Builder<LinearParams> {
  return make(options);
}
