import { ShapeError } from "../../core/errors.ts";
import type { DenseLayer, Init } from "../../core/layer.ts";
import { flag, integer, resolve } from "../../core/schema.ts";
import { type Activation, activationField } from "../activation.ts";
import { identity } from "../activations.ts";
import { byName } from "../by_name.ts";
import { type Inferred, type Place, showShape } from "../inferred.ts";
import { glorotUniform, initField, zeros } from "../initialisers.ts";

/** Options of {@linkcode dense}. */
export interface DenseOptions {
  /** Applied to each output. Default identity. */
  readonly activation: Activation;
  /** Whether there is a bias. Default true. */
  readonly bias: boolean;
  /** How the kernel starts. Default glorotUniform. */
  readonly init: Init;
  /** How the bias starts. Default zeros. */
  readonly biasInit: Init;
}

const schema = {
  units: integer(1, { min: 1, doc: "how many numbers come out" }),
  activation: activationField(identity),
  bias: flag(true, "whether there is a bias"),
  init: initField(glorotUniform, "how the kernel starts"),
  biasInit: initField(zeros, "how the bias starts"),
};

/**
 * A layer in which each output depends on each input: `activation(x · kernel + bias)`.
 *
 * @example
 * ```ts
 * import { chain, dense, infer, relu } from "@attune/attune/nn";
 * import assert from "node:assert/strict";
 *
 * const network = infer(chain(dense(8, { activation: relu }), dense(3)), [4]);
 * assert.deepEqual(network.output, [3]);
 * ```
 */
export function dense(units: number, options: Partial<DenseOptions> = {}): DenseLayer {
  const { activation, bias, init, biasInit } = resolve<DenseOptions & { readonly units: number }>({
    kind: "dense",
    schema,
  }, { units, ...byName(options, "dense(8, { activation: relu })") });
  return Object.freeze({ kind: "dense", units, activation: activation.scalar, bias, init, biasInit });
}

/** Shapes of a dense layer at a path. */
export function inferDense(layer: DenseLayer, { input, path }: Place): Inferred {
  const [inputs] = input;
  if (input.length !== 1 || inputs === undefined) {
    throw new ShapeError(
      `Cannot apply dense(${layer.units}) at ${path}: it takes [inputs], but ${
        showShape(input)
      } arrives; flatten first`,
      path,
      input,
      "[inputs]",
    );
  }
  const kernel = { shape: [inputs, layer.units], init: layer.init, trained: true };
  const bias = { shape: [layer.units], init: layer.biasInit, trained: true };
  return {
    output: [layer.units],
    parameters: layer.bias ? [kernel, bias] : [kernel],
    names: layer.bias ? ["kernel", "bias"] : ["kernel"],
  };
}
