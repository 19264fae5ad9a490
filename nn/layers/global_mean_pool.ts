import type { Layer } from "../../core/layer.ts";

/** The mean of each channel of an image: height × width × channels to channels, whatever the image's size. */
export function globalMeanPool(): Layer {
  return Object.freeze({ kind: "globalMeanPool" });
}
