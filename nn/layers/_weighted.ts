import type { Shape } from "../../core/array.ts";
import type { Init } from "../../core/layer.ts";
import { flag, type SchemaOf } from "../../core/schema.ts";
import { type Activation, activationField } from "../activation.ts";
import { identity } from "../activations.ts";
import type { Inferred } from "../inferred.ts";
import { glorotUniform, initField, zeros } from "../initialisers.ts";

/** Options of layers with a kernel. */
export interface WeightedOptions {
  /** Applied to each output. Default identity. */
  readonly activation: Activation;
  /** Whether there is a bias. Default true. */
  readonly bias: boolean;
  /** How the kernel starts. Default glorotUniform. */
  readonly init: Init;
  /** How the bias starts. Default zeros. */
  readonly biasInit: Init;
}

/** Their fields, in the order in which they are listed. */
export const weightedFields: SchemaOf<WeightedOptions> = {
  activation: activationField(identity),
  bias: flag(true, "whether there is a bias"),
  init: initField(glorotUniform, "how the kernel starts"),
  biasInit: initField(zeros, "how the bias starts"),
};

/** Shapes of a layer with a kernel of this shape, whose last axis is that of outputs, and a bias where it has one. */
export function inferWeighted(
  { bias: isBiased, init, biasInit }: Omit<WeightedOptions, "activation">,
  { kernel, output }: { readonly kernel: Shape; readonly output: Shape },
): Inferred {
  const parameters = [{ shape: kernel, init, trained: true }];
  if (isBiased) parameters.push({ shape: kernel.slice(-1), init: biasInit, trained: true });
  return { output, parameters, names: isBiased ? ["kernel", "bias"] : ["kernel"] };
}
