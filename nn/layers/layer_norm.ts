import type { Shape } from "../../core/array.ts";
import type { Layer } from "../../core/layer.ts";
import { real, resolve } from "../../core/schema.ts";
import type { Inferred } from "../inferred.ts";
import { ones, zeros } from "../initialisers.ts";

const schema = { epsilon: real(1e-5, { min: 0, above: true, doc: "added to the variance" }) };

/** Standardises each row over its features, then scales and shifts them (Ba, Kiros and Hinton 2016). */
export function layerNorm(options: { readonly epsilon?: number } = {}): Layer {
  return Object.freeze({
    kind: "layerNorm",
    ...resolve<{ readonly epsilon: number }>({ kind: "layerNorm", schema }, options),
  });
}

/** Shapes of a layer normalisation. */
export function inferLayerNorm(input: Shape): Inferred {
  const shape = [input.at(-1) ?? 1];
  return {
    output: input,
    parameters: [{ shape, init: ones, trained: true }, { shape, init: zeros, trained: true }],
    names: ["gain", "shift"],
  };
}
