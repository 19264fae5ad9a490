import type { Layer, Pool2dLayer } from "../../core/layer.ts";
import { resolve } from "../../core/schema.ts";
import { byName } from "../by_name.ts";
import { bare, type Inferred, type Place } from "../inferred.ts";
import { paddingField, paddingOf, type PaddingOption, pairField, pairOf, type PairOption } from "../pair.ts";
import { imageShape, type Window, windowOf } from "../window.ts";

/** Options of {@linkcode maxPool2d} and {@linkcode meanPool2d}. */
export interface Pool2dOptions {
  /** How far the window moves from one output to the next. Default its size: windows lie side by side. */
  readonly stride: PairOption;
  /** What stands around the image, and does not count: nothing (`"valid"`: what is left over at the right and bottom edges is not looked at), as much as is missing there (`"same"`), or so many rows and columns on each side, fewer than the window has. Default `"valid"`. */
  readonly padding: PaddingOption;
}

/** A pooling layer of a kind. */
export function pool2d(
  kind: Pool2dLayer["kind"],
  size: PairOption,
  options: Partial<Pool2dOptions>,
): Pool2dLayer {
  const schema = {
    size: pairField(2, "size of the window"),
    stride: pairField(size, "how far the window moves"),
    padding: paddingField(),
  };
  const of = resolve<Pool2dOptions & { readonly size: PairOption }>({ kind, schema }, {
    size,
    ...byName(options, `${kind}(2, { stride: 1 })`),
  });
  const [window, padding] = [pairOf(of.size), paddingOf(of.padding)];
  if (typeof padding !== "string" && padding.some((n, axis) => n >= window[axis]!)) {
    throw new RangeError(
      `Cannot set "padding" of ${kind}: [${padding}] is not less than its size [${window}]; take less, or "same"`,
    );
  }
  return Object.freeze({ kind, size: window, stride: pairOf(of.stride), padding });
}

/** A layer that pools, by a window of its own or over the whole image. */
export type PoolLayer = Pool2dLayer | Extract<Layer, { readonly kind: "globalMaxPool" | "globalMeanPool" }>;

/** The window of a layer that pools, at a path; a global one has one place, as large as the image. */
export function poolWindow(layer: PoolLayer, { input, path }: Place): Window {
  if (!("size" in layer)) {
    const [height, width] = imageShape(input, { path, name: layer.kind });
    const whole = { size: [height, width], stride: [1, 1], padding: "valid" } as const;
    return windowOf(whole, { input, path, name: layer.kind });
  }
  return windowOf(layer, { input, path, name: `${layer.kind}([${layer.size.join(", ")}])` });
}

/** Shapes of a pooling layer at a path. */
export function inferPool2d(layer: Pool2dLayer, at: Place): Inferred {
  const channels = imageShape(at.input, { path: at.path, name: layer.kind })[2];
  return bare([...poolWindow(layer, at).output, channels]);
}
