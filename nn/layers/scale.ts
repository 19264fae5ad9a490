import type { Shape } from "../../core/array.ts";
import type { Init, Layer } from "../../core/layer.ts";
import { resolve } from "../../core/schema.ts";
import type { Inferred } from "../inferred.ts";
import { initField, ones } from "../initialisers.ts";

const schema = { init: initField(ones, "how the factors start") };

/** Multiplies each feature by a factor that is learned: x · factor, one factor for each of the last axis. */
export function scale(options: { readonly init?: Init } = {}): Layer {
  return Object.freeze({
    kind: "scale",
    ...resolve<{ readonly init: Init }>({ kind: "scale", schema }, options),
  });
}

/** Shapes of a scale layer. */
export function inferScale(layer: Extract<Layer, { kind: "scale" }>, input: Shape): Inferred {
  const features = input.at(-1) ?? 1;
  return {
    output: input,
    parameters: [{ shape: [features], init: layer.init, trained: true }],
    names: ["factor"],
  };
}
