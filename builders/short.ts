import type { Builder } from "../core/builder.ts";
import { integer, real } from "../core/schema.ts";
import { sizeOf } from "../core/array.ts";
import { type Activation, activationField, chain, dense, dropout, sigmoid } from "../nn/mod.ts";
import { flat } from "./_flat.ts";
import { defineBuilder } from "./define_builder.ts";

/** Hyperparameters of {@linkcode short}. */
export interface ShortParams {
  /** Units of the hidden layer; 0 means √(inputs · outputs), rounded half to even. Default 0. */
  readonly hidden: number;
  /** Share of hidden units dropped in training. Default 0.5. */
  readonly dropout: number;
  /** Applied to the hidden layer. Default sigmoid. */
  readonly activation: Activation;
}

const make = defineBuilder<ShortParams>(
  "Short",
  {
    hidden: integer(0, { min: 0, doc: "units of the hidden layer; 0 means √(inputs · outputs)" }),
    dropout: real(0.5, { min: 0, max: 1, below: true, doc: "share of hidden units dropped" }),
    activation: activationField(sigmoid),
  },
  ({ hidden, dropout: rate, activation }, { input, outputs }) =>
    chain(
      ...flat(input),
      dense(hidden || hiddenUnits(sizeOf(input), outputs), { activation }),
      dropout(rate),
      dense(outputs),
    ),
);

/**
 * One hidden layer with dropout, then a dense layer without activation. Images are flattened.
 *
 * @example
 * ```ts
 * import { short } from "@attune/attune/builders";
 * import { infer } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const network = short().build({ input: [4], outputs: 3 });
 * assert.deepEqual(infer(network, [4]).children[0]?.output, [3]); // √12, rounded
 * ```
 */
export function short(options: Partial<ShortParams> = {}): Builder<ShortParams> {
  return make(options);
}

// Rounds half to even, at least 1. √ of a whole number is never half-way between two, so plain rounding is the same.
function hiddenUnits(inputs: number, outputs: number): number {
  return Math.max(1, Math.round(Math.sqrt(inputs * outputs)));
}
