import type { Layer } from "../../core/layer.ts";

/** All numbers of an observation in one row, as they lie: what a dense layer takes behind images. */
export function flatten(): Layer {
  return Object.freeze({ kind: "flatten" });
}
