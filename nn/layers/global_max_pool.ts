import type { Layer } from "../../core/layer.ts";

/** The largest number of each channel of an image: height × width × channels to channels, whatever the image's size. */
export function globalMaxPool(): Layer {
  return Object.freeze({ kind: "globalMaxPool" });
}
