import type { Layer } from "../../core/layer.ts";
import { brief } from "../../core/show.ts";

/** Layers one after another; nested lists are not flattened. An empty chain passes its input on. */
export function chain(...layers: readonly Layer[]): Layer {
  return Object.freeze({ kind: "chain", layers: checkedLayers("chain", layers) });
}

const KINDS: readonly string[] = [
  "dense",
  "activation",
  "dropout",
  "identity",
  "scale",
  "batchNorm",
  "layerNorm",
  "conv2d",
  "maxPool2d",
  "meanPool2d",
  "globalMaxPool",
  "globalMeanPool",
  "upsample2d",
  "flatten",
  "entityEmbedding",
  "chain",
  "parallel",
];

/** Whether a value is a layer, ours or a stranger's; an activation is none, though it has a kind too. */
export function isLayer(value: unknown): value is Layer {
  return typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string" &&
    (KINDS.includes(value.kind) || value.kind.startsWith("x:")) && !("params" in value);
}

/** The layers, frozen. Throws a TypeError for something that is no layer. */
export function checkedLayers(where: string, layers: readonly Layer[]): readonly Layer[] {
  layers.forEach((layer: unknown, i) => {
    if (!isLayer(layer)) {
      throw new TypeError(
        `Cannot put ${
          brief(layer)
        } into ${where} at ${i}: it is no layer; use dense(8), dropout(0.2), activate(relu) …`,
      );
    }
  });
  return Object.freeze([...layers]);
}
