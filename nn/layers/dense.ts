import { ShapeError } from "../../core/errors.ts";
import type { DenseLayer } from "../../core/layer.ts";
import { integer, resolve } from "../../core/schema.ts";
import { byName } from "../by_name.ts";
import { type Inferred, type Place, showShape } from "../inferred.ts";
import { inferWeighted, weightedFields, type WeightedOptions } from "./_weighted.ts";

/** Options of {@linkcode dense}. */
export type DenseOptions = WeightedOptions;

const schema = {
  units: integer(1, { min: 1, doc: "how many numbers come out" }),
  ...weightedFields,
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
  return inferWeighted(layer, { kernel: [inputs, layer.units], output: [layer.units] });
}
