import type { Shape } from "../../core/array.ts";
import type { BatchNormLayer } from "../../core/layer.ts";
import { real, resolve } from "../../core/schema.ts";
import type { Inferred } from "../inferred.ts";
import { ones, zeros } from "../initialisers.ts";

/** Options of {@linkcode batchNorm}. */
export interface BatchNormOptions {
  /** Added to the variance. Default 1e-5. */
  readonly epsilon: number;
  /** Share of the batch's statistics in the running ones, per step. Default 0.1. */
  readonly momentum: number;
}

const schema = {
  epsilon: real(1e-5, { min: 0, above: true, doc: "added to the variance" }),
  momentum: real(0.1, { min: 0, max: 1, doc: "share of the batch in the running statistics" }),
};

/**
 * Standardises each feature over the batch in training, by running statistics otherwise, then scales and shifts it
 * (Ioffe and Szegedy 2015). The running variance is the corrected one, as in PyTorch; a batch of one row has
 * variance 0.
 */
export function batchNorm(options: Partial<BatchNormOptions> = {}): BatchNormLayer {
  return Object.freeze({
    kind: "batchNorm",
    ...resolve<BatchNormOptions>({ kind: "batchNorm", schema }, options),
  });
}

/** Shapes of a batch normalisation. */
export function inferBatchNorm(input: Shape): Inferred {
  const shape = [input.at(-1) ?? 1];
  return {
    output: input,
    parameters: [
      { shape, init: ones, trained: true },
      { shape, init: zeros, trained: true },
      { shape, init: zeros, trained: false },
      { shape, init: ones, trained: false },
    ],
    names: ["gain", "shift", "mean", "variance"],
  };
}
